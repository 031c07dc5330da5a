import { parseId } from '../org/id.ts';
import type { Value } from '../org/row.ts';
import type { Field, FieldType } from '../schema/field.ts';
import { refusedAt, SoqlError } from './error.ts';
import type { Literal } from './parse.ts';

const WANTED: Record<FieldType, Literal['kind']> = {
  id: 'string',
  string: 'string',
  textarea: 'string',
  email: 'string',
  phone: 'string',
  url: 'string',
  picklist: 'string',
  reference: 'string',
  boolean: 'boolean',
  double: 'number',
  percent: 'number',
  currency: 'number',
  int: 'number',
  date: 'date',
  datetime: 'datetime',
};
const SPELLED: Partial<Record<FieldType, string>> = {
  datetime: 'dateTime',
  id: 'ID',
  reference: 'reference',
};

/** What a literal means to a field: text in lower case, ids whole, moments as rows spell them. Throws SoqlError. */
export function literalValue(soql: string, field: Field, literal: Literal): Value {
  if (literal.kind === 'null') return null;
  if (literal.kind !== WANTED[field.type]) throw wrongKind(soql, field, literal);
  if (field.type === 'id' || field.type === 'reference') {
    const id = parseId(literal.text);
    if (id === null)
      throw refusedAt(soql, literal.at, 'INVALID_QUERY_FILTER_OPERATOR', `invalid ID field: ${literal.text}`);
    return id;
  }
  if (literal.kind === 'number') return Number(literal.text);
  if (literal.kind === 'boolean') return literal.text === 'true';
  if (literal.kind === 'string') return literal.text.toLowerCase();
  const at = Date.parse(literal.text.replace(/([+-]\d\d)(\d\d)$/, '$1:$2'));
  if (Number.isNaN(at)) throw new SoqlError('MALFORMED_QUERY', `Invalid date: ${literal.text}`);
  const iso = new Date(at).toISOString();
  return literal.kind === 'date' ? iso.slice(0, 10) : `${iso.slice(0, -1)}+0000`;
}

function wrongKind(soql: string, field: Field, literal: Literal): SoqlError {
  const quoted =
    WANTED[field.type] === 'string' ? 'should be enclosed in quotes' : 'should not be enclosed in quotes';
  return refusedAt(
    soql,
    literal.at,
    'INVALID_FIELD',
    `value of filter criterion for field '${field.name}' must be of type ${SPELLED[field.type] ?? field.type} and ${quoted}`,
  );
}

/** A row's value in the form literals have. */
export function comparable(field: Field, value: Value): Value {
  const isText = WANTED[field.type] === 'string' && field.type !== 'id' && field.type !== 'reference';
  return isText && typeof value === 'string' ? value.toLowerCase() : value;
}

/** The pattern of a LIKE, over text in lower case. */
export function likePattern(text: string): RegExp {
  const source = text.toLowerCase().replaceAll(/\\[_%]|[_%]|[\\^$.*+?()[\]{}|]/g, (found) => {
    if (found === '_') return '[\\s\\S]';
    if (found === '%') return '[\\s\\S]*';
    return found.length === 2 ? found.charAt(1) : `\\${found}`;
  });
  return new RegExp(`^${source}$`, 'u');
}
