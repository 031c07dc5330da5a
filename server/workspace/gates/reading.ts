import type { CrmBatch } from '#core/crm/crm.ts';
import type { Store } from '#server/workspace/store.ts';
import { isAnybodyBarred, recountBars } from './bars.ts';
import { peopleAt, type CompanyPlace } from './companies.ts';

/** Companies of a page whose people may work for somebody else than was known: they are new, gone, or moved. */
export function movedCompanies({ sql }: Store, connection: string, batch: CrmBatch): CompanyPlace[] {
  const known = new Map(
    sql
      .all<{ id: string; domain: string | null }>(
        'SELECT id, domain FROM company WHERE connection = ? AND id IN (SELECT value FROM json_each(?))',
        connection,
        JSON.stringify(batch.companies.map(({ id }) => id)),
      )
      .map(({ id, domain }) => [id, domain]),
  );
  const moved = batch.companies.filter(({ id, domain }) => known.get(id) !== domain);
  const gone = batch.removals.filter(({ kind }) => kind === 'company');
  return [...moved, ...gone].map(({ id }) => ({ connection, id }));
}

/** Looks again at whom a page told something new of: their e-mail, their company, or that a record is gone. */
export function recountRead(
  store: Store,
  connection: string,
  read: { people: Iterable<number>; companies: readonly CompanyPlace[]; removed: readonly string[] },
): void {
  if (!isAnybodyBarred(store)) return;
  const removed = store.sql.all<{ id: number }>(
    'SELECT person_id AS id FROM record WHERE connection = ? AND id IN (SELECT value FROM json_each(?))',
    connection,
    JSON.stringify(read.removed),
  );
  const everybody = [...read.people, ...peopleAt(store, read.companies), ...removed.map(({ id }) => id)];
  recountBars(store, [...new Set(everybody)]);
}
