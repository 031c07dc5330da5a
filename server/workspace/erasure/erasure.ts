import { note } from '#server/workspace/trail/note.ts';
import { queueClear } from './clearing.ts';
import { redrawMessagesOf } from './erased-messages.ts';
import { forgetInRewards } from './erased-rewards.ts';
import { queueForget } from './forgetting.ts';
import { forgetInDeals } from './named-deals.ts';
import type { Remaining, Removed } from './proof.ts';
import { forgetInPoints } from '#server/workspace/points/people.ts';
import { forgetInImports } from '#server/workspace/imports/forgetting.ts';
import { familyOf } from '#server/workspace/identity/person-links.ts';
import { ERASED, idsLeadingTo, keepAliases, livingId } from '#server/workspace/ingest/record-alias.ts';
import { recompute } from '#server/workspace/scoring/scoring.ts';
import type { Store } from '#server/workspace/store.ts';

/** Why somebody was erased: their record was deleted for privacy in a CRM, or an admin was asked to. */
export type ErasureReason = 'crm_privacy_deletion' | 'asked_here';

/**
 * Privacy deletion in a CRM: each of these people is forgotten everywhere, with their records in other CRMs; what was
 * paid stays, under no name. The ids stay too, so that a page read before or after does not bring them back.
 */
export function eraseRecords(store: Store, connection: string, ids: string[]): void {
  const people = new Map<number, Set<string>>();
  for (const id of ids) {
    const living = livingId(store, connection, id);
    if (living === ERASED) continue;
    const [row] = store.sql.all<{ personId: number }>(
      'SELECT person_id AS personId FROM record WHERE connection = ? AND id = ?',
      connection,
      living,
    );
    // Deletions are told before or instead of a first page too.
    if (row === undefined) eraseRecord(store, connection, living, [id], null);
    else people.set(row.personId, new Set([...(people.get(row.personId) ?? []), living]));
  }
  for (const [personId, gone] of people) {
    erasePerson(
      store,
      personId,
      'crm',
      'crm_privacy_deletion',
      (at, id) => at === connection && gone.has(id),
    );
  }
}

/** Forgets a person everywhere and keeps the proof. `isGone` tells which records their CRM holds no more. */
export function erasePerson(
  store: Store,
  personId: number,
  by: string,
  why: ErasureReason,
  isGone: (connection: string, recordId: string) => boolean = () => false,
): void {
  const { sql, now } = store;
  const family = familyOf(store, personId);
  const records = sql.all<{ connection: string; id: string }>(
    'SELECT connection, id FROM record WHERE person_id = ? ORDER BY connection, id',
    personId,
  );
  const held = records.filter(({ connection, id }) => !isGone(connection, id));
  const imported = forgetInImports(store, family);
  const payouts = paidTo(store, personId);
  const remaining = remainingIn(held, forgetInDeals(store, personId));
  for (const record of records) {
    eraseRecord(store, record.connection, record.id, [], held.includes(record) ? personId : null);
  }
  const counts = {
    ...forgetRows(store, family),
    ...forgetInRewards(store, personId),
    ...forgetInPoints(store, personId),
    record: records.length,
    import_row: imported,
  };
  const messages = redrawMessagesOf(store, family);
  forgetPerson(store, personId);
  recompute(store, [personId]);
  const renamed = remaining.reduce((sum, { deals }) => sum + deals, 0);
  const removed: Removed = { counts: { ...counts, deal: renamed, message: messages }, remaining, payouts };
  sql.run(
    'INSERT INTO erasure (person_id, at, by, why, removed) VALUES (?, ?, ?, ?, ?)',
    personId,
    now(),
    by,
    why,
    JSON.stringify(removed),
  );
  note(store, by, 'person.erased', `person:${personId}`);
}

/** The CRM accounts with something for the admin to do: records to delete, or deals to rename. */
function remainingIn(held: { connection: string }[], deals: Map<string, number>): Remaining[] {
  const connections = new Set([...held.map(({ connection }) => connection), ...deals.keys()]);
  return [...connections].map((connection) => ({
    connection,
    records: held.filter((record) => record.connection === connection).length,
    cleared: 0,
    deals: deals.get(connection) ?? 0,
  }));
}

/** Rewards the payout system knows their payee of, or may be hearing it of now. */
function paidTo({ sql }: Store, personId: number): number {
  return sql.all(`SELECT 1 FROM reward WHERE person_id = ? AND state IN ('approved', 'paid')`, personId)
    .length;
}

