import type { ProviderStatus } from '#server/fulfilment/provider.ts';
import { choiceFor } from '#server/workspace/fulfilment/choice.ts';
import { hearUnder } from '#server/workspace/fulfilment/follow.ts';
import { fulfilmentOf, intend, keepProblem, noCallOut } from '#server/workspace/fulfilment/rows.ts';
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

/** What a provider answered, to the order under which key: another may be the newest by then. */
interface Answer {
  key: string;
  answer: Attempt<ProviderStatus>;
}

/** The provider's answer; null where there is nothing left to order. One that throws did not answer. */
async function pay(store: Store, doors: Doors, { subject }: Delivery): Promise<Answer | null> {
  const order = orderFor(store, subject);
  if (order === null) return null;
  if (!order.ok) {
    const key = fulfilmentOf(store, subject)?.key ?? '';
    return { key, answer: { ok: false, problem: order.problem, retryAfter: null } };
  }
  const { key } = order.value;
  try {
    return { key, answer: await doors.pay(order.value) };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const remedy = 'It is tried again by itself, under the same key.';
    return { key, answer: { ok: false, problem: { code: 'internal', message, remedy }, retryAfter: 0 } };
  }
}

function keep(store: Store, delivery: Delivery, answered: Answer | null): void {
  const { subject } = delivery;
  if (answered === null) noCallOut(store, subject);
  else if (answered.answer.ok) {
    hearUnder(store, subject, answered.key, { ...answered.answer.value, at: null });
  } else {
    const { problem, retryAfter } = answered.answer;
    if (fulfilmentOf(store, subject)?.key === answered.key) keepProblem(store, subject, problem);
    postpone(store, delivery, problem, retryAfter);
    return;
  }
  settle(store, delivery);
}
