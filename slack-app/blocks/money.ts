import { clip } from './text.ts';
import { formatAmount, isCurrency } from '#core/reward/currency.ts';

const COUNT = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });

/** What something is worth as people say it: `$50.00`, `250 points`, `a thank-you`. */
export function worth(amount: number, currency: string): string {
  if (isCurrency(currency)) return formatAmount(amount, currency);
  if (currency.startsWith('points:')) return `${COUNT.format(amount)} points`;
  return currency === 'thanks' ? 'a thank-you' : `${amount} ${clip(currency, 20)}`;
}
