import { enqueue } from '#server/workspace/outbox/outbox.ts';
import { familyOf } from '#server/workspace/identity/person-links.ts';
import type { Store } from '#server/workspace/store.ts';

/** Has every Slack message that names a person drawn again, in every team it was posted in; gives how many. */
export function redrawMessagesOf(store: Store, family: readonly number[]): number {
  const ids = JSON.stringify(family);
  const posted = store.sql.all<{ kind: 'alert' | 'reward'; id: string; connection: string; place: string }>(
    `WITH about (kind, id) AS (
       SELECT 'alert', value FROM json_each(?1) UNION ALL
       SELECT 'reward', reward.id FROM json_each(?1) CROSS JOIN reward ON reward.person_id = value)
     SELECT kind, CAST(id AS TEXT) AS id, connection, channel || ':' || ts AS place
     FROM about CROSS JOIN message ON message.subject = kind || ':' || id`,
    ids,
  );
  // Not only the newest: an older one still shows the name.
  for (const { kind, id, connection, place } of posted) {
    const about = `${kind}:${id}:${connection}:${place}:message`;
    enqueue(store, { id: about, kind, target: connection, subject: `${id}:${place}` });
  }
  const jobs = store.sql.all<{ subject: string; connection: string; place: string }>(
    `SELECT message.subject, connection, channel || ':' || ts AS place FROM json_each(?) AS given
     CROSS JOIN message ON message.subject >= 'job:' || value || ':' AND message.subject < 'job:' || value || ';'`,
    ids,
  );
  for (const { subject, connection, place } of jobs) {
    const [, person = '', change = ''] = subject.split(':');
    const id = `alert:job:${change}:${connection}:${place}:message`;
    enqueue(store, { id, kind: 'alert', target: connection, subject: `${person}:${place}` });
  }
  const digests = store.sql.all<{ connection: string; channel: string; ts: string }>(
    `SELECT DISTINCT connection, channel, ts FROM mention WHERE person_id IN (SELECT value FROM json_each(?))`,
    ids,
  );
  for (const digest of digests) redrawDigest(store, digest);
  return posted.length + jobs.length + digests.length;
}

/** A team is reached again: what could not be drawn without the erased there while it was not, is drawn now. */
export function redrawErased(store: Store): void {
  const erased = store.sql.all<{ id: number }>('SELECT person_id AS id FROM erasure');
  for (const { id } of erased) redrawMessagesOf(store, familyOf(store, id));
}

/** Has a posted digest drawn without those who are gone. */
export function redrawDigest(
  store: Store,
  { connection, channel, ts }: { connection: string; channel: string; ts: string },
): void {
  enqueue(store, {
    id: `digest:${connection}:${channel}:${ts}:message`,
    kind: 'digest',
    target: connection,
    subject: `${channel}:${ts}`,
  });
}
