import type { CrmDoor } from '#server/workspace/outbox/doors.ts';
import { enqueue, postpone, standing, type Delivery } from '#server/workspace/outbox/outbox.ts';
import { erasedAmong } from '#server/workspace/ingest/record-alias.ts';
import type { Store } from '#server/workspace/store.ts';

/** Has a connection delete what it keeps of a record of its own: its flag, its problems, its events. */
export function queueForget(store: Store, connection: string, recordId: string): void {
  enqueue(store, {
    id: `forget:${connection}:${recordId}`,
    kind: 'forget',
    target: connection,
    subject: recordId,
  });
}

/** Whatever a connection wrote down about records while they were being erased goes once more. */
export function forgetErased(store: Store, connection: string, recordIds: readonly string[]): void {
  for (const id of erasedAmong(store, connection, recordIds)) queueForget(store, connection, id);
}

/** Tells one connection what to forget; what was told leaves no trace here. */
export async function sendForgets(store: Store, door: CrmDoor, group: Delivery[]): Promise<void> {
  const asked = standing(store, group);
  const answer = await door.forget(asked.map((delivery) => delivery.subject));
  store.sql.transaction(() => {
    for (const delivery of asked) {
      if (!answer.ok) postpone(store, delivery, answer.problem, answer.retryAfter);
      else store.sql.run('DELETE FROM delivery WHERE id = ? AND version = ?', delivery.id, delivery.version);
    }
  });
}
