import { UNTIL_LIFTED, type Hold } from '#core/ask/hold.ts';
import { ok, type Result } from '#core/problem.ts';
import { note } from '#server/workspace/trail/note.ts';
import { readCursor, writeCursor } from '#server/workspace/cursor.ts';
import type { Page, Store } from '#server/workspace/store.ts';
import { heldCompaniesOf, recountBars } from './bars.ts';
import { peopleAt, sameCompany, type CompanyPlace } from './companies.ts';

/** A hold as it is listed. Times are epoch milliseconds. */
export interface HoldView extends Hold {
  kind: 'person' | 'company';
  /** The CRM account of a company; null for a person. */
  connection: string | null;
  id: string;
  name: string;
  by: string;
  at: number;
}

const HOLDS = `SELECT 'person' AS kind, NULL AS connection, CAST(person.id AS TEXT) AS id, person.name AS name,
    reason, by, at, until, 'person:' || person.id AS place
  FROM person_hold JOIN person ON person.id = person_hold.person_id
  UNION ALL
  SELECT 'company', company_hold.connection, company_id, coalesce(company.name, 'Company ' || company_id),
    reason, by, at, until, 'company:' || company_hold.connection || ':' || company_id
  FROM company_hold LEFT JOIN company ON company.connection = company_hold.connection AND company.id = company_id`;

/** Every hold that stands, the newest first. */
export function listHolds({ sql }: Store, limit: number, cursor: string | null): Result<Page<HoldView>> {
  const after = readCursor<[number, string]>(cursor, ['time', 'text']);
  if (!after.ok) return after;
  const [at, place] = after.value ?? [UNTIL_LIFTED, ''];
  const rows = sql.all<HoldView & { place: string }>(
    `SELECT * FROM (${HOLDS}) WHERE (at, place) < (?, ?) ORDER BY at DESC, place DESC LIMIT ?`,
    at,
    place,
    limit + 1,
  );
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return ok({
    items: page.map(viewOf),
    next: rows.length > limit && last ? writeCursor([last.at, last.place]) : null,
  });
}

/** The hold of one place, see `placeOf`; null where none stands. */
export function holdAt(store: Store, place: string): HoldView | null {
  return holdsAt(store, [place])[0] ?? null;
}

/** The holds that stand for one person: their own, and those of the companies they are at. */
export function holdsOf(store: Store, personId: number): HoldView[] {
  const companies = heldCompaniesOf(store, personId).map(({ connection, companyId }) =>
    placeOf({ connection, id: companyId }),
  );
  return holdsAt(store, [`person:${personId}`, ...companies]);
}

function holdsAt({ sql }: Store, places: readonly string[]): HoldView[] {
  return sql
    .all<HoldView & { place: string }>(
      `SELECT * FROM (${HOLDS}) WHERE place IN (SELECT value FROM json_each(?)) ORDER BY kind DESC, at DESC`,
      JSON.stringify(places),
    )
    .map(viewOf);
}

function viewOf({ kind, connection, id, name, reason, by, at, until }: HoldView): HoldView {
  return { kind, connection, id, name, reason, by, at, until };
}

/** Puts a person on hold, in place of a hold of theirs that stands. */
export function holdPerson(store: Store, personId: number, { reason, until }: Hold, by: string): void {
  store.sql.run(
    'INSERT OR REPLACE INTO person_hold (person_id, reason, by, at, until) VALUES (?, ?, ?, ?, ?)',
    personId,
    reason,
    by,
    store.now(),
    until,
  );
  note(store, by, 'person.held', `person:${personId}`, said({ reason, until }));
  recountBars(store, [personId]);
  if (until !== null) store.wake(until);
}

/** As `holdPerson`, for everybody at a company. */
export function holdCompany(store: Store, place: CompanyPlace, { reason, until }: Hold, by: string): void {
  store.sql.run(
    `INSERT OR REPLACE INTO company_hold (connection, company_id, reason, by, at, until)
     VALUES (?, ?, ?, ?, ?, ?)`,
    place.connection,
    place.id,
    reason,
    by,
    store.now(),
    until,
  );
  note(store, by, 'company.held', placeOf(place), said({ reason, until }));
  recountBars(store, peopleAt(store, sameCompany(store, place)));
  if (until !== null) store.wake(until);
}

/** Ends a person's hold; false where they have none. */
export function liftPerson(store: Store, personId: number, why: string, by: string): boolean {
  const lifted = store.sql.all('DELETE FROM person_hold WHERE person_id = ? RETURNING person_id', personId);
  if (lifted.length === 0) return false;
  note(store, by, 'person.hold_lifted', `person:${personId}`, why);
  recountBars(store, [personId]);
  return true;
}

/** Ends a company's hold; false where it has none. */
export function liftCompany(store: Store, place: CompanyPlace, why: string, by: string): boolean {
  const lifted = store.sql.all(
    'DELETE FROM company_hold WHERE connection = ? AND company_id = ? RETURNING company_id',
    place.connection,
    place.id,
  );
  if (lifted.length === 0) return false;
  note(store, by, 'company.hold_lifted', placeOf(place), why);
  recountBars(store, peopleAt(store, sameCompany(store, place)));
  return true;
}

/** Holds whose day has come stand no longer. */
export function endHolds(store: Store): void {
  const { sql, now } = store;
  const at = now();
  sql.transaction(() => {
    const people = sql.all<{ id: number }>('SELECT person_id AS id FROM person_hold WHERE until <= ?', at);
    for (const { id } of people) liftPerson(store, id, ENDED, 'groundswell');
    const companies = sql.all<CompanyPlace>(
      'SELECT connection, company_id AS id FROM company_hold WHERE until <= ?',
      at,
    );
    for (const place of companies) liftCompany(store, place, ENDED, 'groundswell');
  });
}

/** SQL for when the next hold ends by itself, or null. */
export const NEXT_HOLD_END =
  'SELECT min(until) FROM (SELECT until FROM person_hold UNION ALL SELECT until FROM company_hold)';

const ENDED = 'It had an end from the beginning.';

/** A company as holds and the trail name it. */
export function placeOf({ connection, id }: CompanyPlace): string {
  return `company:${connection}:${id}`;
}

function said({ reason, until }: Hold): string {
  return until === null ? reason : `${reason} (until ${new Date(until).toISOString().slice(0, 10)})`;
}
