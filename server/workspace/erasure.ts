import { refreshAlert } from './alerts.ts';
import { note } from './audit.ts';
import { ERASED, keepAliases, livingId } from './record-alias.ts';
import { redrawRewardsOf } from './reward-messages.ts';
import { declineErased } from './reward-states.ts';
import { recompute } from './scoring.ts';
import type { Store } from './store.ts';

/**
 * Privacy deletion: the person is forgotten everywhere; what was paid stays, under no name. The ids stay too, so that
 * a page read before the deletion does not bring the person back.
 */
export function eraseRecords(store: Store, connection: string, ids: string[]): void {
  const { sql } = store;
  for (const id of ids) {
    const living = livingId(store, connection, id);
    if (living === ERASED) continue;
    keepAliases(store, connection, [id, living], ERASED);
    sql.run(`DELETE FROM delivery WHERE id = 'flag:' || ? || ':' || ?`, connection, living);
    sql.run('DELETE FROM deal_contact WHERE connection = ? AND contact_id = ?', connection, living);
    const row = sql.all<{ personId: number }>(
      'DELETE FROM record WHERE connection = ? AND id = ? RETURNING person_id AS personId',
      connection,
      living,
    )[0];
    if (row === undefined) continue;
    const others = sql.all('SELECT 1 FROM record WHERE person_id = ? LIMIT 1', row.personId);
    if (others.length === 0) erasePerson(store, row.personId);
  }
}

function erasePerson(store: Store, personId: number): void {
  const { sql, now } = store;
  sql.run('DELETE FROM signal WHERE person_id = ?', personId);
  forgetInRewards(store, personId);
  sql.run(
    `UPDATE audit SET detail = '' WHERE subject = ?
       OR subject IN (SELECT 'reward:' || id FROM reward WHERE person_id = ?)`,
    `person:${personId}`,
    personId,
  );
  sql.run(
    `UPDATE person SET name = 'Erased person', email = NULL, title = NULL, company_id = NULL,
       owner = NULL, flag_tier = NULL, flag_propensity = NULL, snoozed_until = NULL, removed_at = ? WHERE id = ?`,
    now(),
    personId,
  );
  recompute(store, [personId]);
  declineErased(store, personId);
  note(store, 'crm', 'person.erased', `person:${personId}`);
  redrawRewardsOf(store, personId);
  sql.run(`DELETE FROM delivery WHERE kind = 'alert' AND subject = ?`, String(personId));
  refreshAlert(store, String(personId));
}

/** Rewards stay in the books; what people wrote about them goes, and the name where somebody wrote it in. */
function forgetInRewards({ sql }: Store, personId: number): void {
  sql.run(
    `UPDATE reward SET act = 'Advocacy' WHERE person_id = ?1 AND EXISTS (
       SELECT 1 FROM person WHERE person.id = ?1
         AND (instr(lower(act), lower(name)) > 0 OR instr(lower(act), lower(coalesce(email, name))) > 0))`,
    personId,
  );
  sql.run('UPDATE reward SET proof = NULL, reason = NULL WHERE person_id = ?', personId);
}
