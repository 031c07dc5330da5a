import type { Tier } from '#core/score/tier.ts';
import { enqueue, VERSIONS, type DeliveryState } from '#server/workspace/outbox/outbox.ts';
import { alertChannel } from '#server/workspace/slack/channels.ts';
import type { Store } from '#server/workspace/store.ts';

/** Queues the CRM records of these people to carry their new flag. */
export function queueFlags({ sql, now, wake }: Store, personIds: readonly number[]): void {
  if (personIds.length === 0) return;
  const at = now();
  const queued = sql.all<{ state: DeliveryState }>(
    `INSERT INTO delivery (id, kind, target, subject, state, version, attempts, due_at, created_at)
     SELECT 'flag:' || record.connection || ':' || record.id, 'flag', record.connection, record.id,
       CASE WHEN connection.initial OR connection.write_back = 'review' THEN 'held' ELSE 'due' END, ?1 * ${VERSIONS}, 0, ?1, ?1
     FROM record JOIN connection ON connection.id = record.connection
     WHERE record.person_id IN (SELECT value FROM json_each(?2)) AND record.removed_at IS NULL
     ON CONFLICT (id) DO UPDATE SET state = excluded.state, version = version + 1, attempts = 0,
       due_at = excluded.due_at, problem = NULL, settled_at = NULL RETURNING state`,
    at,
    JSON.stringify(personIds),
  );
  if (queued.some(({ state }) => state === 'due')) wake(at);
}

/** Tells the team's Slack who became an advocate `at` that moment. */
export function announceRise(store: Store, risen: readonly { id: number; tier: Tier }[], at: number): void {
  if (risen.length === 0) return;
  const channel = alertChannel(store);
  if (channel === null) return;
  const counted = beingCounted(
    store,
    risen.map(({ id }) => id),
  );
  for (const { id, tier } of risen) {
    if (counted.has(id)) continue;
    enqueue(store, {
      id: `alert:${id}:${tier}:${at}`,
      kind: 'alert',
      target: channel.connection,
      subject: String(id),
    });
  }
}

/** Those of a CRM whose first sync still runs: the digest at its end tells of them. */
function beingCounted({ sql }: Store, personIds: number[]): Set<number> {
  const rows = sql.all<{ id: number }>(
    `SELECT DISTINCT record.person_id AS id FROM record JOIN connection ON connection.id = record.connection
     WHERE connection.initial AND record.person_id IN (SELECT value FROM json_each(?))`,
    JSON.stringify(personIds),
  );
  return new Set(rows.map((row) => row.id));
}
