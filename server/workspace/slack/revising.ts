import { ok, refuse, type Result } from '#core/problem.ts';
import { isCurrency, minorDigits } from '#core/reward/currency.ts';
import type { Reward } from '#core/reward/reward.ts';
import type { RevisionForm, RewardRevision } from '#slack-app/features/reward-outcome/view.ts';
import { readAmount } from '#server/console/parts/amount.ts';
import { knownAs } from '#server/workspace/members/known-as.ts';
import { roleOf } from '#server/workspace/members/role-of.ts';
import { standsBehind } from '#server/workspace/rewards/conflicts.ts';
import { Rewards } from '#server/workspace/rewards/rewards.ts';
import { findReward } from '#server/workspace/rewards/rows.ts';
import type { Store } from '#server/workspace/store.ts';
import { rememberPress, wasPressed } from './presses.ts';
import { personOf } from './reward-view.ts';

/** A proposal of somebody's as it says now, to be changed. Fails with `not_found`, `forbidden` or `already_decided`. */
export function revisionFormFor(store: Store, actor: string, rewardId: string): Result<RevisionForm> {
  const own = ownReward(store, actor, rewardId);
  if (!own.ok) return own;
  const reward = own.value;
  if (reward.state !== 'change_requested') {
    const remedy = 'Its message shows where it stands.';
    return refuse('already_decided', 'No change of this proposal is asked for now.', remedy);
  }
  return ok({
    rewardId: reward.id,
    name: personOf(store, reward).name,
    amount: typedAmount(reward),
    currency: reward.kind === 'points' ? 'points' : reward.currency,
    act: reward.act,
    proof: reward.proof ?? '',
    askedBy: knownAs(store, reward.decidedBy ?? 'Somebody'),
    asked: reward.reason ?? '',
  });
}

/** Proposes a reward of somebody's again. Fails as `revisionFormFor` and `Rewards.revise` do, naming the field. */
export function reviseInSlack(store: Store, actor: string, revision: RewardRevision): Result<null> {
  return store.sql.transaction(() => {
    const own = ownReward(store, actor, revision.rewardId);
    if (!own.ok) return own;
    const press = `reward:${own.value.id}:${revision.key}`;
    if (wasPressed(store, press)) return ok(null);
    const amount = amountIn(own.value, revision.amount);
    if (!amount.ok) return amount;
    const revised = new Rewards(store).revise(own.value.id, {
      amount: amount.value,
      currency: own.value.currency,
      act: revision.act,
      proof: revision.proof,
      by: actor,
    });
    if (!revised.ok) return revised;
    rememberPress(store, press);
    return ok(null);
  });
}

/** A reward somebody stands behind: they alone change what they proposed. */
function ownReward(store: Store, actor: string, rewardId: string): Result<Reward> {
  const found = findReward(store, rewardId);
  if (!found.ok) return found;
  if (standsBehind(store, found.value, actor) && roleOf(store, actor) !== null) return found;
  const message = 'Only whoever proposed this reward changes it.';
  return refuse('forbidden', message, 'Ask them, or propose another.');
}

function typedAmount({ kind, amount, currency }: Reward): string | null {
  if (kind === 'thanks') return null;
  return kind === 'points'
    ? String(amount)
    : (amount / 10 ** minorDigits(currency)).toFixed(minorDigits(currency));
}

function amountIn(reward: Reward, typed: string | null): Result<number> {
  if (typed === null) return ok(reward.amount);
  if (isCurrency(reward.currency)) return readAmount(typed, reward.currency);
  const points = Number(typed.replaceAll(',', ''));
  if (Number.isSafeInteger(points)) return ok(points);
  return refuse('invalid_input', 'This is no number of points.', 'Write it as 250.', 'amount');
}
