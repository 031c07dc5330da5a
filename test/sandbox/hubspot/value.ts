import type { PropertyDefinition } from './properties.ts';

/** Why a value was refused, in HubSpot's words. */
export interface InvalidValue {
  isValid: false;
  message: string;
  error: string;
  name: string;
}

const DAY_MS = 86_400_000;

/** Checks and normalises one value to what the wire will give back; an empty string clears and is always fine. */
export function acceptValue(definition: PropertyDefinition, value: string): string | InvalidValue {
  if (value === '') return '';
  if (definition.readOnly)
    return refuse(
      definition,
      'READ_ONLY_VALUE',
      `"${definition.name}" is a read only property; its value cannot be set.`,
    );
  switch (definition.type) {
    case 'number':
      return Number.isFinite(Number(value)) && value.trim() !== ''
        ? value.trim()
        : refuse(definition, 'INVALID_LONG', `${value} was not a valid long.`);
    case 'date':
      return acceptDate(definition, value);
    case 'datetime': {
      const at = parseTime(value);
      return at === null
        ? refuse(definition, 'INVALID_DATE', `${value} was not a valid date.`)
        : new Date(at).toISOString();
    }
    case 'bool':
      return value === 'true' || value === 'false'
        ? value
        : refuse(definition, 'INVALID_OPTION', `${value} was not one of the allowed options: [true, false]`);
    case 'enumeration':
      return acceptOptions(definition, value);
    case 'string':
    case 'phone_number':
    case 'json':
      return acceptText(definition, value);
    default:
      return definition.type satisfies never;
  }
}

function acceptDate(definition: PropertyDefinition, value: string): string | InvalidValue {
  const at = parseTime(value);
  if (at === null) return refuse(definition, 'INVALID_DATE', `${value} was not a valid date.`);
  if (at % DAY_MS !== 0)
    return refuse(
      definition,
      'INVALID_DATE',
      `${value} is at ${new Date(at).toISOString()}, not midnight UTC.`,
    );
  return new Date(at).toISOString().slice(0, 10);
}

function acceptOptions(definition: PropertyDefinition, value: string): string | InvalidValue {
  const allowed = definition.options.map((option) => option.value);
  const unknown = value.split(';').filter((one) => allowed.length > 0 && !allowed.includes(one));
  if (unknown.length === 0) return value;
  return refuse(
    definition,
    'INVALID_OPTION',
    `${unknown.join(', ')} was not one of the allowed options: [${allowed.join(', ')}]`,
  );
}

function acceptText(definition: PropertyDefinition, value: string): string | InvalidValue {
  if (value.length > 65_536)
    return refuse(definition, 'PROPERTY_VALUE_TOO_LONG', `Value is ${value.length} characters, over 65536.`);
  if (definition.name !== 'email') return value;
  return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value.trim())
    ? value.trim().toLowerCase()
    : refuse(definition, 'INVALID_EMAIL', `Email address ${value} is invalid`);
}

function refuse(definition: PropertyDefinition, error: string, message: string): InvalidValue {
  return { isValid: false, message, error, name: definition.name };
}

/** Epoch milliseconds of an ISO date or time, or of digits that are already milliseconds; null for anything else. */
export function parseTime(value: string): number | null {
  if (/^-?\d{5,}$/.test(value)) return Number(value);
  if (!/^\d{4}-\d{2}-\d{2}/.test(value)) return null;
  const at = Date.parse(value);
  return Number.isNaN(at) ? null : at;
}
