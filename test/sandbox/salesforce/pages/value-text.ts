import type { Value } from '../org/row.ts';
import type { Field } from '../schema/field.ts';

const DAY = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeZone: 'UTC' });
const MOMENT = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' });
const LONGEST = 400;

/** A value as a person reads it; `currency` is the record's. */
export function valueText(field: Field, value: Value, currency: string): string {
  if (value === null) return '';
  const at = typeof value === 'string' ? Date.parse(value.replace('+0000', 'Z')) : Number.NaN;
  if (field.type === 'date' && !Number.isNaN(at)) return DAY.format(at);
  if (field.type === 'datetime' && !Number.isNaN(at)) return `${MOMENT.format(at)} UTC`;
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  if (field.type === 'currency' && typeof value === 'number') return money(value, currency);
  if (typeof value === 'number') return value.toLocaleString('en');
  const letters = Array.from(value);
  return letters.length > LONGEST
    ? `${letters.slice(0, LONGEST).join('')}… (${letters.length} characters)`
    : value;
}

function money(value: number, currency: string): string {
  const code = /^[A-Z]{3}$/.test(currency) ? currency : 'USD';
  return new Intl.NumberFormat('en', { style: 'currency', currency: code, maximumFractionDigits: 0 }).format(
    value,
  );
}
