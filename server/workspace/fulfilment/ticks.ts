import { orderKey } from '#core/fulfilment/key.ts';
import type { ListedOrder, Period } from '#core/fulfilment/reconcile.ts';
import { isVoid, type FulfilmentState } from '#core/fulfilment/state.ts';
import type { Store } from '#server/workspace/store.ts';

/**
 * What people said they handed over by hand, as a provider's list: from the trail, where every tick was written down
 * apart from the books. The last tick of a reward counts; one whose order is void since handed nothing over.
 */
export function ticksIn({ sql }: Store, { from, to }: Period): ListedOrder[] {
  const ticks = sql.all<{
    rewardId: string;
    number: number;
    state: FulfilmentState;
    amount: number;
    currency: string;
    at: number;
  }>(
    `SELECT reward.id AS rewardId, fulfilment.number, fulfilment.state, reward.amount, reward.currency,
       max(audit.at) AS at
     FROM audit
     JOIN reward ON audit.about = 'reward:' || reward.id
     JOIN fulfilment ON fulfilment.reward_id = reward.id AND fulfilment.provider = 'manual'
     WHERE audit.action = 'fulfilment.handed_over' AND reward.state <> 'reversed'
     GROUP BY reward.id HAVING max(audit.at) >= ? AND max(audit.at) < ? ORDER BY at`,
    from,
    to,
  );
  return ticks.map(({ rewardId, number, state, amount, currency, at }) => ({
    reference: `ticked ${rewardId}`,
    key: orderKey(rewardId, number),
    amount,
    currency,
    // A new order after a void one was not handed over yet.
    paid: !isVoid(state) && state !== 'ordering' && state !== 'ordered',
    at,
  }));
}
