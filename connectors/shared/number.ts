/** A finite number from a CRM's text value; null where it is none. */
export function parseNumber(text: string): number | null {
  const trimmed = text.trim();
  const value = Number(trimmed);
  return trimmed === '' || !Number.isFinite(value) ? null : value;
}

/** ISO 4217 currencies whose minor unit is not a hundredth. */
const MINOR_DIGITS: Record<string, number> = Object.fromEntries([
  ...'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF'.split(' ').map((code) => [code, 0]),
  ...'BHD IQD JOD KWD LYD OMR TND'.split(' ').map((code) => [code, 3]),
]);

/** A decimal amount as integer minor units, rounded half away from zero; null where it is none or too large to be exact. */
export function parseAmount(text: string, currency: string | null): number | null {
  const match = /^(-?)(\d+)(?:\.(\d*))?$/.exec(text.trim());
  if (!match) return null;
  const digits = MINOR_DIGITS[currency ?? ''] ?? 2;
  const fraction = (match[3] ?? '').padEnd(digits + 1, '0');
  const units =
    Number((match[2] ?? '') + fraction.slice(0, digits)) + (fraction.charAt(digits) >= '5' ? 1 : 0);
  if (!Number.isSafeInteger(units)) return null;
  return match[1] && units > 0 ? -units : units;
}
