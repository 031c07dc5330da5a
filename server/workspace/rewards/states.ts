import { entriesFor } from '#core/ledger/reward.ts';
import { decide, expire, settle } from '#core/reward/decision.ts';
import { payoutKey } from '#core/reward/payout.ts';
import type { Reward } from '#core/reward/reward.ts';
import { note } from '#server/workspace/trail/note.ts';
import { followItem } from '#server/workspace/catalogue/reward-items.ts';
import { post } from '#server/workspace/ledger/post.ts';
import { enqueue } from '#server/workspace/outbox/outbox.ts';
import { showReward } from './messages.ts';
import { findReward, REWARD_COLUMNS, rowToReward, updateDecision, type RewardRow } from './rows.ts';
import { tellOfChange } from './telling.ts';
import type { Store } from '#server/workspace/store.ts';

/** Keeps a reward's change of state, with the money it moves, the payment it orders, and the message that shows it. */
export function changeReward(store: Store, before: Reward | null, after: Reward): void {
  updateDecision(store, after);
  const transaction = entriesFor(before, after, store.now());
  if (transaction !== null) post(store, transaction);
  followItem(store, before, after);
  if (before?.state !== 'approved' && after.state === 'approved') {
    enqueue(store, { id: payoutKey(after.id), kind: 'payout', target: '', subject: after.id });
  }
  showReward(store, after.id);
  tellOfChange(store, before, after);
}

/** Books an approved reward as paid, once. */
export function settleReward(store: Store, id: string): void {
  store.sql.transaction(() => {
    const reward = findReward(store, id);
    if (!reward.ok) return;
    const paid = settle(reward.value, store.now());
    // Not approved any more means booked already: the provider confirmed the same payout twice.
    if (!paid.ok) return;
    changeReward(store, reward.value, paid.value);
    note(store, 'groundswell', 'reward.paid', `reward:${id}`);
  });
}

/** Closes every proposal whose time ran out; silence never approves money. */
export function expireRewards(store: Store): void {
  const overdue = store.sql.all<RewardRow>(
    `SELECT ${REWARD_COLUMNS} FROM reward WHERE state IN ('proposed', 'change_requested') AND expires_at <= ?`,
    store.now(),
  );
  for (const row of overdue) {
    store.sql.transaction(() => {
      const expired = expire(rowToReward(row), store.now());
      if (!expired.ok) return;
      changeReward(store, rowToReward(row), expired.value);
      note(store, 'groundswell', 'reward.expired', `reward:${row.id}`);
    });
  }
}

/** Declines what still waits for a person who was erased: there is nobody to reward any more. */
export function declineErased(store: Store, personId: number): void {
  const waiting = store.sql.all<RewardRow>(
    `SELECT ${REWARD_COLUMNS} FROM reward WHERE state IN ('proposed', 'change_requested') AND person_id = ?`,
    personId,
  );
  for (const row of waiting) declineItself(store, rowToReward(row), 'The person asked to be forgotten.');
}

/** Declines a waiting reward that no person need look at, for a reason. */
export function declineItself(store: Store, reward: Reward, reason: string): void {
  // What waits for its proposer ends as what waits for a manager does; its money was given back before.
  const waiting: Reward = { ...reward, state: 'proposed' };
  const declined = decide(waiting, { decision: 'decline', by: 'groundswell', reason }, ITSELF, store.now());
  // Refused only where its time ran out, and then it expires by itself.
  if (!declined.ok) return;
  changeReward(store, reward, declined.value);
  note(store, 'groundswell', 'reward.declined', `reward:${reward.id}`, reason);
}

const ITSELF = { role: 'owner', delegators: [] } as const;

/** SQL for when the next open proposal runs out, or null. */
export const NEXT_EXPIRY = `SELECT min(expires_at) FROM reward WHERE state IN ('proposed', 'change_requested')`;
