import type { CrmMerge } from '#core/crm/crm.ts';
import { note } from './audit.ts';
import { recompute } from './scoring.ts';
import type { Store } from './store.ts';

/** Records went to the CRM's recycle bin: their people are no longer shown, and come back with a restore. */
export function removeRecords(store: Store, connection: string, ids: string[]): void {
  if (ids.length === 0) return;
  const { sql, now } = store;
  const gone = sql.all<{ personId: number }>(
    `UPDATE record SET removed_at = ?1 WHERE connection = ?2 AND removed_at IS NULL
       AND id IN (SELECT value FROM json_each(?3)) RETURNING person_id AS personId`,
    now(),
    connection,
    JSON.stringify(ids),
  );
  hideWithoutRecords(
    store,
    gone.map((row) => row.personId),
  );
}

/** A company left the CRM: its people stay, without it. */
export function removeCompanies({ sql }: Store, connection: string, ids: string[]): void {
  for (const id of ids) {
    sql.run('DELETE FROM company WHERE connection = ? AND id = ?', connection, id);
    sql.run(
      'UPDATE person SET company = NULL, company_id = NULL WHERE company_id = ?',
      `${connection}:${id}`,
    );
  }
}

/** A deal left the CRM: what it counted for its people is taken back. */
export function removeDeals(store: Store, connection: string, ids: string[]): void {
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

/** Privacy deletion: the person is forgotten everywhere; what was paid stays, under no name. */
export function eraseRecords(store: Store, connection: string, ids: string[]): void {
  const { sql } = store;
  for (const id of ids) {
    const row = sql.all<{ personId: number }>(
      'DELETE FROM record WHERE connection = ? AND id = ? RETURNING person_id AS personId',
      connection,
      id,
    )[0];
    if (row === undefined) continue;
    sql.run(`DELETE FROM delivery WHERE id = 'flag:' || ? || ':' || ?`, connection, id);
    sql.run('DELETE FROM deal_contact WHERE connection = ? AND contact_id = ?', connection, id);
    const others = sql.all('SELECT 1 FROM record WHERE person_id = ? LIMIT 1', row.personId);
    if (others.length === 0) erasePerson(store, row.personId);
  }
}

function erasePerson(store: Store, personId: number): void {
  const { sql, now } = store;
  sql.run('DELETE FROM signal WHERE person_id = ?', personId);
  sql.run(`DELETE FROM delivery WHERE kind = 'alert' AND subject = ?`, String(personId));
  sql.run('UPDATE reward SET proof = NULL WHERE person_id = ?', personId);
  sql.run(
    `UPDATE person SET name = 'Erased person', email = NULL, title = NULL, company = NULL, company_id = NULL,
       owner = NULL, flag_tier = NULL, flag_propensity = NULL, removed_at = ? WHERE id = ?`,
    now(),
    personId,
  );
  recompute(store, [personId]);
  note(store, 'crm', 'person.erased', `person:${personId}`);
}

/** Several records became one: signals, rewards and history follow to the person of the survivor. */
export function mergeRecords(store: Store, connection: string, merge: CrmMerge): void {
  const { sql, now } = store;
  const losers = merge.from.filter((id) => id !== merge.into);
  const rows = sql.all<{ id: string; personId: number }>(
    `SELECT id, person_id AS personId FROM record WHERE connection = ? AND id IN (SELECT value FROM json_each(?))`,
    connection,
    JSON.stringify([merge.into, ...losers]),
  );
  const survivor = rows.find((row) => row.id === merge.into) ?? rows[0];
  for (const id of losers) {
    sql.run(
      `INSERT INTO record_alias (connection, id, became_id, at) VALUES (?, ?, ?, ?)
       ON CONFLICT (connection, id) DO UPDATE SET became_id = excluded.became_id`,
      connection,
      id,
      merge.into,
      now(),
    );
    // A chain A -> B -> C must lead straight to C.
    sql.run(
      'UPDATE record_alias SET became_id = ? WHERE connection = ? AND became_id = ?',
      merge.into,
      connection,
      id,
    );
  }
  if (survivor === undefined) return;
  if (survivor.id !== merge.into) {
    sql.run('UPDATE record SET id = ? WHERE connection = ? AND id = ?', merge.into, connection, survivor.id);
  }
  for (const row of rows) {
    if (row.personId !== survivor.personId) movePerson(store, row.personId, survivor.personId);
    if (row.id === survivor.id) continue;
    sql.run('DELETE FROM record WHERE connection = ? AND id = ?', connection, row.id);
    sql.run(`DELETE FROM delivery WHERE id = 'flag:' || ? || ':' || ?`, connection, row.id);
  }
  sql.run(
    `UPDATE OR IGNORE deal_contact SET contact_id = ?1 WHERE connection = ?2
       AND contact_id IN (SELECT value FROM json_each(?3))`,
    merge.into,
    connection,
    JSON.stringify(losers),
  );
  recompute(store, [survivor.personId]);
}

function movePerson(store: Store, from: number, into: number): void {
  const { sql, now } = store;
  // Facts read from a CRM are keyed by person: the same fact on both sides becomes one.
  sql.run(
    `UPDATE OR REPLACE signal SET person_id = ?1,
       key = CASE WHEN key LIKE 'crm:%' THEN 'crm:' || ?1 || substr(key, length('crm:' || ?2) + 1) ELSE key END
     WHERE person_id = ?2`,
    into,
    from,
  );
  sql.run('UPDATE reward SET person_id = ? WHERE person_id = ?', into, from);
  sql.run('UPDATE record SET person_id = ? WHERE person_id = ?', into, from);
  sql.run('UPDATE person SET removed_at = ? WHERE id = ?', now(), from);
  recompute(store, [from]);
  note(store, 'crm', 'person.merged', `person:${into}`, `person ${from} is the same human`);
}

function hideWithoutRecords({ sql, now }: Store, personIds: number[]): void {
  sql.run(
    `UPDATE person SET removed_at = ?1 WHERE id IN (SELECT value FROM json_each(?2))
       AND NOT EXISTS (SELECT 1 FROM record WHERE record.person_id = person.id AND record.removed_at IS NULL)`,
    now(),
    JSON.stringify(personIds),
  );
}
