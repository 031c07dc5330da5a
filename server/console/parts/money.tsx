import { formatAmount } from '#core/reward/currency.ts';

/** Money as people read it; `signed` shows a plus as well as a minus. */
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
