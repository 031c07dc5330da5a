import { ok, refuse, type Result } from '#core/problem.ts';
import { isPoints, noPoints } from './earn.ts';
import type { PointsProgramme } from './programme.ts';
import { active, settle } from './settle.ts';
import { holdings, take, type Step, type Wallet } from './wallet.ts';

/**
 * Spends points that are unlocked, the oldest first; spending is an activity. Fails with `invalid_input`, or
 * `insufficient_points` where there are not enough.
 */
export function spend(
  programme: PointsProgramme,
  wallet: Wallet,
  { points, at }: { points: number; at: number },
): Result<Step> {
  if (!isPoints(points)) return noPoints();
  const settled = settle(programme, wallet, at);
  const { earned, locked } = holdings(settled.wallet);
  if (earned < points) {
    const waiting = locked > 0 ? ` ${locked} more are still locked.` : '';
    return refuse(
      'insufficient_points',
      `They can spend ${earned} points.${waiting}`,
      'Spend fewer, or wait until more are earned.',
      'points',
    );
  }
  const { lots, moved } = take(settled.wallet.lots, points, 'spent', (lot) => !lot.locked);
  const after = active(programme, { ...settled.wallet, lots }, at);
  const movement = { kind: 'spend' as const, at, lot: null, points, moved: { ...moved, spent: points } };
  return ok({ wallet: after, movements: [...settled.movements, movement] });
}
