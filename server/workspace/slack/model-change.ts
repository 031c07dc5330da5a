import { modelChange } from '#slack-app/features/model-change/blocks.ts';
import { first } from '#server/storage/sql.ts';
import type { Delivery } from '#server/workspace/outbox/outbox.ts';
import type { Store } from '#server/workspace/store.ts';
import { alertChannel } from './channels.ts';
import type { Outgoing } from './messages.ts';

/** Whether a delivery tells of a model, and not of people. */
export function tellsOfModel({ id }: Delivery): boolean {
  return id.startsWith('model:');
}

/** The message that everybody is scored by a new model now; null where the channel meanwhile is another team's. */
export function modelChangeFor(store: Store, { subject, target }: Delivery): Outgoing | null {
  const [version = 0, entered = 0, left = 0] = subject.split(':').map(Number);
  const model = first<{ by: string; note: string }>(
    store.sql,
    'SELECT published_by AS by, note FROM model WHERE version = ?',
    version,
  );
  const channel = alertChannel(store);
  if (model === undefined || channel?.connection !== target) return null;
  const drawn = modelChange({ ...model, version, entered, left }, `${store.publicUrl}/console/models`);
  return { subject: null, connection: target, channel: channel.id, ts: null, message: drawn };
}
