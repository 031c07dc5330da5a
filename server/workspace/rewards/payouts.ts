import { ok, refuse, type Result } from '#core/problem.ts';
import { payoutKey } from '#core/reward/payout.ts';
import { first } from '#server/storage/sql.ts';
import type { PayoutOrder } from '#server/workspace/outbox/doors.ts';
import { findReward } from './rows.ts';
import type { Store } from '#server/workspace/store.ts';

/**
 * What the payout system must be told about an approved reward; null once there is nothing left to pay.
 * Refused with `not_found` where the person was erased: there is nobody left to pay.
 */
export function orderFor(store: Store, rewardId: string): Result<PayoutOrder> | null {
  const reward = findReward(store, rewardId);
  if (!reward.ok || reward.value.state !== 'approved') return null;
  const { personId, amount, currency, act } = reward.value;
  // A person without any record, not even in a recycle bin, was erased.
  const recipient = first<{ name: string; email: string | null }>(
    store.sql,
    'SELECT name, email FROM person WHERE id = ? AND EXISTS (SELECT 1 FROM record WHERE person_id = person.id)',
    Number(personId),
  );
  if (recipient === undefined) {
    return refuse(
      'not_found',
      'The person was erased before the payout.',
      'Settle it by hand: no name or address is kept any more.',
    );
  }
  return ok({ key: payoutKey(rewardId), rewardId, amount, currency, act, recipient });
}
