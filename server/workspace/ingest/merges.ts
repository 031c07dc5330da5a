import type { CrmMerge } from '#core/crm/crm.ts';
import { eraseRecords } from '#server/workspace/erasure/erasure.ts';
import { movePeople } from '#server/workspace/identity/merge-people.ts';
import { ERASED, keepAliases, livingId } from './record-alias.ts';
import { forgetFlags } from '#server/workspace/scoring/rescore.ts';
import { recompute } from '#server/workspace/scoring/scoring.ts';
import type { Store } from '#server/workspace/store.ts';

interface MergedRecord {
  id: string;
  personId: number;
}

/**
 * Several records became one: signals, rewards and history follow to the person of the survivor. A survivor not read
 * yet takes over the record of a loser until it is; telling the same merge again changes nothing.
 */
export function mergeRecords(store: Store, connection: string, merge: CrmMerge): void {
  const into = livingId(store, connection, merge.into);
  const living = new Map(merge.from.map((id) => [id, livingId(store, connection, id)]));
  const losers = [...living].flatMap(([id, now]) => (id === into || now === ERASED ? [] : [id]));
  if (into === ERASED) {
    eraseRecords(store, connection, losers);
    return;
  }
  const news = losers.filter((id) => living.get(id) !== into);
  if (news.length > 0) keepAliases(store, connection, news, into);
  const rows = recordsOf(store, connection, [into, ...losers]);
  const [survivor] = rows;
  if (survivor === undefined || (rows.length === 1 && survivor.id === into)) return;
  joinRecords(store, connection, into, rows);
  moveDeals(store, connection, into, losers);
  const others = new Set(rows.map((row) => row.personId).filter((id) => id !== survivor.personId));
  const moves = [...others].map((from) => ({ from, into: survivor.personId, match: null }));
  movePeople(store, moves, 'crm', merge.why === 'converted' ? 'lead_conversion' : 'crm_merge');
  // A survivor under a new id carries no flag yet, whether or not anybody was merged.
  if (moves.length > 0) return;
  forgetFlags(store, [survivor.personId]);
  recompute(store, [survivor.personId]);
}

/** The records we know of these: that of the first id first, then those still in use. */
function recordsOf({ sql }: Store, connection: string, ids: string[]): MergedRecord[] {
  return sql.all<MergedRecord>(
    `SELECT id, person_id AS personId FROM record
     WHERE connection = ?1 AND id IN (SELECT value FROM json_each(?2))
     ORDER BY id <> ?3, removed_at IS NOT NULL, person_id`,
    connection,
    JSON.stringify(ids),
    ids[0] ?? '',
  );
}

/** Leaves one record, that of the first row, under the survivor's id. */
function joinRecords({ sql }: Store, connection: string, into: string, rows: MergedRecord[]): void {
  const [survivor, ...others] = rows;
  for (const { id } of others) sql.run('DELETE FROM record WHERE connection = ? AND id = ?', connection, id);
  for (const { id } of rows.filter((row) => row.id !== into)) {
    sql.run(`DELETE FROM delivery WHERE id = 'flag:' || ? || ':' || ?`, connection, id);
  }
  if (survivor === undefined || survivor.id === into) return;
  // Whatever the survivor's own page says is newer than what the loser's said.
  sql.run(
    'UPDATE record SET id = ?, modified_at = 0 WHERE connection = ? AND id = ?',
    into,
    connection,
    survivor.id,
  );
}

function moveDeals({ sql }: Store, connection: string, into: string, losers: string[]): void {
  const gone = JSON.stringify(losers);
  sql.run(
    `UPDATE OR IGNORE deal_contact SET contact_id = ?1 WHERE connection = ?2
       AND contact_id IN (SELECT value FROM json_each(?3))`,
    into,
    connection,
    gone,
  );
  sql.run(
    'DELETE FROM deal_contact WHERE connection = ? AND contact_id IN (SELECT value FROM json_each(?))',
    connection,
    gone,
  );
}
