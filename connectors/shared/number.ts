import { minorDigits } from '#core/reward/currency.ts';

/** A finite number from a CRM's text value; null where it is none. */
export function parseNumber(text: string): number | null {
  const trimmed = text.trim();
  const value = Number(trimmed);
  return trimmed === '' || !Number.isFinite(value) ? null : value;
}

/** A decimal amount as integer minor units, rounded half away from zero; null where it is none or too large to be exact. */
export function parseAmount(text: string, currency: string | null): number | null {
  const match = /^(-?)(\d+)(?:\.(\d*))?$/.exec(text.trim());
  if (!match) return null;
  const digits = currency === null ? 2 : minorDigits(currency);
  const fraction = (match[3] ?? '').padEnd(digits + 1, '0');
  const units =
    Number((match[2] ?? '') + fraction.slice(0, digits)) + (fraction.charAt(digits) >= '5' ? 1 : 0);
  if (!Number.isSafeInteger(units)) return null;
  return match[1] && units > 0 ? -units : units;
}
