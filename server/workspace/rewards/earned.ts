import type { Problem } from '#core/problem.ts';
import { payoutKey } from '#core/reward/payout.ts';
import type { Reward } from '#core/reward/reward.ts';
import { earnPoints } from '#server/workspace/points/movements.ts';
import type { Store } from '#server/workspace/store.ts';

/** Earns the points of a reward as it is approved, once; why that cannot be, or null. Other rewards earn none. */
export function earnReward(
  store: Store,
  { id, kind, state, currency, personId, amount, act }: Reward,
): Problem | null {
  if (kind !== 'points' || state !== 'approved') return null;
  const earned = earnPoints(store, {
    // The key of its payment, which so finds it done.
    key: payoutKey(id),
    programme: currency.slice('points:'.length),
    personId,
    points: amount,
    reason: act,
    by: 'groundswell',
    approved: true,
  });
  return earned.ok ? null : earned.problem;
}
