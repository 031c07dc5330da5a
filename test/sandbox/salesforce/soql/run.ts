import { isDeleted, type Row, type Value } from '../org/row.ts';
import type { ObjectName } from '../schema/schema.ts';
import { resolveChildren, type Children } from './children.ts';
import { compileFilter } from './filter.ts';
import { SoqlError } from './error.ts';
import { parseSoql, type SoqlQuery } from './parse.ts';
import { candidates } from './plan.ts';
import { withoutSemiJoins } from './semi-join.ts';
import { resolveObject, resolvePath, valueAt, type Resolved, type Sight } from './resolve.ts';

/** What a query found, before it is cut into pages. */
export interface Found {
  object: ObjectName;
  /** Null for a count. */
  columns: Resolved[] | null;
  children: Children[];
  /** In the order asked for, as they were when asked for. */
  rows: Row[];
}

/** Runs a SELECT over what can be seen now. Throws SoqlError. */
export function runSoql(sight: Sight, soql: string): Found {
  return runSelect(sight, parseSoql(soql));
}

function runSelect(sight: Sight, parsed: SoqlQuery): Found {
  const where = parsed.where && withoutSemiJoins(sight, parsed.where, runSelect);
  const query = { ...parsed, where };
  const object = resolveObject(sight.org, query);
  const columns = query.fields?.map((path) => resolvePath(sight.org, query, object, path)) ?? null;
  refuseTwice(columns);
  const matches = query.where ? compileFilter(sight, query, object, query.where) : () => true;
  const { rows, order } = candidates(sight, query, object);
  const isSorted = order === (orderName(query) ?? order);
  const limit = query.limit ?? Number.POSITIVE_INFINITY;
  const found: Row[] = [];
  for (const row of rows) {
    if (isSorted && found.length >= limit) break;
    if ((sight.bin || !isDeleted(row)) && matches(row)) found.push(row);
  }
  if (!isSorted) sortRows(sight, query, object, found);
  return { object, columns, children: resolveChildren(sight, query, object), rows: found.slice(0, limit) };
}

/** The order of an index that is the one asked for; null where any will do, a name no index has otherwise. */
function orderName(query: SoqlQuery): string | null {
  if (query.order.length === 0) return null;
  const names = query.order.map(
    (one) => `${one.path.names.join('.').toLowerCase()}${one.descending ? '-' : ''}`,
  );
  if (names[0] === 'id') return 'id';
  return ['systemmodstamp', 'systemmodstamp,id'].includes(names.join(',')) ? 'stamp' : 'none';
}

function refuseTwice(columns: Resolved[] | null): void {
  const seen = new Set<string>();
  for (const { names } of columns ?? []) {
    const name = names.join('.');
    if (seen.has(name)) throw new SoqlError('INVALID_FIELD', `duplicate field selected: ${name}`);
    seen.add(name);
  }
}

function sortRows(sight: Sight, query: SoqlQuery, object: ObjectName, rows: Row[]): void {
  const keys = query.order.map((one) => ({ ...one, path: resolvePath(sight.org, query, object, one.path) }));
  rows.sort((a, b) => {
    for (const { path, descending, nullsLast } of keys) {
      const [left, right] = [valueAt(sight, a, path), valueAt(sight, b, path)];
      if (left === right) continue;
      if (left === null || right === null) return (left === null) === nullsLast ? 1 : -1;
      return (below(left, right) ? -1 : 1) * (descending ? -1 : 1);
    }
    return 0;
  });
}

function below(a: NonNullable<Value>, b: NonNullable<Value>): boolean {
  return typeof a === 'string' && typeof b === 'string' && a.toLowerCase() !== b.toLowerCase()
    ? a.toLowerCase() < b.toLowerCase()
    : a < b;
}
