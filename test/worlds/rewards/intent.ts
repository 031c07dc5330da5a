import type { Call } from '#test/worlds/vendors.ts';
import type { RewardWorld } from './world.ts';

/** Nothing leaves that was not recorded before: money only for an approved reward whose payout waits, or again where the first came back, words only where some wait. */
export function checkIntent({ disk, now }: RewardWorld, { door, connection, subjects }: Call): string[] {
  if (door === 'status') {
    return subjects.flatMap((key) =>
      disk.all('SELECT 1 FROM fulfilment WHERE key = ?', key).length > 0
        ? []
        : [`${key} is asked about and was not ordered`],
    );
  }
  if (door !== 'pay') {
    const due = disk.all(
      `SELECT 1 FROM delivery WHERE state = 'due' AND target = ? AND due_at <= ? LIMIT 1`,
      connection,
      now,
    );
    return due.length > 0 ? [] : [`${door} left without a record`];
  }
  return subjects.flatMap((key) => {
    const intent = disk.all(
      `SELECT 1 FROM fulfilment JOIN reward ON reward.id = reward_id
         JOIN delivery ON delivery.id = 'reward:' || reward.id || ':payout'
       WHERE fulfilment.key = ?1 AND delivery.state = 'due' AND due_at <= ?2
         AND (reward.state = 'approved' OR (reward.state = 'paid' AND number > 1))`,
      key,
      now,
    );
    return intent.length > 0 ? [] : [`${key} was ordered without an approved reward and a payout that waits`];
  });
}
