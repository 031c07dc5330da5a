import { ok, refuse, type Result } from '#core/problem.ts';
import { first } from '#server/storage/sql.ts';
import { rewardItem } from '#server/workspace/catalogue/reward-items.ts';
import { fulfilmentOf } from '#server/workspace/fulfilment/rows.ts';
import type { PayoutOrder } from '#server/workspace/outbox/doors.ts';
import { findReward } from './rows.ts';
import type { Store } from '#server/workspace/store.ts';

/**
 * What the provider must be told of a reward whose order was intended; null once there is nothing left to order: it is
 * not approved any more, or its order is void. A reward paid before is ordered anew where a person asked for that.
 * Refused with `not_found` where the person was erased: there is nobody left to pay.
 */
export function orderFor(store: Store, rewardId: string): Result<PayoutOrder> | null {
  const reward = findReward(store, rewardId);
  const intended = fulfilmentOf(store, rewardId);
  if (!reward.ok || intended === null) return null;
  const { state, personId, amount, currency, act, kind } = reward.value;
  if (kind !== 'money') return null;
  const isAgain = state === 'paid' && intended.number > 1 && intended.state === 'ordering';
  if (state !== 'approved' && !isAgain) return null;
  if (intended.state === 'cancelled' || intended.state === 'returned') return null;
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
  const { provider, edition, key } = intended;
  const item = rewardItem(store, rewardId);
  const product = item?.provider === provider && item.product !== null ? { product: item.product } : {};
  return ok({ provider, edition, key, rewardId, amount, currency, act, ...product, recipient });
}
