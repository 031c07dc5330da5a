import { DAY } from '#core/time.ts';
import { refuse, type Result } from '#core/problem.ts';
import { note } from '#server/workspace/trail/note.ts';
import { approvalChannel } from '#server/workspace/slack/channels.ts';
import { enqueue } from '#server/workspace/outbox/outbox.ts';
import type { Store } from '#server/workspace/store.ts';
import { isReminderDue } from './next-step.ts';
import { findFulfilment, type Fulfilment } from './rows.ts';

const REMIND_AFTER = 14 * DAY;
const REMIND_BEFORE_END = 30 * DAY;

/** When a reminder of whoever it was delivered to is proposed: after two weeks, or before it runs out if that is sooner. */
export function reminderOf(deliveredAt: number, expiresAt: number | null): number {
  const late = deliveredAt + REMIND_AFTER;
  return expiresAt === null ? late : Math.max(deliveredAt, Math.min(late, expiresAt - REMIND_BEFORE_END));
}

/** Says once in Slack what a person has to do about an order: `what` is how it stands, or `reminder`. */
export function tellOfOrder(store: Store, { rewardId, number }: Fulfilment, what: string): void {
  const channel = approvalChannel(store);
  if (channel === null) return;
  const subject = `fulfilment:${rewardId}:${what}:${number}`;
  enqueue(store, { id: subject, kind: 'notice', target: channel.connection, subject });
}

/** Proposes the reminders whose time has come, each once; few providers tell whether something was claimed. */
export function proposeReminders(store: Store): void {
  const due = store.sql.all<{ id: string }>(
    'SELECT reward_id AS id FROM fulfilment WHERE remind_at <= ?',
    store.now(),
  );
  for (const { id } of due) {
    store.sql.transaction(() => {
      store.sql.run(
        'UPDATE fulfilment SET remind_at = NULL, reminded_at = ? WHERE reward_id = ?',
        store.now(),
        id,
      );
      const order = findFulfilment(store, id);
      if (!order.ok || !isReminderDue(order.value)) return;
      note(store, 'groundswell', 'fulfilment.reminder_proposed', `reward:${id}`);
      tellOfOrder(store, order.value, 'reminder');
    });
  }
}

/** When the next reminder is to be proposed, or null. */
export const NEXT_ORDER_REMINDER = 'SELECT min(remind_at) FROM fulfilment WHERE remind_at IS NOT NULL';

/** A person reminded whoever it waits for. Fails with `not_found`, or `fulfilment_state` where no reminder waits. */
export function markReminded(store: Store, rewardId: string, by: string): Result<Fulfilment> {
  return store.sql.transaction(() => {
    const found = findFulfilment(store, rewardId);
    if (!found.ok) return found;
    if (!isReminderDue(found.value)) {
      return refuse('fulfilment_state', 'No reminder is proposed for this reward.', 'Reload the reward.');
    }
    store.sql.run('UPDATE fulfilment SET reminded_by = ? WHERE reward_id = ?', by, rewardId);
    note(store, by, 'fulfilment.reminded', `reward:${rewardId}`);
    return findFulfilment(store, rewardId);
  });
}
