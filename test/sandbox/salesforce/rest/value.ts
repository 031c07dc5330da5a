import { PREFIXES, parseId } from '../org/id.ts';
import type { Org } from '../org/org.ts';
import { isDeleted, toMoment, type Value } from '../org/row.ts';
import type { Field } from '../schema/field.ts';
import { isObjectName } from '../schema/schema.ts';

/** Why one row is not written. */
export interface RowError {
  statusCode: string;
  message: string;
  fields: string[];
}

export function rowError(statusCode: string, message: string, fields: string[] = []): RowError {
  return { statusCode, message, fields };
}

/** A value from JSON as the field stores it, or why it does not fit. */
export function acceptValue(org: Org, field: Field, given: unknown): { value: Value } | RowError {
  if (given === null || given === '')
    return field.nillable || field.type === 'boolean'
      ? { value: null }
      : rowError('REQUIRED_FIELD_MISSING', `Required fields are missing: [${field.name}]`, [field.name]);
  switch (field.type) {
    case 'id':
    case 'reference':
      return reference(org, field, given);
    case 'boolean':
      return typeof given === 'boolean' ? { value: given } : unreadable('boolean', given);
    case 'double':
    case 'percent':
    case 'currency':
    case 'int':
      return numeric(field, given);
    case 'date':
    case 'datetime':
      return dated(field, given);
    case 'picklist':
      return picked(field, given);
    case 'string':
    case 'textarea':
    case 'email':
    case 'phone':
    case 'url':
      return texted(field, given);
    default:
      return field.type satisfies never;
  }
}

function unreadable(kind: string, given: unknown): RowError {
  const value = typeof given === 'string' ? given : JSON.stringify(given);
  const found = typeof given === 'string' ? 'VALUE_STRING' : 'START_OBJECT';
  return rowError(
    'JSON_PARSER_ERROR',
    `Cannot deserialize instance of ${kind} from ${found} value ${value} or request may be missing a required field`,
  );
}

function reference(org: Org, field: Field, given: unknown): { value: Value } | RowError {
  const id = typeof given === 'string' ? parseId(given) : null;
  if (id === null)
    return rowError('MALFORMED_ID', `${field.label}: id value of incorrect type: ${String(given)}`, [
      field.name,
    ]);
  const to = field.referenceTo[0] ?? '';
  if (!isObjectName(to)) return { value: id };
  if (!id.startsWith(PREFIXES[to]))
    return rowError('FIELD_INTEGRITY_EXCEPTION', `${field.label}: id value of incorrect type: ${id}`, [
      field.name,
    ]);
  const row = org.get(to, id);
  if (!row) return rowError('INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id', []);
  return isDeleted(row) ? rowError('ENTITY_IS_DELETED', 'entity is deleted') : { value: id };
}

function numeric(field: Field, given: unknown): { value: Value } | RowError {
  if (typeof given !== 'number' || !Number.isFinite(given)) return unreadable('double', given);
  if (Math.abs(given) >= 10 ** field.digits)
    return rowError(
      'NUMBER_OUTSIDE_VALID_RANGE',
      `${field.label}: value outside of valid range on numeric field: ${given}`,
      [field.name],
    );
  return { value: Number(given.toFixed(field.scale)) };
}

function dated(field: Field, given: unknown): { value: Value } | RowError {
  const isDay = field.type === 'date';
  const text = typeof given === 'string' ? given : '';
  const shape = isDay ? /^\d{4}-\d{2}-\d{2}$/ : /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}/;
  const at = Date.parse(text.replace(/([+-]\d\d)(\d\d)$/, '$1:$2'));
  if (!shape.test(text) || Number.isNaN(at)) return unreadable(isDay ? 'date' : 'datetime', given);
  return { value: isDay ? text : toMoment(at) };
}

function picked(field: Field, given: unknown): { value: Value } | RowError {
  if (typeof given !== 'string') return unreadable('string', given);
  if (field.restricted && !field.picklist.includes(given))
    return rowError(
      'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST',
      `${field.label}: bad value for restricted picklist field: ${given}`,
      [field.name],
    );
  return texted(field, given);
}

function texted(field: Field, given: unknown): { value: Value } | RowError {
  if (typeof given !== 'string') return unreadable('string', given);
  if (given.length > field.length)
    return rowError(
      'STRING_TOO_LONG',
      `${field.label}: data value too large: ${given} (max length=${field.length})`,
      [field.name],
    );
  if (field.type === 'email' && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(given))
    return rowError('INVALID_EMAIL_ADDRESS', `${field.label}: invalid email address: ${given}`, [field.name]);
  return { value: given.trimEnd() };
}
