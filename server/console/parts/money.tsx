import { formatAmount } from '#core/reward/currency.ts';
import { THANKS } from '#core/reward/reward.ts';
import { formatNumber } from './words.ts';

const POINTS = 'points:';

/** Money, points or thanks as people read them; `signed` shows a plus as well as a minus. */
export function Money({
  amount,
  currency,
  signed = false,
}: {
  amount: number;
  currency: string;
  signed?: boolean;
}) {
  return <span class="money">{moneyText(amount, currency, signed)}</span>;
}

/** As `Money`, as text, with a true minus. */
export function moneyText(amount: number, currency: string, signed = false): string {
  const text = worthOf(amount, currency).replace('-', '−');
  return signed && amount > 0 ? `+${text}` : text;
}

function worthOf(amount: number, currency: string): string {
  if (currency === THANKS) return 'Thanks';
  if (!currency.startsWith(POINTS)) return formatAmount(amount, currency);
  const unit = Math.abs(amount) === 1 ? 'point' : 'points';
  return `${formatNumber(amount)} ${unit} of ${currency.slice(POINTS.length)}`;
}

/** What may stand in for a currency where there is no amount: `USD`, `points of stars`, `thanks`. */
export function currencyWords(currency: string): string {
  return currency.startsWith(POINTS) ? `points of ${currency.slice(POINTS.length)}` : currency;
}
