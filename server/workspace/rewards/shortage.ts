import type { Problem } from '#core/problem.ts';
import { formatAmount } from '#core/reward/currency.ts';
import type { Reward } from '#core/reward/reward.ts';
import { first } from '#server/storage/sql.ts';
import type { Store } from '#server/workspace/store.ts';

/** Why what is `left` of the budget (null: no limit) does not hold a reward, or null. `how` ends "… of the budget is". */
export function shortageOf(
  { sql }: Store,
  { amount, currency }: Pick<Reward, 'amount' | 'currency'>,
  left: number | null,
  how: 'left' | 'not spent yet',
): Problem | null {
  if (left === null || left >= amount) return null;
  const granted = first(sql, `SELECT 1 FROM balance WHERE account = 'funding' AND currency = ?`, currency);
  if (granted === undefined) {
    const message = `There is no budget in ${currency}.`;
    return {
      code: 'budget_exceeded',
      message,
      remedy: `Add a budget in ${currency} first.`,
      field: 'amount',
    };
  }
  const message = `Only ${formatAmount(Math.max(0, left), currency)} of the budget is ${how}.`;
  return { code: 'budget_exceeded', message, remedy: 'Raise the budget first.', field: 'amount' };
}
