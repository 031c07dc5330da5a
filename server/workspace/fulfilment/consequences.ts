import { isVoid } from '#core/fulfilment/state.ts';
import type { Problem } from '#core/problem.ts';
import type { ProviderName } from '#server/fulfilment/provider.ts';
import { note } from '#server/workspace/trail/note.ts';
import { showReward } from '#server/workspace/rewards/messages.ts';
import type { Store } from '#server/workspace/store.ts';
import { tellOfOrder } from './reminders.ts';
import { fulfilmentOf, type Fulfilment } from './rows.ts';

/** What follows from a change on a reward's way: it is written down, shown, and a failure waits for a person. */
export function onFulfilmentChanged(store: Store, before: Fulfilment, after: Fulfilment): void {
  const { rewardId, state, provider, words } = after;
  note(store, provider, `fulfilment.${state}`, `reward:${rewardId}`, words ?? '');
  if (state === 'failed' || state === 'returned' || state === 'unclaimed') {
    onFulfilmentFailed(store, rewardId, words ?? `was ${state}`);
    tellOfOrder(store, after, state);
  } else if (before.state !== 'ordering' || state === 'delivered') {
    showReward(store, rewardId);
  }
}

/**
 * A reward did not reach its person. Nothing is ordered again by itself: money may have left, and whether it came
 * back is for a person to see. Shows the reward's message anew, wherever it stands.
 */
export function onFulfilmentFailed(store: Store, rewardId: string, words: string): void {
  note(store, 'groundswell', 'fulfilment.needs_a_person', `reward:${rewardId}`, words);
  showReward(store, rewardId);
}

const STANDS: Record<ProviderName, string> = {
  tremendous: 'An order for this reward may stand at Tremendous.',
  webhook: 'An order for this reward may stand at your own system.',
  manual: 'This reward may be on its way by hand.',
};

/** A void order was taken all the same: money may leave twice, and nobody but a person can tell. */
export function onTakenThoughVoid(store: Store, order: Fulfilment, key: string): void {
  const doubt = `${order.provider} took the order after it was said to be void: ${key}`;
  store.sql.run('UPDATE fulfilment SET doubt = ? WHERE reward_id = ?', doubt, order.rewardId);
  onFulfilmentFailed(store, order.rewardId, doubt);
  tellOfOrder(store, order, 'doubt');
}

/** Why an approved reward may not simply be given up: an order for it may stand. Null where nothing was ordered. */
export function standingOrder(store: Store, rewardId: string): Problem | null {
  const order = fulfilmentOf(store, rewardId);
  if (order === null || isVoid(order.state)) return null;
  return {
    code: 'forbidden',
    message: STANDS[order.provider],
    remedy: 'Make the order void first.',
  };
}
