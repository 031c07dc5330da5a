import type { Problem } from '#core/problem.ts';
import type { CrmDoor } from '#server/workspace/outbox/doors.ts';
import { enqueue, postpone, standing, type Delivery } from '#server/workspace/outbox/outbox.ts';
import { countCleared } from './proof.ts';
import type { Store } from '#server/workspace/store.ts';

const UNANSWERED: Problem = {
  code: 'vendor_unavailable',
  message: 'The CRM did not say whether our fields on this record were emptied.',
  remedy: 'It is tried again by itself.',
};

/** Has our fields emptied on a record in the CRM itself. `personId`: whose proof counts it; null: nobody's. */
export function queueClear(
  store: Store,
  connection: string,
  recordId: string,
  personId: number | null,
): void {
  enqueue(store, {
    id: `clear:${personId ?? ''}:${connection}:${recordId}`,
    kind: 'clear',
    target: connection,
    subject: recordId,
  });
}

/**
 * Empties our fields on records of one CRM; what was done leaves nothing here but a number in the proof. A record the
 * CRM will not let us write stays parked, for an admin to see.
 */
export async function sendClears(store: Store, door: CrmDoor, group: Delivery[]): Promise<void> {
  const asked = standing(store, group);
  if (asked.length === 0) return;
  const answer = await door.clearFlags([...new Set(asked.map((delivery) => delivery.subject))]);
  const problems = new Map(answer.ok ? answer.value.map((row) => [row.recordId, row.problem]) : []);
  store.sql.transaction(() => {
    for (const delivery of asked) {
      const problem = problems.get(delivery.subject);
      if (!answer.ok) postpone(store, delivery, answer.problem, answer.retryAfter);
      else if (problem === null) finish(store, delivery);
      else postpone(store, delivery, problem ?? UNANSWERED, problem === undefined ? 0 : null);
    }
  });
}

function finish(store: Store, { id, version, target }: Delivery): void {
  const { sql } = store;
  const done = sql.all('DELETE FROM delivery WHERE id = ? AND version = ? RETURNING id', id, version);
  // Replaying a delivery is noted under its id, which names the record.
  sql.run(
    `UPDATE audit SET subject = 'clear:erased', about = 'clear:erased', salt = NULL WHERE about = ?`,
    id,
  );
  const personId = Number(id.split(':')[1]);
  if (done.length > 0 && personId > 0) countCleared(store, personId, target);
}
