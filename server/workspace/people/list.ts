import { ok, refuse, type Result } from '#core/problem.ts';
import type { Tier } from '#core/score/tier.ts';
import { HELD_TIER } from '#server/workspace/asks/standing.ts';
import { likePattern } from '#server/workspace/like-pattern.ts';
import { readCursor, writeCursor } from '#server/workspace/cursor.ts';
import { COMPANY_NAME, PERSON_COLUMNS, rowToPerson, type PersonDetail, type PersonRow } from './row.ts';
import { currentModel } from '#server/workspace/models/published.ts';
import { knownPropensitySql } from './pillar-columns.ts';
import { searchSql } from './search.ts';
import type { Page, Store } from '#server/workspace/store.ts';
import type { SqlValue } from '#server/storage/sql.ts';

export interface PeopleQuery {
  q: string | null;
  /** The tier they hold: none for somebody whose flag ended. */
  tier: Tier | null;
  /** `propensity`, `name`, `company` or `lastActAt`; a leading `-` reverses. */
  sort: string;
  limit: number;
  cursor: string | null;
}

type Place = [sort: string, now: number, value: SqlValue, id: number];

/** See `People.list`. */
export function listPeople(store: Store, query: PeopleQuery): Result<Page<PersonDetail>> {
  const place = readCursor<Place>(query.cursor, ['text', 'time', 'value', 'time']);
  if (!place.ok) return place;
  const [sort, now, lastSorted, lastId] = place.value ?? [query.sort, store.now(), null, 0];
  if (sort !== query.sort) {
    return refuse('invalid_input', 'This cursor belongs to another order.', 'Start again.', 'cursor');
  }
  const order = orderOf(store, query.sort, now);
  if (order === null) {
    return refuse(
      'invalid_input',
      `People cannot be sorted by ${query.sort.slice(0, 40)}.`,
      'Use propensity, name, company or lastActAt, with a leading - to reverse.',
      'sort',
    );
  }
  const { expression, down } = order;
  const clauses = ['removed_at IS NULL'];
  const values: SqlValue[] = [];
  if (query.tier !== null) {
    clauses.push(`${HELD_TIER} = ?`);
    values.push(query.tier);
  }
  if (query.q !== null && query.q.trim() !== '') {
    clauses.push(searchSql('?'));
    const pattern = likePattern(query.q.trim());
    values.push(pattern, pattern, pattern);
  }
  if (place.value !== null) {
    clauses.push(`(sorted, id) ${down ? '<' : '>'} (?, ?)`);
    values.push(lastSorted, lastId);
  }
  const direction = down ? 'DESC' : 'ASC';
  const rows = store.sql.all<PersonRow & { sorted: SqlValue }>(
    `SELECT ${PERSON_COLUMNS}, sorted FROM (SELECT *, ${expression} AS sorted FROM person) AS person
     WHERE ${clauses.join(' AND ')} ORDER BY sorted ${direction}, id ${direction} LIMIT ?`,
    ...values,
    query.limit + 1,
  );
  const page = rows.slice(0, query.limit);
  const last = page.at(-1);
  return ok({
    items: page.map((row) => rowToPerson(store, row, now)),
    next: rows.length > query.limit && last ? writeCursor([sort, now, last.sorted, last.id]) : null,
  });
}

function orderOf(store: Store, sort: string, now: number): { expression: string; down: boolean } | null {
  const reversed = sort.startsWith('-');
  switch (reversed ? sort.slice(1) : sort) {
    case 'propensity':
      return { expression: knownPropensitySql(currentModel(store).model, now), down: reversed };
    case 'name':
      return { expression: 'lower(name)', down: reversed };
    case 'company':
      return { expression: `lower(coalesce(${COMPANY_NAME}, ''))`, down: reversed };
    case 'lastActAt':
      return { expression: 'coalesce(last_act_at, 0)', down: reversed };
    default:
      return null;
  }
}
