import { formatAmount } from '#core/reward/currency.ts';

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
  const text = formatAmount(amount, currency).replace('-', '−');
  return signed && amount > 0 ? `+${text}` : text;
}

/** What may stand in for a currency where there is no amount: `USD`, `stars points`, `thanks`. */
export function currencyWords(currency: string): string {
  // As many as are always spoken of as several.
  return currency.startsWith(POINTS) ? formatAmount(0, currency).replace(/^0 /, '') : currency;
}
