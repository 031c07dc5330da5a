import type { ProviderStatus } from '#server/fulfilment/provider.ts';
import { choiceFor } from '#server/workspace/fulfilment/choice.ts';
import { hear, toldNow } from '#server/workspace/fulfilment/follow.ts';
import { fulfilmentOf, intend, keepProblem } from '#server/workspace/fulfilment/rows.ts';
import { editionNow } from '#server/workspace/fulfilment/settings.ts';
import { orderFor } from '#server/workspace/rewards/payouts.ts';
import { findReward } from '#server/workspace/rewards/rows.ts';
import { settleReward } from '#server/workspace/rewards/states.ts';
import type { Store } from '#server/workspace/store.ts';
import type { Attempt, Doors } from './doors.ts';
import { postpone, settle, standing, type Delivery } from './outbox.ts';

/**
 * Orders approved rewards, all that are due at once, and books those that are paid. Every order is written down with
 * who fulfils it and under which key before any call leaves.
 */
export async function sendPayouts(store: Store, doors: Doors, group: Delivery[]): Promise<void> {
  const leaving = standing(store, group);
  store.sql.transaction(() => {
    for (const delivery of leaving) prepare(store, doors, delivery);
  });
  const answers = await Promise.all(
    leaving.map(async (delivery) => ({ delivery, answer: await pay(store, doors, delivery) })),
  );
  store.sql.transaction(() => {
    for (const { delivery, answer } of answers) keep(store, delivery, answer);
  });
}

/** Points were earned as they were approved, and thanks were said: nobody has to be asked. */
function prepare(store: Store, doors: Doors, delivery: Delivery): void {
  const reward = findReward(store, delivery.subject);
  if (!reward.ok) return;
  if (reward.value.kind === 'money') {
    const chosen = choiceFor(store, reward.value) ?? doors.usualProvider;
    const provider = fulfilmentOf(store, delivery.subject)?.provider ?? chosen;
    const edition = editionNow(store, provider, doors.usualAddress);
    intend(store, delivery.subject, { provider, edition });
    return;
  }
  settleReward(store, delivery.subject);
}

/** The provider's answer; null where there is nothing left to order. One that throws did not answer. */
async function pay(
  store: Store,
  doors: Doors,
  { subject }: Delivery,
): Promise<Attempt<ProviderStatus> | null> {
  const order = orderFor(store, subject);
  if (order === null) return null;
  if (!order.ok) return { ok: false, problem: order.problem, retryAfter: null };
  try {
    return await doors.pay(order.value);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const remedy = 'It is tried again by itself, under the same key.';
    return { ok: false, problem: { code: 'internal', message, remedy }, retryAfter: 0 };
  }
}

function keep(store: Store, delivery: Delivery, answer: Attempt<ProviderStatus> | null): void {
  if (answer !== null && !answer.ok) {
    keepProblem(store, delivery.subject, answer.problem);
    postpone(store, delivery, answer.problem, answer.retryAfter);
    return;
  }
  if (answer !== null) hear(store, delivery.subject, toldNow(store, answer.value));
  settle(store, delivery);
}
