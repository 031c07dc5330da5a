import type { CrmRemoval, RecordKind } from '#core/crm/crm.ts';
import { eraseRecords } from '#server/workspace/erasure/erasure.ts';
import { recompute } from '#server/workspace/scoring/scoring.ts';
import type { Store } from '#server/workspace/store.ts';

/** Records left the CRM: into its recycle bin, or for good. */
export function applyRemovals(store: Store, connection: string, removals: CrmRemoval[]): void {
  const ids = (kind: RecordKind, erased?: boolean) =>
    removals
      .filter((removal) => removal.kind === kind && (erased ?? removal.erased) === removal.erased)
      .map((removal) => removal.id);
  removeRecords(store, connection, ids('contact', false));
  eraseRecords(store, connection, ids('contact', true));
  removeCompanies(store, connection, ids('company'));
  removeDeals(store, connection, ids('deal'));
}

/** People without a record left are no longer shown, and come back with a restore. */
function removeRecords({ sql, now }: Store, connection: string, ids: string[]): void {
  if (ids.length === 0) return;
  const gone = sql.all<{ personId: number }>(
    `UPDATE record SET removed_at = ?1 WHERE connection = ?2 AND removed_at IS NULL
       AND id IN (SELECT value FROM json_each(?3)) RETURNING person_id AS personId`,
    now(),
    connection,
    JSON.stringify(ids),
  );
  sql.run(
    `UPDATE person SET removed_at = ?1 WHERE id IN (SELECT value FROM json_each(?2))
       AND NOT EXISTS (SELECT 1 FROM record WHERE record.person_id = person.id AND record.removed_at IS NULL)`,
    now(),
    JSON.stringify(gone.map((row) => row.personId)),
  );
}

/** The people of a company stay, without its name; a restore gives it back. */
function removeCompanies({ sql }: Store, connection: string, ids: string[]): void {
  for (const id of ids) sql.run('DELETE FROM company WHERE connection = ? AND id = ?', connection, id);
}

/** What a deal counted for its people is taken back. */
function removeDeals(store: Store, connection: string, ids: string[]): void {
  const { sql } = store;
  for (const id of ids) {
    sql.run('DELETE FROM deal WHERE connection = ? AND id = ?', connection, id);
    const counted = sql.all<{ personId: number }>(
      `SELECT DISTINCT record.person_id AS personId FROM deal_contact
       JOIN record ON record.connection = deal_contact.connection AND record.id = deal_contact.contact_id
       WHERE deal_contact.connection = ? AND deal_contact.deal_id = ?`,
      connection,
      id,
    );
    sql.run('DELETE FROM deal_contact WHERE connection = ? AND deal_id = ?', connection, id);
    for (const { personId } of counted) {
      sql.run('DELETE FROM signal WHERE key = ?', `crm:${personId}:deal_won:${connection}:${id}`);
    }
    recompute(
      store,
      counted.map((row) => row.personId),
    );
  }
}
