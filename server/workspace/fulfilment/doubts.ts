import { refuse, type Problem, type Result } from '#core/problem.ts';
import { conflictOfWitness } from '#server/workspace/rewards/conflicts.ts';
import { showReward } from '#server/workspace/rewards/messages.ts';
import { findReward } from '#server/workspace/rewards/rows.ts';
import type { Store } from '#server/workspace/store.ts';
import { note } from '#server/workspace/trail/note.ts';
import { readProof, type Handover } from './handover.ts';
import { findFulfilment, type Fulfilment } from './rows.ts';
import { hasSaid } from './witnesses.ts';

/** Why nothing moves for a reward while its money may have left twice. */
export const inDoubt: Problem = {
  code: 'fulfilment_state',
  message: 'The money of this reward may have left twice.',
  remedy: 'First find out, and say with proof that it did not.',
};

const saidVoid = refuse(
  'forbidden',
  'You said yourself that an order of this reward is void.',
  'Somebody else has to find out where the money is.',
);

/**
 * Says that the money of a reward did not leave twice, with proof: nothing was paid under its void orders, or it came
 * back. Whoever says so may neither order it anew nor take it back. Fails with `not_found`, `invalid_input` (no usable
 * proof), `self_approval` (it is their own), `forbidden` (they said that
 * an order of it is void), or `fulfilment_state` (nobody doubts it).
 */
export function settleDoubt(store: Store, rewardId: string, { by, proof }: Handover): Result<Fulfilment> {
  return store.sql.transaction(() => {
    const found = findFulfilment(store, rewardId);
    if (!found.ok) return found;
    const reward = findReward(store, rewardId);
    if (!reward.ok) return reward;
    const shown = readProof(proof);
    if (!shown.ok) return shown;
    if (found.value.doubt === null) {
      return refuse('fulfilment_state', 'Nobody doubts where the money is.', 'Reload the reward.');
    }
    const problem = conflictOfWitness(store, reward.value, by);
    if (problem !== null) return { ok: false, problem };
    if (hasSaid(store, rewardId, by, ['void'])) return saidVoid;
    store.sql.run(
      'UPDATE fulfilment SET doubt = NULL, updated_at = ? WHERE reward_id = ?',
      store.now(),
      rewardId,
    );
    note(store, by, 'fulfilment.doubt_settled', `reward:${rewardId}`, shown.value);
    showReward(store, rewardId);
    return findFulfilment(store, rewardId);
  });
}
