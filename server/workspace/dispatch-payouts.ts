import type { Doors } from './doors.ts';
import { postpone, settle, standing, type Delivery } from './outbox.ts';
import { orderFor } from './payouts.ts';
import { settleReward } from './reward-states.ts';
import type { Store } from './store.ts';

/** Orders the payouts of approved rewards and books those that are confirmed. */
export async function sendPayouts(store: Store, doors: Doors, group: Delivery[]): Promise<void> {
  for (const planned of group) {
    const [delivery] = standing(store, [planned]);
    if (delivery === undefined) continue;
    const order = orderFor(store, delivery.subject);
    if (order === null) {
      settle(store, delivery);
      continue;
    }
    if (!order.ok) {
      postpone(store, delivery, order.problem, null);
      continue;
    }
    const answer = await doors.pay(order.value);
    store.sql.transaction(() => {
      if (!answer.ok) postpone(store, delivery, answer.problem, answer.retryAfter);
      else {
        settleReward(store, delivery.subject);
        settle(store, delivery);
      }
    });
  }
}
