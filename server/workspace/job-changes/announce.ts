import { first } from '#server/storage/sql.ts';
import { barredSql } from '#server/workspace/asks/standing.ts';
import { familyOf } from '#server/workspace/identity/person-links.ts';
import { enqueue } from '#server/workspace/outbox/outbox.ts';
import { alertChannel } from '#server/workspace/slack/channels.ts';
import type { Store } from '#server/workspace/store.ts';

/** What a message about a change is kept under; the person comes first, so that theirs are found together. */
export function subjectOf(personId: number, changeId: number): string {
  return `job:${personId}:${changeId}`;
}

/**
 * Tells the team's Slack of these changes, one for each person: of advocates who may be asked at all, and of a move not
 * before the new company has a name.
 */
export function announceChanges(store: Store, changeIds: readonly number[]): void {
  const channel = alertChannel(store);
  if (channel === null || changeIds.length === 0) return;
  const { sql, now } = store;
  const untold = sql.all<{ id: number; personId: number; kind: string }>(
    `SELECT job_change.id, person_id AS personId, kind FROM job_change JOIN person ON person.id = person_id
     WHERE job_change.id IN (SELECT value FROM json_each(?)) AND verdict IS NULL AND told_at IS NULL
       AND kind <> 'cleared' AND (kind <> 'moved' OR to_company IS NOT NULL)
       AND job_change.tier IN ('advocate', 'champion') AND NOT ${barredSql(now())}
     ORDER BY person_id, CASE kind WHEN 'title_changed' THEN 2 WHEN 'bounced' THEN 1 ELSE 0 END, job_change.id`,
    JSON.stringify(changeIds),
  );
  const told = new Set<number>();
  for (const { id, personId } of untold) {
    sql.run('UPDATE job_change SET told_at = ? WHERE id = ?', now(), id);
    // Mail that stops with a move is part of it.
    if (told.has(personId)) continue;
    told.add(personId);
    enqueue(store, {
      id: `alert:job:${id}`,
      kind: 'alert',
      target: channel.connection,
      subject: String(personId),
    });
  }
}

/** Has what was posted about a change drawn again. */
export function refreshChange(store: Store, changeId: number): void {
  const target = alertChannel(store)?.connection;
  const change = first<{ personId: number }>(
    store.sql,
    'SELECT person_id AS personId FROM job_change WHERE id = ?',
    changeId,
  );
  if (target === undefined || change === undefined) return;
  const subjects = familyOf(store, change.personId).map((id) => subjectOf(id, changeId));
  const posted = first(
    store.sql,
    'SELECT 1 FROM message WHERE subject IN (SELECT value FROM json_each(?)) AND connection = ?',
    JSON.stringify(subjects),
    target,
  );
  if (posted === undefined) return;
  enqueue(store, {
    id: `alert:job:${changeId}:message`,
    kind: 'alert',
    target,
    subject: String(change.personId),
  });
}
