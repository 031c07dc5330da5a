import { approvalChannel } from '#server/workspace/slack/channels.ts';
import { enqueue } from '#server/workspace/outbox/outbox.ts';
import type { Store } from '#server/workspace/store.ts';

/** Has a reward's approval message posted, or drawn again everywhere it stands. */
export function showReward(store: Store, rewardId: string): void {
  const channel = approvalChannel(store);
  if (channel === null) return;
  enqueue(store, {
    id: `reward:${rewardId}:message`,
    kind: 'reward',
    target: channel.connection,
    subject: rewardId,
  });
  const others = store.sql.all<{ connection: string; place: string }>(
    `SELECT connection, channel || ':' || ts AS place FROM message
     JOIN connection ON connection.id = message.connection
     WHERE subject = ? AND NOT (newest AND connection = ?)`,
    `reward:${rewardId}`,
    channel.connection,
  );
  for (const { connection, place } of others) {
    const id = `reward:${rewardId}:${connection}:${place}:message`;
    enqueue(store, { id, kind: 'reward', target: connection, subject: `${rewardId}:${place}` });
  }
}

/** Puts every reward that waits where approvals go now; what was posted in another channel before stays behind. */
export function showWaitingRewards(store: Store): void {
  const channel = approvalChannel(store);
  if (channel === null) return;
  const waiting = store.sql.all<{ id: string }>(`SELECT id FROM reward WHERE state = 'proposed'`);
  for (const { id } of waiting) {
    store.sql.run(
      'UPDATE message SET newest = 0 WHERE subject = ? AND connection = ? AND channel <> ?',
      `reward:${id}`,
      channel.connection,
      channel.id,
    );
    showReward(store, id);
  }
}

/** Draws again what was posted before in this Slack and has changed while nothing could be said there. */
export function showMissedRewards(store: Store): void {
  const channel = approvalChannel(store);
  if (channel === null) return;
  const missed = store.sql.all<{ id: string }>(
    `SELECT reward.id FROM reward
     JOIN message ON message.subject = 'reward:' || reward.id AND message.connection = ?
     LEFT JOIN delivery ON delivery.id = 'reward:' || reward.id || ':message'
     WHERE reward.state <> 'proposed' AND (delivery.id IS NULL OR EXISTS (
       SELECT 1 FROM audit WHERE audit.about = 'reward:' || reward.id AND audit.at > delivery.settled_at))`,
    channel.connection,
  );
  for (const { id } of missed) showReward(store, id);
}

/** Draws the proposals in a currency again: what the budget allows has changed. */
export function redrawWaitingRewards(store: Store, currency: string): void {
  const waiting = store.sql.all<{ id: string }>(
    `SELECT id FROM reward WHERE state = 'proposed' AND currency = ?`,
    currency,
  );
  for (const { id } of waiting) showReward(store, id);
}

/** Draws a person's rewards again where they were posted or are on the way, because who they are has changed. */
export function redrawRewardsOf(store: Store, personId: number): void {
  const told = store.sql.all<{ id: string }>(
    `SELECT id FROM reward WHERE person_id = ? AND (
       EXISTS (SELECT 1 FROM message WHERE subject = 'reward:' || reward.id)
       OR EXISTS (SELECT 1 FROM delivery WHERE id = 'reward:' || reward.id || ':message' AND state = 'due'))`,
    personId,
  );
  for (const { id } of told) showReward(store, id);
}
