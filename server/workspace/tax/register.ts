import { ok, refuse, type Result } from '#core/problem.ts';
import { readCursor, writeCursor } from '#server/workspace/cursor.ts';
import type { Page, Store } from '#server/workspace/store.ts';
import { taxLines, type RegisterLine } from './lines.ts';

export const REGISTER_SORTS = ['name', 'company', 'currency', 'paid', 'owed', 'reported'] as const;
export type RegisterSort = (typeof REGISTER_SORTS)[number];

export interface RegisterQuery {
  year: number;
  currency: string | null;
  /** Everybody, those over the threshold or soon to be, or those near it and beyond. */
  which: 'all' | 'over' | 'near';
  /** A key, or a key with a minus: the most first. */
  sort: RegisterSort | `-${RegisterSort}`;
  limit: number;
  cursor: string | null;
}

/** A page of lines, and how many there are in the year and currency. */
export interface Register extends Page<RegisterLine> {
  total: number;
  over: number;
  near: number;
}

/** Who was given how much in a year, see `taxLines`. Fails with `invalid_input` for a cursor that is none of ours. */
export function taxRegister(store: Store, query: RegisterQuery): Result<Register> {
  const place = readCursor<[number]>(query.cursor, ['time']);
  if (!place.ok) return place;
  const begin = place.value?.[0] ?? 0;
  if (begin < 0) return refuse('invalid_input', 'This cursor is not one of ours.', 'Start again.', 'cursor');
  const all = taxLines(store, query.year, null).filter(
    ({ currency }) => query.currency === null || currency === query.currency,
  );
  const wanted = all.filter((line) => isWanted(line, query.which)).toSorted(orderBy(query.sort));
  const end = begin + query.limit;
  return ok({
    items: wanted.slice(begin, end),
    next: end < wanted.length ? writeCursor([end]) : null,
    total: all.length,
    over: all.filter((line) => isWanted(line, 'over')).length,
    near: all.filter((line) => isWanted(line, 'near')).length,
  });
}

function isWanted({ standing }: RegisterLine, which: RegisterQuery['which']): boolean {
  if (which === 'all') return true;
  return which === 'over' ? standing === 'over' || standing === 'coming' : standing !== null;
}

function orderBy(sort: RegisterQuery['sort']): (a: RegisterLine, b: RegisterLine) => number {
  const key = sort.replace('-', '') as RegisterSort;
  const sign = sort.startsWith('-') ? -1 : 1;
  return (a, b) => {
    const [one, other] = [a[key] ?? '', b[key] ?? ''];
    const difference =
      typeof one === 'number' && typeof other === 'number'
        ? one - other
        : String(one).localeCompare(String(other), 'en', { sensitivity: 'base' });
    return sign * difference || Number(a.personId) - Number(b.personId);
  };
}
