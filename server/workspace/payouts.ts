import { payoutKey } from '#core/reward/payout.ts';
import { first } from '#server/storage/sql.ts';
import type { PayoutOrder } from './doors.ts';
import { findReward } from './rewards.ts';
import type { Store } from './store.ts';

/** What the payout system must be told about an approved reward; null once there is nothing left to pay. */
export function orderFor(store: Store, rewardId: string): PayoutOrder | null {
  const reward = findReward(store, rewardId);
  if (!reward.ok || reward.value.state !== 'approved') return null;
  const { personId, amount, currency, act } = reward.value;
  const person = first<{ name: string; email: string | null }>(
    store.sql,
    'SELECT name, email FROM person WHERE id = ?',
    Number(personId),
  );
  return {
    key: payoutKey(rewardId),
    rewardId,
    amount,
    currency,
    act,
    recipient: { name: person?.name ?? '', email: person?.email ?? null },
  };
}
