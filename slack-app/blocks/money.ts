import { clip } from './text.ts';
import { formatAmount, isCurrency } from '#core/reward/currency.ts';

/** What something is worth as people say it: `$50.00`, `250 club points`, `a thank-you`. */
export function worth(amount: number, currency: string): string {
  if (isCurrency(currency)) return formatAmount(amount, currency);
  if (currency.startsWith('points:')) return clip(formatAmount(amount, currency), 80);
  return currency === 'thanks' ? 'a thank-you' : `${amount} ${clip(currency, 20)}`;
}
