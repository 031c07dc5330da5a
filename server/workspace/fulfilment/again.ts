import { orderKey } from '#core/fulfilment/key.ts';
import { isVoid, MOST_ORDERS } from '#core/fulfilment/state.ts';
import { refuse, type Result } from '#core/problem.ts';
import { payoutKey } from '#core/reward/payout.ts';
import type { ProviderName } from '#server/fulfilment/provider.ts';
import { note } from '#server/workspace/trail/note.ts';
import { enqueue } from '#server/workspace/outbox/outbox.ts';
import { findReward } from '#server/workspace/rewards/rows.ts';
import { isSameHuman, selfOf } from '#server/workspace/rewards/selves.ts';
import type { Store } from '#server/workspace/store.ts';
import { choiceFor } from './choice.ts';
import { inDoubt } from './doubts.ts';
import { findFulfilment, type Fulfilment } from './rows.ts';
import { hasSaid } from './witnesses.ts';

export interface Again {
  by: string;
  /** Whether a new order is wanted, where the one before is void. */
  newOrder: boolean;
}

/**
 * Tries an order once more. While nobody knows whether it was taken, that is under the same key, so that it is never
 * made twice; once it is void, under a new key, and only where a person asks for that: another than who made it void
 * after money had left, and than who said that none left twice; three times at most, and never while that is in doubt.
 * Fails with `not_found` or `fulfilment_state`.
 */
export function orderAgain(
  store: Store,
  rewardId: string,
  { by, newOrder }: Again,
  usual: ProviderName,
): Result<Fulfilment> {
  return store.sql.transaction(() => {
    const found = findFulfilment(store, rewardId);
    if (!found.ok) return found;
    const reward = findReward(store, rewardId);
    if (!reward.ok) return reward;
    const { state, number, voidBy, doubt } = found.value;
    if (reward.value.state !== 'approved' && reward.value.state !== 'paid') {
      return refuse(
        'fulfilment_state',
        'The reward is not approved, or not any more.',
        'Propose a new reward.',
      );
    }
    if (doubt !== null) return { ok: false, problem: inDoubt };
    if (state === 'ordering') note(store, by, 'fulfilment.tried_again', `reward:${rewardId}`);
    else if (!isVoid(state)) return refuseStanding(state);
    else if (!newOrder) return unasked;
    else if (number >= MOST_ORDERS) return tooMany;
    else if (voidBy !== null && isSameHuman(selfOf(store, voidBy), selfOf(store, by))) return twoNeeded;
    else if (hasSaid(store, rewardId, by, ['once'])) return saidOnce;
    else {
      startAnew(store, rewardId, number + 1, choiceFor(store, reward.value) ?? usual);
      note(store, by, 'fulfilment.ordered_anew', `reward:${rewardId}`, `order ${number + 1}`);
    }
    enqueue(store, { id: payoutKey(rewardId), kind: 'payout', target: '', subject: rewardId });
    return findFulfilment(store, rewardId);
  });
}

const unasked = refuse(
  'fulfilment_state',
  'The order is void; trying again makes a new one.',
  'Say that a new order is wanted.',
  'newOrder',
);

const tooMany = refuse(
  'fulfilment_state',
  `The reward had ${MOST_ORDERS} orders, and may have no more.`,
  'Take the reward back, and propose a new one.',
);

const twoNeeded = refuse(
  'fulfilment_state',
  'You made the order void, after it was taken.',
  'Somebody else has to order it anew.',
);

const saidOnce = refuse(
  'fulfilment_state',
  'You said that its money did not leave twice.',
  'Somebody else has to order it anew.',
);

function refuseStanding(state: string): Result<never> {
  return state === 'failed' || state === 'unclaimed'
    ? refuse('fulfilment_state', 'The order may still hold the money.', 'Make it void first.')
    : refuse('fulfilment_state', 'The order was taken there.', 'There is nothing to try again.');
}

function startAnew({ sql, now }: Store, rewardId: string, number: number, provider: ProviderName): void {
  const at = now();
  sql.run(
    'INSERT INTO void_order (key, reward_id, provider, edition) SELECT key, reward_id, provider, edition FROM fulfilment WHERE reward_id = ?',
    rewardId,
  );
  sql.run(
    `UPDATE fulfilment SET provider = ?, edition = NULL, number = ?, key = ?, state = 'ordering', attempts = 0, called_at = NULL, void_by = NULL,
       reference = NULL,
       item = NULL, words = NULL, problem = NULL, proof = NULL, proof_by = NULL, told_at = ?, delivered_at = NULL,
       expires_at = NULL, check_at = NULL, checks = 0, remind_at = NULL, reminded_at = NULL, reminded_by = NULL,
       created_at = ?, updated_at = ? WHERE reward_id = ?`,
    provider,
    number,
    orderKey(rewardId, number),
    at,
    at,
    at,
    rewardId,
  );
}
