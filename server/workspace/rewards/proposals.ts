import { displayActor, isSameActor } from '#core/actor/actor.ts';
import { ok, refuse, type Problem, type Result } from '#core/problem.ts';
import { approveByPolicy, revise, type Revision } from '#core/reward/decision.ts';
import { isOurKey } from '#core/reward/posing.ts';
import { propose, type AskedReward, type Reward, type RewardProposal } from '#core/reward/reward.ts';
import { DAY } from '#core/time.ts';
import { note } from '#server/workspace/trail/note.ts';
import { checkRevision, priced } from '#server/workspace/catalogue/reward-items.ts';
import { openHolds, screenReward } from '#server/workspace/fraud/holds.ts';
import { funded, shortageOf } from '#server/workspace/ledger/funding.ts';
import { personKey } from '#server/workspace/people/people.ts';
import { findProgramme } from '#server/workspace/points/programmes.ts';
import { ruled } from '#server/workspace/policy/rulings.ts';
import { earnReward } from './earned.ts';
import { findReward, insertReward, newRewardId, rewardUnder, updateTerms } from './rows.ts';
import { changeReward } from './states.ts';
import type { Store } from '#server/workspace/store.ts';

/**
 * Proposes a reward inside the caller's transaction: the row, the money held for it, the holds on it, and the message
 * to managers. Fails with `invalid_input`, `not_found`, `key_conflict`, or `budget_exceeded`.
 */
export function proposeReward(
  store: Store,
  proposal: AskedReward,
  from: string | null = null,
): Result<Reward> {
  const known = rewardUnder(store, proposal.key);
  const terms = known?.item == null ? priced(store, proposal) : ok(atPriceOf(known, proposal));
  if (!terms.ok) return terms;
  const reward = propose(terms.value, known?.id ?? newRewardId(store), store.now());
  if (!reward.ok) return reward;
  const person = personKey(store, proposal.personId);
  if (known !== null) return sameProposal(known, reward.value, person);
  if (person === null) {
    return refuse('not_found', 'There is no such person.', 'List people to find the id.', 'personId');
  }
  const unknown = unknownPoints(store, reward.value);
  if (unknown !== null) return { ok: false, problem: unknown };
  const ready = funded(store, { ...reward.value, personId: String(person) });
  const problem = shortageOf(store, ready);
  return problem === null ? ok(openReward(store, ready, from)) : { ok: false, problem };
}

/** Opens a checked reward inside the caller's transaction: what a rule proposes waits for its budget, too. */
export function openReward(store: Store, proposed: Reward, from: string | null = null): Reward {
  const { reward, because } = ruled(store, proposed, from);
  insertReward(store, reward, because);
  changeReward(store, null, reward);
  noteProposal(store, reward, from);
  return approvedByPolicy(store, screened(store, reward));
}

/** Writes down who proposed what: where somebody else gave their name, as whom, too. */
function noteProposal(store: Store, { id, act, proposedBy }: Reward, from: string | null): void {
  const detail = from === null ? act : `as ${displayActor(proposedBy)}: ${act}`;
  note(store, from ?? proposedBy, 'reward.proposed', `reward:${id}`, detail);
}

/** The reward with the holds it calls for; it does not run out before they lapse. */
function screened(store: Store, reward: Reward): Reward {
  const lapses = screenReward(store, reward).map(({ lapsesAt }) => (lapsesAt ?? 0) + AFTER_HOLD);
  const expiresAt = Math.max(reward.expiresAt, ...lapses);
  if (expiresAt > reward.expiresAt) {
    store.sql.run('UPDATE reward SET expires_at = ? WHERE id = ?', expiresAt, reward.id);
  }
  store.wake(expiresAt);
  return { ...reward, expiresAt };
}

/** What is left to decide a reward once its last hold lapses. */
const AFTER_HOLD = 3 * DAY;

/** What policy leaves to nobody is approved at once, unless something about it must be looked at or paid for first. */
function approvedByPolicy(store: Store, reward: Reward): Reward {
  const approved = approveByPolicy(reward, store.now());
  if (approved === reward) return reward;
  if (
    reward.funding === 'none' ||
    openHolds(store, reward.id).length > 0 ||
    earnReward(store, approved) !== null
  ) {
    const reviewed: Reward = { ...reward, chain: ['approve'] };
    store.sql.run('UPDATE reward SET chain = ? WHERE id = ?', JSON.stringify(reviewed.chain), reward.id);
    return reviewed;
  }
  changeReward(store, reward, approved);
  note(store, 'policy', 'reward.approved', `reward:${reward.id}`);
  return approved;
}

/** Proposes a reward anew as it was asked for. Fails as core's `revise` does, and with `budget_exceeded`. */
export function reviseReward(store: Store, id: string, revision: Revision): Result<Reward> {
  const found = findReward(store, id);
  if (!found.ok) return found;
  const revised = revise(found.value, revision, store.now());
  if (!revised.ok) return revised;
  const item = checkRevision(store, found.value, revision);
  if (!item.ok) return item;
  const unknown = unknownPoints(store, revised.value);
  if (unknown !== null) return { ok: false, problem: unknown };
  const ready = funded(store, revised.value);
  const problem = shortageOf(store, ready);
  if (problem !== null) return { ok: false, problem };
  const { reward, because } = ruled(store, ready, null);
  updateTerms(store, reward, because);
  changeReward(store, found.value, reward);
  note(store, revision.by, 'reward.revised', `reward:${id}`, reward.act);
  return ok(approvedByPolicy(store, screened(store, reward)));
}

/** Points of a programme that does not exist could never be earned: why, or null. */
function unknownPoints(store: Store, { kind, currency }: Reward): Problem | null {
  if (kind !== 'points') return null;
  const programme = findProgramme(store, currency.slice('points:'.length));
  return programme.ok ? null : { ...programme.problem, code: 'invalid_input', field: 'currency' };
}

/** At what the item cost when it was first proposed, where no amount is named: asked again, it is the same reward. */
function atPriceOf(before: Reward, { amount, currency, ...again }: AskedReward): RewardProposal {
  return { ...again, amount: amount ?? before.amount, currency: currency ?? before.currency };
}

/** The first proposal under the key, where the second asks for the same; a person merged away since is no difference. */
function sameProposal(before: Reward, again: Reward, person: number | null): Result<Reward> {
  const same =
    (person === null || before.personId === String(person)) &&
    before.amount === again.amount &&
    before.currency === again.currency &&
    before.act === again.act &&
    before.programme === again.programme &&
    before.item === again.item &&
    (isOurKey(before.key) || isSaidAlike(before, again));
  return same
    ? ok(before)
    : refuse(
        'key_conflict',
        'This key was used for a different reward.',
        'Use a new key for a new reward.',
        'key',
      );
}

/** Whether the same caller says the same of it, also after a change was asked for; keys we gave name the caller already. */
function isSaidAlike(before: Reward, again: Reward): boolean {
  const isProof = before.revision > 1 || before.proof === again.proof;
  return isProof && isSameActor(before.proposedBy, again.proposedBy);
}