/**
 * A record's id stands for nobody any more, nor does any that led to it; what its connection keeps of it goes too, and
 * what we wrote on it in the CRM. `countFor`: in whose proof that counts.
 */
function eraseRecord(
  store: Store,
  connection: string,
  id: string,
  told: string[],
  countFor: number | null,
): void {
  const { sql } = store;
  const ids = [...new Set([...told, id, ...idsLeadingTo(store, connection, id)])];
  keepAliases(store, connection, ids, ERASED);
  sql.run(`DELETE FROM delivery WHERE id = 'flag:' || ? || ':' || ?`, connection, id);
  sql.run('DELETE FROM deal_contact WHERE connection = ? AND contact_id = ?', connection, id);
  sql.run('DELETE FROM record WHERE connection = ? AND id = ?', connection, id);
  // Replaying a delivery is noted under its id, which names the record.
  sql.run(
    `UPDATE audit SET subject = 'flag:erased', about = 'flag:erased', salt = NULL WHERE about = 'flag:' || ? || ':' || ?`,
    connection,
    id,
  );
  for (const each of ids) {
    queueForget(store, connection, each);
    queueClear(store, connection, each, each === id ? countFor : null);
  }
}

/** Deletes what only tells of these ids, and blanks what was written about them; gives how many rows of each. */
function forgetRows({ sql }: Store, family: number[]): Record<string, number> {
  const ids = JSON.stringify(family);
  const count = (query: string) => sql.all(query, ids).length;
  return {
    rule_hold: count(
      `DELETE FROM rule_hold WHERE key IN
         (SELECT key FROM signal WHERE person_id IN (SELECT value FROM json_each(?))) RETURNING key`,
    ),
    signal: count('DELETE FROM signal WHERE person_id IN (SELECT value FROM json_each(?)) RETURNING key'),
    ask: count('DELETE FROM ask WHERE person_id IN (SELECT value FROM json_each(?)) RETURNING key'),
    opt_out: count(
      'DELETE FROM opt_out WHERE person_id IN (SELECT value FROM json_each(?)) RETURNING source',
    ),
    job_change: count(
      'DELETE FROM job_change WHERE person_id IN (SELECT value FROM json_each(?)) RETURNING id',
    ),
    person_hold: count(
      'DELETE FROM person_hold WHERE person_id IN (SELECT value FROM json_each(?)) RETURNING person_id',
    ),
    fraud_hold: count(
      `UPDATE fraud_hold SET reason = 'It was about a person who was erased.', evidence = '[]', why = NULL
       WHERE reward_id IN (SELECT id FROM reward WHERE person_id IN (SELECT value FROM json_each(?))) RETURNING code`,
    ),
    link_suggestion: count(
      `DELETE FROM link_suggestion WHERE person_a IN (SELECT value FROM json_each(?1))
         OR person_b IN (SELECT value FROM json_each(?1)) RETURNING person_a`,
    ),
    person_link: count(
      `UPDATE person_link SET evidence = '{"match":null,"name":null,"moved":null}'
       WHERE from_id IN (SELECT value FROM json_each(?)) RETURNING id`,
    ),
    audit: count(
      `UPDATE audit SET detail = '', salt = NULL WHERE about IN (SELECT 'person:' || value FROM json_each(?1))
         OR about IN (SELECT 'reward:' || reward.id FROM reward
            WHERE person_id IN (SELECT value FROM json_each(?1))) RETURNING id`,
    ),
    press: count(
      `DELETE FROM press WHERE EXISTS (SELECT 1 FROM json_each(?)
         WHERE press.key LIKE 'person:' || value || ':%') RETURNING key`,
    ),
    alert: count(
      `DELETE FROM delivery WHERE kind = 'alert' AND subject IN (SELECT CAST(value AS TEXT) FROM json_each(?))
       RETURNING id`,
    ),
  };
}

function forgetPerson({ sql, now }: Store, personId: number): void {
  sql.run(
    `UPDATE person SET name = 'Erased person', name_key = NULL, email = NULL, title = NULL, company_connection = NULL,
       company_id = NULL, owner = NULL, flag_tier = NULL, flag_propensity = NULL, snoozed_until = NULL,
       last_asked_at = NULL, rest_until = NULL, opted_out = 0, held_until = NULL, insider = NULL,
       moved_at = NULL, unreachable = 0,
       removed_at = ? WHERE id = ?`,
    now(),
    personId,
  );
}
