import { isVoid } from '#core/fulfilment/state.ts';
import type { Problem, Result } from '#core/problem.ts';
import { undo } from '#core/reward/decision.ts';
import { payoutKey } from '#core/reward/payout.ts';
import type { Reward } from '#core/reward/reward.ts';
import { note } from '#server/workspace/trail/note.ts';
import { standingOrder } from '#server/workspace/fulfilment/consequences.ts';
import { inDoubt } from '#server/workspace/fulfilment/doubts.ts';
import { fulfilmentOf } from '#server/workspace/fulfilment/rows.ts';
import { hasSaid } from '#server/workspace/fulfilment/witnesses.ts';
import { clawBackPoints } from '#server/workspace/points/movements.ts';
import { findReward } from './rows.ts';
import { changeReward } from './states.ts';
import type { Store } from '#server/workspace/store.ts';

export interface TakingBack {
  by: string;
  reason: string;
}

/**
 * Gives an approved reward up, or takes a paid one back, with the money it moves and the points it earned. Money that
 * left has to have come back: its order is void, and not on the word of who takes the reward back. Fails with
 * `not_found`, `forbidden` (it is neither, or money may be out for it), `fulfilment_state` (it may be out twice), or
 * `invalid_input` (no reason).
 */
export function takeBackReward(store: Store, id: string, { by, reason }: TakingBack): Result<Reward> {
  const found = findReward(store, id);
  if (!found.ok) return found;
  const undone = undo(found.value, reason);
  if (!undone.ok) return undone;
  const problem = barrier(store, found.value, by);
  if (problem !== null) return { ok: false, problem };
  const left = unearn(store, found.value, { by, reason });
  if (left !== null) return { ok: false, problem: left };
  // What was parked must not be ordered by a replay.
  store.sql.run(`DELETE FROM delivery WHERE id = ? AND state <> 'sent'`, payoutKey(id));
  changeReward(store, found.value, undone.value);
  note(store, by, `reward.${undone.value.state}`, `reward:${id}`, undone.value.reason ?? '');
  return undone;
}

/** Why somebody cannot take a reward back as it stands, or null. */
export function takeBackProblem(store: Store, reward: Reward, by: string): Problem | null {
  // Whoever is asked here has given no reason yet.
  const undone = undo(reward, 'asked');
  return undone.ok ? barrier(store, reward, by) : undone.problem;
}

function barrier(store: Store, { id, state, kind }: Reward, by: string): Problem | null {
  if (kind !== 'money') return null;
  const order = fulfilmentOf(store, id);
  if (order !== null && order.doubt !== null) return inDoubt;
  // What is on its way a second time would leave although the books say that it came back.
  if (state === 'approved' || order?.state === 'ordering') return standingOrder(store, id);
  if (order === null) return noOrder;
  if (!isVoid(order.state)) return moneyLeft;
  return hasSaid(store, id, by, ['void', 'once']) ? twoNeeded : null;
}

const moneyLeft: Problem = {
  code: 'forbidden',
  message: 'The money of this reward has left.',
  remedy: 'First make its order void, with proof that the money came back.',
};

const noOrder: Problem = {
  code: 'forbidden',
  message: 'No order of this reward is known, so nothing can show that its money came back.',
  remedy: 'Leave it paid.',
};

const twoNeeded: Problem = {
  code: 'forbidden',
  message: 'You said yourself that the money of this reward came back.',
  remedy: 'Somebody else has to take the reward back.',
};

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
