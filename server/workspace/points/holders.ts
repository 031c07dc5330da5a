import { ok, refuse, type Result } from '#core/problem.ts';
import { readCursor, writeCursor } from '#server/workspace/cursor.ts';
import { findProgramme } from './programmes.ts';
import { pointsOf, type PersonPoints } from './views.ts';
import type { Page, Store } from '#server/workspace/store.ts';

/** Somebody who holds points of a programme. */
export interface PointsHolder {
  id: string;
  name: string;
  held: PersonPoints;
}

/** Points that run out in one calendar month (UTC), and of how many people. */
export interface ExpiryMonth {
  /** `2027-03` */
  month: string;
  points: number;
  people: number;
  /** Those with the most of them. */
  most: { id: string; name: string; points: number }[];
}

export interface HoldersQuery {
  limit: number;
  cursor: string | null;
  /** Only those whose points run out in this month, such as `2027-03`. */
  month: string | null;
}

const NAMED = 3;
/** What is left, and runs out unless something happens first. */
const ENDING = `FROM points_lot AS lot
  JOIN points_wallet AS wallet ON wallet.person_id = lot.person_id AND wallet.programme = lot.programme
  WHERE lot.programme = ?1 AND lot.remaining > 0 AND lot.expires_at > ?2 AND wallet.sheltered = 0`;
const MONTH_OF = `strftime('%Y-%m', lot.expires_at / 1000, 'unixepoch')`;

/** How many points of a programme run out in each month ahead, and whose, the soonest first. Fails with `not_found`. */
export function expirySchedule(store: Store, id: string): Result<ExpiryMonth[]> {
  const programme = findProgramme(store, id);
  if (!programme.ok) return programme;
  const rows = store.sql.all<{
    month: string;
    points: number;
    people: number;
    personId: number;
    name: string;
    own: number;
  }>(
    `WITH own AS (
       SELECT ${MONTH_OF} AS month, lot.person_id AS person, sum(lot.remaining) AS points ${ENDING} GROUP BY 1, 2
     ), ranked AS (
       SELECT *, row_number() OVER (PARTITION BY month ORDER BY points DESC, person) AS place,
         sum(points) OVER (PARTITION BY month) AS total, count(*) OVER (PARTITION BY month) AS people
       FROM own
     )
     SELECT month, total AS points, people, person AS personId, person.name AS name, ranked.points AS own
     FROM ranked JOIN person ON person.id = ranked.person WHERE place <= ${NAMED} ORDER BY month, place`,
    id,
    store.now(),
  );
  const months = new Map<string, ExpiryMonth>();
  for (const { month, points, people, personId, name, own } of rows) {
    const known = months.get(month) ?? { month, points, people, most: [] };
    known.most.push({ id: String(personId), name, points: own });
    months.set(month, known);
  }
  return ok([...months.values()]);
}

/** One page of those with points of a programme, by name. Fails with `not_found` or `invalid_input`. */
export function holdersOf(
  store: Store,
  id: string,
  { limit, cursor, month }: HoldersQuery,
): Result<Page<PointsHolder>> {
  const programme = findProgramme(store, id);
  if (!programme.ok) return programme;
  if (month !== null && !/^\d{4}-(0[1-9]|1[0-2])$/.test(month)) {
    return refuse('invalid_input', 'There is no such month.', 'Choose one of the expiry schedule.', 'month');
  }
  const after = readCursor<[string, number]>(cursor, ['text', 'time']);
  if (!after.ok) return after;
  const [name, person] = after.value ?? ['', -1];
  const rows = store.sql.all<{ personId: number; name: string }>(
    `SELECT person_id AS personId, person.name AS name FROM points_wallet JOIN person ON person.id = person_id
     WHERE programme = ?1 AND (person.name, person_id) > (?3, ?4)
       AND (?5 IS NULL OR person_id IN (SELECT lot.person_id ${ENDING} AND ${MONTH_OF} = ?5))
     ORDER BY person.name, person_id LIMIT ?6`,
    id,
    store.now(),
    name,
    person,
    month,
    limit + 1,
  );
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const items = page.flatMap((row) => {
    const held = pointsOf(store, row.personId).find((each) => each.programme.id === id);
    return held === undefined ? [] : [{ id: String(row.personId), name: row.name, held }];
  });
  const next = rows.length > limit && last ? writeCursor([last.name, last.personId]) : null;
  return ok({ items, next });
}
