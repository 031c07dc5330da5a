import { entriesFor } from '#core/ledger/ledger.ts';
import { decide, expire, settle, type Reward } from '#core/reward/reward.ts';
import { first } from '#server/storage/sql.ts';
import { note } from '#server/workspace/audit.ts';
import { post } from './ledger.ts';
import { showReward } from './messages.ts';
import { findReward, REWARD_COLUMNS, rowToReward, type RewardRow } from './rows.ts';
import type { Store } from '#server/workspace/store.ts';

/** Keeps a reward's change of state, with the money it moves and the message that shows it. */
export function changeReward(store: Store, before: Reward | null, after: Reward): void {
  store.sql.run(
    'UPDATE reward SET state = ?, decided_by = ?, decided_at = ?, reason = ? WHERE id = ?',
    after.state,
    after.decidedBy,
    after.decidedAt,
    after.reason,
    after.id,
  );
  const transaction = entriesFor(before, after, store.now());
  if (transaction !== null) post(store, transaction);
  showReward(store, after.id);
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
    `SELECT ${REWARD_COLUMNS} FROM reward WHERE state = 'proposed' AND expires_at <= ?`,
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
    `SELECT ${REWARD_COLUMNS} FROM reward WHERE state = 'proposed' AND person_id = ?`,
    personId,
  );
  for (const row of waiting) {
    const reason = 'The person asked to be forgotten.';
    const declined = decide(
      rowToReward(row),
      { decision: 'decline', by: 'groundswell', reason },
      store.now(),
    );
    // Refused only where its time ran out, and then it expires by itself.
    if (!declined.ok) continue;
    changeReward(store, rowToReward(row), declined.value);
    note(store, 'groundswell', 'reward.declined', `reward:${row.id}`, reason);
  }
}

/** When the next open proposal runs out, or null. */
export function nextExpiry({ sql }: Store): number | null {
  const row = first<{ at: number | null }>(
    sql,
    `SELECT min(expires_at) AS at FROM reward WHERE state = 'proposed'`,
  );
  return row?.at ?? null;
}
