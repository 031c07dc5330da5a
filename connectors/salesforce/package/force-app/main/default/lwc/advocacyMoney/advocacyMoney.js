// Digits after the point by ISO 4217, which a browser's own tables do not always follow.
const NO_MINOR = new Set('BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF'.split(' '));
const THOUSANDTHS = new Set('BHD IQD JOD KWD LYD OMR TND'.split(' '));

/** Digits after the point of an amount in this currency: 0, 2 or 3. */
export function minorDigits(currency) {
  if (NO_MINOR.has(currency)) return 0;
  return THOUSANDTHS.has(currency) ? 3 : 2;
}

/**
 * Reads an amount as people type it: `25`, `25.50` or `25,50`. Separators of thousands are refused, not guessed at.
 * Gives `{ amount }` in whole minor units, or `{ problem }` that says how to write it.
 */
export function parseAmount(text, currency) {
  const digits = minorDigits(currency);
  const match = /^(\d{1,12})(?:[.,](\d+))?$/.exec(text.trim());
  const fraction = match?.[2] ?? '';
  if (match === null || fraction.length > digits) return { problem: howToWrite(currency, digits) };
  const amount = Number(`${match[1]}${fraction.padEnd(digits, '0')}`);
  if (amount === 0) return { problem: 'The amount is nothing.' };
  return Number.isSafeInteger(amount) ? { amount } : { problem: 'The amount is too large.' };
}

function howToWrite(currency, digits) {
  if (digits === 0) return `${currency} has no smaller unit: write the amount like 2500.`;
  return `Write the amount like ${digits === 3 ? '25 or 25.500' : '25 or 25.50'}.`;
}

/** Whole minor units as money people read: `€25.50`, `¥2,500`. */
export function formatAmount(amount, currency) {
  const digits = minorDigits(currency);
  const fraction = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  return new Intl.NumberFormat('en-US', { style: 'currency', currency, ...fraction }).format(
    amount / 10 ** digits,
  );
}
