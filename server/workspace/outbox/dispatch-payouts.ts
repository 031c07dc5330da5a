import type { Attempt, Doors } from './doors.ts';
import { postpone, settle, standing, type Delivery } from './outbox.ts';
import { orderFor } from '#server/workspace/rewards/payouts.ts';
import { settleReward } from '#server/workspace/rewards/states.ts';
import type { Store } from '#server/workspace/store.ts';

/** Orders the payouts of approved rewards, all that are due at once, and books those that are confirmed. */
export async function sendPayouts(store: Store, doors: Doors, group: Delivery[]): Promise<void> {
  const answers = await Promise.all(
    standing(store, group).map(async (delivery) => ({ delivery, answer: await pay(store, doors, delivery) })),
  );
  store.sql.transaction(() => {
    for (const { delivery, answer } of answers) {
      if (answer === null) settle(store, delivery);
      else if (!answer.ok) postpone(store, delivery, answer.problem, answer.retryAfter);
      else {
        settleReward(store, delivery.subject);
        settle(store, delivery);
      }
    }
  });
}

/** The payout system's answer; null where there is nothing left to pay. */
async function pay(store: Store, doors: Doors, { subject }: Delivery): Promise<Attempt<null> | null> {
  const order = orderFor(store, subject);
  if (order === null) return null;
  return order.ok ? doors.pay(order.value) : { ok: false, problem: order.problem, retryAfter: null };
}
