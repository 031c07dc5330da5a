import type { Problem, Result } from '#core/problem.ts';
import { undo } from '#core/reward/decision.ts';
import { payoutKey } from '#core/reward/payout.ts';
import type { Reward } from '#core/reward/reward.ts';
import { note } from '#server/workspace/audit.ts';
import { standingOrder } from '#server/workspace/fulfilment/consequences.ts';
import { fulfilmentOf } from '#server/workspace/fulfilment/rows.ts';
import { clawBackPoints } from '#server/workspace/points/movements.ts';
import { findReward } from './rows.ts';
import { changeReward } from './states.ts';
import type { Store } from '#server/workspace/store.ts';

export interface TakingBack {
  by: string;
  reason: string;
}

/**
 * Gives an approved reward up, or takes a paid one back, with the money it moves and the points it earned. Fails with
 * `not_found`, `forbidden` (it is neither, or an order for it may stand), or `invalid_input` (no reason).
 */
export function takeBackReward(store: Store, id: string, { by, reason }: TakingBack): Result<Reward> {
  const found = findReward(store, id);
  if (!found.ok) return found;
  const undone = undo(found.value, reason);
  if (!undone.ok) return undone;
  const problem = barrier(store, found.value);
  if (problem !== null) return { ok: false, problem };
  const left = unearn(store, found.value, { by, reason });
  if (left !== null) return { ok: false, problem: left };
  // What was parked must not be ordered by a replay.
  store.sql.run(`DELETE FROM delivery WHERE id = ? AND state <> 'sent'`, payoutKey(id));
  changeReward(store, found.value, undone.value);
  note(store, by, `reward.${undone.value.state}`, `reward:${id}`, undone.value.reason ?? '');
  return undone;
}

/** Why a reward cannot be taken back as it stands, or null. */
export function takeBackProblem(store: Store, reward: Reward): Problem | null {
  // Whoever is asked here has given no reason yet.
  const undone = undo(reward, 'asked');
  return undone.ok ? barrier(store, reward) : undone.problem;
}

function barrier(store: Store, { id, state }: Reward): Problem | null {
  if (state === 'approved') return standingOrder(store, id);
  // What is on its way a second time would leave although the books say that it came back.
  return fulfilmentOf(store, id)?.state === 'ordering' ? standingOrder(store, id) : null;
}

/** Takes the points back that a reward earned; why that cannot be, or null. */
function unearn(store: Store, reward: Reward, { by, reason }: TakingBack): Problem | null {
  const lots = store.sql.all<{ lot: number }>(
    'SELECT lot_id AS lot FROM points_movement WHERE key IN (?, ?) AND lot_id IS NOT NULL',
    `earn:reward:${reward.id}`,
    `earn:${payoutKey(reward.id)}`,
  );
  for (const { lot } of lots) {
    const taken = clawBackPoints(store, {
      key: `reward:${reward.id}:lot:${lot}`,
      programme: reward.currency.slice('points:'.length),
      personId: reward.personId,
      lot: String(lot),
      points: null,
      reason: reason.trim().slice(0, MAX_REASON),
      by,
    });
    if (!taken.ok) return taken.problem;
  }
  return null;
}

/** What the books of points keep of a reason. */
const MAX_REASON = 200;
