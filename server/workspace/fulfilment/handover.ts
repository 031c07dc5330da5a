import { noText } from '#core/claimed.ts';
import { ok, refuse, type Result } from '#core/problem.ts';
import type { Reward } from '#core/reward/reward.ts';
import { PROVIDER_WORDS } from '#server/fulfilment/provider.ts';
import { note } from '#server/workspace/trail/note.ts';
import { conflictOfWitness } from '#server/workspace/rewards/conflicts.ts';
import { findReward } from '#server/workspace/rewards/rows.ts';
import { isOwedAgain } from '#server/workspace/rewards/returns.ts';
import type { Store } from '#server/workspace/store.ts';
import { hear } from './follow.ts';
import { findFulfilment, type Fulfilment } from './rows.ts';

export interface Handover {
  /** Where it can be looked up, or in words what shows it. */
  proof: string;
  by: string;
}

const MAX_PROOF = 1000;

/**
 * A person handed the reward over and says so: from now on it is paid. The same again changes nothing.
 * Fails with `not_found`, `invalid_input` (no usable proof), `self_approval` (it is their own), or `fulfilment_state`.
 */
export function markSent(store: Store, rewardId: string, { proof, by }: Handover): Result<Fulfilment> {
  return store.sql.transaction(() => {
    const found = findFulfilment(store, rewardId);
    if (!found.ok) return found;
    const shown = readProof(proof);
    if (!shown.ok) return shown;
    const { provider, state } = found.value;
    if (state === 'sent' && provider === 'manual' && found.value.proof === shown.value) return found;
    const reward = findReward(store, rewardId);
    if (provider !== 'manual' || state !== 'ordered' || !reward.ok || !isOwed(store, reward.value)) {
      return refuse(
        'fulfilment_state',
        provider === 'manual'
          ? `The reward does not wait to be handed over: it is ${state}.`
          : `${PROVIDER_WORDS[provider]} fulfils this reward and tells itself when it is sent.`,
        'Reload the reward.',
      );
    }
    const problem = conflictOfWitness(store, reward.value, by);
    if (problem !== null) return { ok: false, problem };
    store.sql.run(
      'UPDATE fulfilment SET proof = ?, proof_by = ? WHERE reward_id = ?',
      shown.value,
      by,
      rewardId,
    );
    note(store, by, 'fulfilment.handed_over', `reward:${rewardId}`, shown.value);
    hear(store, rewardId, { state: 'sent', at: store.now(), paid: true });
    return findFulfilment(store, rewardId);
  });
}

/** Whether it was approved and is not paid, or is owed again since an order became void. */
function isOwed(store: Store, reward: Reward): boolean {
  return reward.state === 'approved' || isOwedAgain(store, reward);
}

/** Proof as it is kept: words, or a web address. */
export function readProof(text: string): Result<string> {
  const proof = text.trim();
  const isAddress = /^[a-z][a-z0-9+.-]*:/i.test(proof);
  if (proof === '' || proof.length > MAX_PROOF) return noText('proof', 'The proof', proof, MAX_PROOF);
  if (isAddress && !/^https?:\/\/[^\s]+$/i.test(proof)) {
    return refuse(
      'invalid_input',
      'This link cannot be the proof.',
      'Use one that begins with https://, or say in words what shows it.',
      'proof',
    );
  }
  return ok(proof);
}
