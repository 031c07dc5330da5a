import type { Row, Value } from '../org/row.ts';
import type { Table } from '../org/table.ts';
import type { ObjectName } from '../schema/schema.ts';
import { literalValue } from './literal.ts';
import type { Condition, SoqlQuery } from './parse.ts';
import { resolvePath, type Sight } from './resolve.ts';

/** Records a query may be about, in an order that may already be the one asked for. */
export interface Candidates {
  rows: Iterable<Row>;
  order: 'id' | 'stamp';
}

interface Bounds {
  from: string;
  to: string;
}

const ALL: Bounds = { from: '', to: '\uFFFF' };
const MOST_LOOKUPS = 2000;

/** The fewest records that hold every match: by a look-up, by modification, by id, or all there are. */
export function candidates(sight: Sight, query: SoqlQuery, object: ObjectName): Candidates {
  const table = sight.org.table(object);
  const parts = query.where === null ? [] : query.where.kind === 'and' ? query.where.parts : [query.where];
  for (const part of parts) {
    const found = lookedUp(sight, query, object, table, part);
    if (found) return { rows: found, order: 'id' };
  }
  const stamps = boundsOf(query, query.where, sight, object, 'SystemModstamp');
  if (stamps.from !== ALL.from || stamps.to !== ALL.to || orderedBy(query, 'systemmodstamp'))
    return { rows: table.between(stamps.from, stamps.to), order: 'stamp' };
  const ids = boundsOf(query, query.where, sight, object, 'Id');
  return { rows: ids.from === ALL.from ? table.all() : table.fromId(ids.from), order: 'id' };
}

function orderedBy(query: SoqlQuery, name: string): boolean {
  return query.order[0]?.path.names.join('.').toLowerCase() === name;
}

/** The records an `=` or IN over an indexed field names; null where the condition is no such thing. */
function lookedUp(
  sight: Sight,
  query: SoqlQuery,
  object: ObjectName,
  table: Table,
  condition: Condition,
): Row[] | null {
  const isEqual = condition.kind === 'compare' && condition.operator === '=';
  if (!isEqual && (condition.kind !== 'in' || condition.negated)) return null;
  const { steps, field } = resolvePath(sight.org, query, object, condition.path);
  if (steps.length > 0) return null;
  const literals = condition.kind === 'in' ? condition.literals : [condition.literal];
  if (literals.length > MOST_LOOKUPS) return null;
  const values: Value[] = literals.map((one) => literalValue(query.soql, field, one));
  if (field.type === 'id') return table.getAll([...new Set(values.map(String))]);
  const isIndexed = field.type === 'reference' || field.type === 'email' || field.externalId;
  return isIndexed && !values.includes(null) ? table.having(field.name, values) : null;
}

/** The stretch of a field outside of which nothing can match. */
function boundsOf(
  query: SoqlQuery,
  condition: Condition | null,
  sight: Sight,
  object: ObjectName,
  name: string,
): Bounds {
  if (condition === null) return ALL;
  if (condition.kind === 'not' || condition.kind === 'in' || condition.kind === 'within') return ALL;
  if (condition.kind !== 'compare') {
    const parts = condition.parts.map((part) => boundsOf(query, part, sight, object, name));
    const froms = parts.map((part) => part.from).toSorted();
    const tos = parts.map((part) => part.to).toSorted();
    const isAnd = condition.kind === 'and';
    return {
      from: (isAnd ? froms.at(-1) : froms[0]) ?? ALL.from,
      to: (isAnd ? tos[0] : tos.at(-1)) ?? ALL.to,
    };
  }
  if (condition.path.names.join('.').toLowerCase() !== name.toLowerCase()) return ALL;
  const { field } = resolvePath(sight.org, query, object, condition.path);
  const value = literalValue(query.soql, field, condition.literal);
  if (typeof value !== 'string') return ALL;
  switch (condition.operator) {
    case '=':
      return { from: value, to: value };
    case '>':
    case '>=':
      return { from: value, to: ALL.to };
    case '<':
    case '<=':
      return { from: ALL.from, to: value };
    case '!=':
    case 'LIKE':
      return ALL;
    default:
      return condition.operator satisfies never;
  }
}
