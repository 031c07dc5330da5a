const NO_MINOR = new Set('BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF'.split(' '));
const THOUSANDTHS = new Set('BHD IQD JOD KWD LYD OMR TND'.split(' '));

/** Digits after the point by ISO 4217. */
export function minorDigits(currency: string): number {
  if (NO_MINOR.has(currency)) return 0;
  return THOUSANDTHS.has(currency) ? 3 : 2;
}

/**
 * An amount as people type it, in integer minor units: `25`, `25.50`, `25,50`, `1 250`, `1,250.50`, `1.250,50`. Null
 * where it is none, is not above zero, or can be read in two ways (`1,250` dollars may be a thousand or a slip).
 */
export function toMinorUnits(text: string, currency: string): number | null {
  const digits = minorDigits(currency);
  const parts = split(text.replaceAll(/[\s'’]/g, ''), digits);
  if (parts === null) return null;
  const amount = Number(parts.whole + parts.fraction.padEnd(digits, '0'));
  return Number.isSafeInteger(amount) && amount > 0 ? amount : null;
}

function split(text: string, digits: number): { whole: string; fraction: string } | null {
  if (/^\d+$/.test(text)) return { whole: text, fraction: '' };
  const grouped = digits === 0 ? /^\d{1,3}([.,])\d{3}(\1\d{3})*$/ : /^\d{1,3}([.,])\d{3}(\1\d{3})+$/;
  if (grouped.test(text)) return { whole: text.replaceAll(/[.,]/g, ''), fraction: '' };
  const decimal =
    /^(\d+|\d{1,3}(?:,\d{3})+)\.(\d+)$/.exec(text) ?? /^(\d+|\d{1,3}(?:\.\d{3})+),(\d+)$/.exec(text);
  const [, whole = '', fraction = ''] = decimal ?? [];
  if (fraction === '' || fraction.length > digits) return null;
  const isAmbiguous = fraction.length === 3 && text.includes(',') && !text.includes('.');
  return isAmbiguous ? null : { whole: whole.replaceAll(/[.,]/g, ''), fraction };
}

/** Minor units as `USD 25.50`. */
export function formatAmount(amount: number, currency: string): string {
  const digits = minorDigits(currency);
  const text = String(amount).padStart(digits + 1, '0');
  return digits === 0
    ? `${currency} ${text}`
    : `${currency} ${text.slice(0, -digits)}.${text.slice(-digits)}`;
}
