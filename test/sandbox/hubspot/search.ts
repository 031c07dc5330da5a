import * as z from 'zod';
import { comparable, compileFilter, filterSchema, type Filter, type Predicate } from './filter.ts';
import type { Portal } from './portal.ts';
import { MODIFIED, type CrmRecord, type ObjectType } from './record.ts';
import { parseTime } from './value.ts';

const TOTAL_CAP = 10_000;
const SEARCHED_BY_QUERY: Record<ObjectType, string[]> = {
  contacts: ['firstname', 'lastname', 'email', 'phone', 'company', 'hs_object_id'],
  companies: ['name', 'domain', 'phone'],
  deals: ['dealname', 'dealstage', 'pipeline'],
};

const sortSchema = z.union([
  z.string().transform((text) => ({
    propertyName: text.replace(/^-/, ''),
    direction: text.startsWith('-') ? ('DESCENDING' as const) : ('ASCENDING' as const),
  })),
  z.object({ propertyName: z.string(), direction: z.enum(['ASCENDING', 'DESCENDING']).default('ASCENDING') }),
]);

export const searchSchema = z.object({
  filterGroups: z.array(z.object({ filters: z.array(filterSchema) })).default([]),
  sorts: z.array(sortSchema).default([]),
  query: z.string().max(3000).optional(),
  properties: z.array(z.string()).default([]),
  limit: z.coerce.number().int().min(0).default(10),
  after: z.coerce.number().int().min(0).default(0),
});
export type Search = z.infer<typeof searchSchema>;

export interface SearchResult {
  total: number;
  records: CrmRecord[];
  next: number | null;
}

/** Runs a search over what the index shows at `now`; a string says why it was refused. */
export function search(
  portal: Portal,
  type: ObjectType,
  request: Search,
  now: number,
): SearchResult | string {
  const limits = overLimits(request);
  if (limits) return limits;
  const groups: Predicate[][] = [];
  for (const group of request.filterGroups) {
    const tests: Predicate[] = [];
    for (const filter of group.filters) {
      const compiled = compileFilter(portal.properties, type, filter);
      if (typeof compiled === 'string') return compiled;
      tests.push(compiled);
    }
    groups.push(tests);
  }
  const found = matches(portal, type, request, groups, now);
  sortRecords(portal, type, request, found);
  const end = request.after + request.limit;
  return {
    total: found.length,
    records: found.slice(request.after, end).map((one) => one.read()),
    next: end < found.length ? end : null,
  };
}

function overLimits(request: Search): string | null {
  if (request.limit > 200) return 'limit must be at most 200.';
  if (request.filterGroups.length > 5) return 'at most 5 filterGroups are allowed.';
  if (request.filterGroups.some((group) => group.filters.length > 6))
    return 'at most 6 filters are allowed in a group.';
  if (request.filterGroups.reduce((sum, group) => sum + group.filters.length, 0) > 18)
    return 'at most 18 filters are allowed in total.';
  if (request.after + request.limit > TOTAL_CAP)
    return `The total number of results a search can page through is ${TOTAL_CAP}; narrow the filters instead.`;
  return null;
}

/** A match whose record is only made when somebody looks at it. */
interface Match {
  id: number;
  at: number | null;
  read(): CrmRecord;
}

function matches(
  portal: Portal,
  type: ObjectType,
  request: Search,
  groups: Predicate[][],
  now: number,
): Match[] {
  const table = portal.tables[type];
  const stale = portal.views[type].stale(now);
  const { candidates, covered } = plan(portal, type, request);
  const only = groups[0]?.filter((_, index) => !covered.has(index)) ?? [];
  const remaining = groups.length <= 1 ? only : null;
  const passes = (record: CrmRecord, all: boolean) =>
    (!request.query || matchesQuery(type, record, request.query)) &&
    (remaining && !all
      ? remaining.every((test) => test(record))
      : groups.length === 0 || groups.some((tests) => tests.every((test) => test(record))));
  const trivial = !request.query && remaining?.length === 0;
  const found: Match[] = [];
  for (const { id, at } of candidates) {
    if (stale.has(id) || !table.isLive(id)) continue;
    const read = () => table.get(id)!;
    if (trivial || passes(read(), false)) found.push({ id, at, read });
  }
  for (const [id, record] of stale) {
    if (record && table.isLive(id) && passes(record, true))
      found.push({ id, at: record.modifiedAt, read: () => record });
  }
  return found;
}

interface Plan {
  candidates: Iterable<{ id: number; at: number | null }>;
  /** Indexes of the filters of the only group that the candidates already satisfy. */
  covered: Set<number>;
}

/** Narrows by modification time or by id where the only filter group allows it, else takes every record. */
function plan(portal: Portal, type: ObjectType, request: Search): Plan {
  const table = portal.tables[type];
  const filters = request.filterGroups.length === 1 ? (request.filterGroups[0]?.filters ?? []) : [];
  const modified = range(filters, MODIFIED[type]);
  if (modified.covered.size > 0)
    return { candidates: table.modified.between(modified.low, modified.high), covered: modified.covered };
  const ids = range(filters, 'hs_object_id');
  const low = Math.max(table.firstId, ids.low);
  return { candidates: idRange(low, Math.min(table.endId - 1, ids.high)), covered: ids.covered };
}

function* idRange(low: number, high: number): Iterable<{ id: number; at: null }> {
  for (let id = low; id <= high; id++) yield { id, at: null };
}

/** The whole-number range the bounds on one property leave. */
function range(filters: Filter[], name: string): { low: number; high: number; covered: Set<number> } {
  let low = -Infinity;
  let high = Infinity;
  const covered = new Set<number>();
  for (const [index, filter] of filters.entries()) {
    const value = filter.value === undefined ? null : wholeNumber(filter.value);
    const top = filter.highValue === undefined ? null : wholeNumber(filter.highValue);
    if (filter.propertyName !== name || value === null) continue;
    if (filter.operator === 'GT') low = Math.max(low, value + 1);
    else if (filter.operator === 'GTE') low = Math.max(low, value);
    else if (filter.operator === 'LT') high = Math.min(high, value - 1);
    else if (filter.operator === 'LTE') high = Math.min(high, value);
    else if (filter.operator === 'BETWEEN' && top !== null) {
      low = Math.max(low, value);
      high = Math.min(high, top);
    } else continue;
    covered.add(index);
  }
  return { low, high, covered };
}

function wholeNumber(value: string): number | null {
  return /^\d{1,16}$/.test(value) ? Number(value) : parseTime(value);
}

function matchesQuery(type: ObjectType, record: CrmRecord, query: string): boolean {
  const wanted = query.toLowerCase();
  return SEARCHED_BY_QUERY[type].some((name) =>
    (record.properties[name] ?? '').toLowerCase().includes(wanted),
  );
}

function sortRecords(portal: Portal, type: ObjectType, request: Search, found: Match[]): void {
  const keys = request.sorts.map(({ propertyName, direction }) => {
    const definition = portal.properties.get(type, propertyName);
    const read = (match: Match): number | string | null => {
      if (propertyName === 'hs_object_id') return match.id;
      if (propertyName === MODIFIED[type]) return match.at ?? match.read().modifiedAt;
      return definition ? comparable(definition, match.read().properties[propertyName] ?? '') : null;
    };
    return { read, sign: direction === 'ASCENDING' ? 1 : -1 };
  });
  found.sort((a, b) => {
    for (const { read, sign } of keys) {
      const [left, right] = [read(a), read(b)];
      if (left === right) continue;
      if (left === null) return 1;
      if (right === null) return -1;
      return left < right ? -sign : sign;
    }
    return a.id - b.id;
  });
}
