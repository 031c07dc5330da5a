import { formatAmount } from '#core/reward/currency.ts';
import { THANKS, type Reward } from '#core/reward/reward.ts';
import { formatNumber } from '#server/console/parts/words.ts';

/** What rewards come to, each currency for itself: `$5,012.00, €99.00, 400 points`. */
export function totalsText(rewards: readonly Pick<Reward, 'amount' | 'currency'>[]): string {
  const totals = new Map<string, number>();
  for (const { amount, currency } of rewards) {
    // Thanks have no amount: they are counted.
    totals.set(currency, (totals.get(currency) ?? 0) + (currency === THANKS ? 1 : amount));
  }
  return [...totals]
    .map(([currency, total]) =>
      currency === THANKS ? `${formatNumber(total)} × thanks` : formatAmount(total, currency),
    )
    .join(', ');
}
