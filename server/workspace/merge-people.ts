import { refreshAlert } from './alerts.ts';
import { note } from './audit.ts';
import type { Store } from './store.ts';

/** Everything of one person becomes another's, who is the same human; nothing of the first is left to be shown. */
export function movePerson(store: Store, from: number, into: number): void {
  moveSignals(store, from, into);
  const { sql } = store;
  sql.run('UPDATE reward SET person_id = ? WHERE person_id = ?', into, from);
  sql.run('UPDATE record SET person_id = ? WHERE person_id = ?', into, from);
  sql.run('UPDATE audit SET subject = ? WHERE subject = ?', `person:${into}`, `person:${from}`);
  moveStanding(store, from, into);
  moveAlerts(store, String(from), String(into));
  note(store, 'crm', 'person.merged', `person:${into}`, `person ${from} is the same human`);
}

/** Facts read from a CRM are keyed by person: the same fact on both sides becomes one. */
function moveSignals({ sql }: Store, from: number, into: number): void {
  sql.run(
    `UPDATE OR IGNORE signal SET person_id = ?1,
       key = CASE WHEN key LIKE ?3 || '%' THEN ?4 || substr(key, length(?3) + 1) ELSE key END
     WHERE person_id = ?2`,
    into,
    from,
    `crm:${from}:`,
    `crm:${into}:`,
  );
  sql.run('DELETE FROM signal WHERE person_id = ?', from);
}

/** Who was an advocate under either name already is no news; who was snoozed stays so. */
function moveStanding({ sql, now }: Store, from: number, into: number): void {
  sql.run(
    `UPDATE person SET
       tier = CASE WHEN ${rankOf('other')} > ${rankOf('person')} THEN other.tier ELSE person.tier END,
       tier_since = CASE WHEN ${rankOf('other')} > ${rankOf('person')} THEN other.tier_since ELSE person.tier_since END,
       flag_tier = coalesce(person.flag_tier, other.flag_tier),
       snoozed_until = nullif(max(coalesce(person.snoozed_until, 0), coalesce(other.snoozed_until, 0)), 0),
       created_at = min(person.created_at, other.created_at)
     FROM person AS other WHERE person.id = ? AND other.id = ?`,
    into,
    from,
  );
  sql.run(
    `UPDATE person SET name = 'Merged person', email = NULL, title = NULL, company_id = NULL,
       owner = NULL, tier = 'none', flag_tier = NULL, flag_propensity = NULL, snoozed_until = NULL, removed_at = ?
     WHERE id = ?`,
    now(),
    from,
  );
  sql.run(
    `UPDATE person SET removed_at = NULL WHERE id = ?1
       AND EXISTS (SELECT 1 FROM record WHERE person_id = ?1 AND removed_at IS NULL)`,
    into,
  );
}

function rankOf(row: string): string {
  return `CASE ${row}.tier WHEN 'champion' THEN 3 WHEN 'advocate' THEN 2 WHEN 'candidate' THEN 1 ELSE 0 END`;
}

/** Alerts still to be posted tell of the survivor; one that was is drawn again, so that its buttons work. */
function moveAlerts(store: Store, from: string, into: string): void {
  const { sql } = store;
  sql.run(`UPDATE delivery SET subject = ? WHERE kind = 'alert' AND subject = ?`, into, from);
  sql.run('UPDATE OR IGNORE message SET subject = ? WHERE subject = ?', `alert:${into}`, `alert:${from}`);
  refreshAlert(store, into);
}
