import type { PropertyDefinition } from '../properties.ts';

const DAY = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeZone: 'UTC' });
const MOMENT = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' });
const LONGEST = 400;

/** A value as a person reads it. */
export function valueText(definition: PropertyDefinition, value: string): string {
  if (definition.type === 'date' && !Number.isNaN(Date.parse(value))) return DAY.format(Date.parse(value));
  if (definition.type === 'datetime' && !Number.isNaN(Date.parse(value)))
    return `${MOMENT.format(Date.parse(value))} UTC`;
  if (definition.type === 'number' && !definition.name.endsWith('id'))
    return Number(value).toLocaleString('en');
  if (definition.type === 'bool') return value === 'true' ? 'Yes' : 'No';
  if (definition.type === 'enumeration')
    return value
      .split(';')
      .map((one) => definition.options.find((option) => option.value === one)?.label ?? one)
      .join(', ');
  const letters = Array.from(value);
  return letters.length > LONGEST
    ? `${letters.slice(0, LONGEST).join('')}… (${letters.length} characters)`
    : value;
}

/** An amount in its currency, as people write it; the bare text where it is no amount. */
export function moneyText(amount: string | undefined, currency: string | undefined): string {
  const value = Number(amount);
  if (!amount || Number.isNaN(value)) return 'No amount';
  if (!/^[A-Z]{3}$/.test(currency ?? '')) return amount;
  return new Intl.NumberFormat('en', {
    style: 'currency',
    currency: currency ?? 'USD',
    maximumFractionDigits: 0,
  }).format(value);
}
