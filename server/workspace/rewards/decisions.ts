import { displayActor } from '#core/actor/actor.ts';
import { ok, type Problem, type Result } from '#core/problem.ts';
import { decide, type RewardDecision } from '#core/reward/decision.ts';
import type { Standing } from '#core/reward/approval.ts';
import type { Reward } from '#core/reward/reward.ts';
import { note } from '#server/workspace/trail/note.ts';
import { openHolds } from '#server/workspace/fraud/holds.ts';
import { fundLate, funded, shortageOf } from '#server/workspace/ledger/funding.ts';
import { humanBehind } from '#server/workspace/members/human-behind.ts';
import { roleOf } from '#server/workspace/members/role-of.ts';
import { delegatorsOf } from '#server/workspace/policy/delegations.ts';
import { rememberPress, wasPressed } from '#server/workspace/slack/presses.ts';
import { conflictOf } from './conflicts.ts';
import { isProposer } from './proposers.ts';
import { earnReward } from './earned.ts';
import { findReward } from './rows.ts';
import { changeReward } from './states.ts';
import type { Store } from '#server/workspace/store.ts';

/** A decision as it arrived; the key tells a replay, the revision what was looked at. */
export interface DecisionRequest extends RewardDecision {
  key?: string;
  revision?: number | undefined;
}

/** Decides a reward inside the caller's transaction, see `Rewards.decide`. */
export function decideReward(store: Store, id: string, request: DecisionRequest): Result<Reward> {
  const found = findReward(store, id);
  if (!found.ok) return found;
  const press = request.key === undefined ? null : `reward:${id}:${request.key}`;
  if (press !== null && wasPressed(store, press)) return found;
  const decided = checkDecision(store, found.value, request);
  if (!decided.ok) return decided;
  const unearned = earnReward(store, decided.value);
  if (unearned !== null) return { ok: false, problem: unearned };
  if (press !== null) rememberPress(store, press);
  const reward = request.decision === 'approve' ? fundLate(store, found.value) : found.value;
  const after: Reward = { ...decided.value, holder: reward.holder, funding: reward.funding };
  changeReward(store, reward, after);
  note(store, request.by, `reward.${actionOf(after)}`, `reward:${id}`, detailOf(after));
  return { ok: true, value: after };
}

/** The reward as a decision would leave it, or why it cannot be taken; nothing is written. See `Rewards.decide`. */
export function checkDecision(store: Store, reward: Reward, request: DecisionRequest): Result<Reward> {
  if (request.revision !== undefined && request.revision !== reward.revision) {
    return { ok: false, problem: changedSince };
  }
  const by = humanBehind(store, request.by);
  const isApproval = request.decision === 'approve';
  const isTheirs = !isApproval && isProposer(store, reward, request.by);
  const standing = { ...standingOf(store, reward, request.by), isProposer: isTheirs };
  const decided = decide(byHumans(store, reward), { ...request, by }, standing, store.now());
  if (!decided.ok) {
    // Whose own reward it is learns that before what their role lacks.
    const conflict =
      isApproval && decided.problem.code === 'forbidden' ? conflictOf(store, reward, request.by) : null;
    return conflict === null ? decided : { ok: false, problem: conflict };
  }
  const problem = isApproval ? objection(store, reward, request.by) : null;
  return problem === null ? ok(decided.value) : { ok: false, problem };
}

/** The reward with its yeses as the humans' who gave them, as they are known now: nobody agrees twice under two names. */
function byHumans(store: Store, reward: Reward): Reward {
  const approvals = reward.approvals.map((each) => ({
    ...each,
    by: humanBehind(store, each.by),
    onBehalfOf: each.onBehalfOf === null ? null : humanBehind(store, each.onBehalfOf),
  }));
  return { ...reward, approvals };
}

const changedSince: Problem = {
  code: 'changed_since',
  message: 'The reward was changed since you looked at it.',
  remedy: 'Look at it again, then decide.',
};

/** What somebody may do now: their role, and those they stand in for whose own reward it is not. */
export function standingOf(store: Store, reward: Reward, by: string): Standing {
  const delegators = delegatorsOf(store, humanBehind(store, by));
  return {
    role: roleOf(store, by),
    delegators: delegators.filter(({ actor }) => conflictOf(store, reward, actor) === null),
  };
}

/** What only the workspace knows against an approval, or null. */
function objection(store: Store, reward: Reward, by: string): Problem | null {
  return conflictOf(store, reward, by) ?? holdOn(store, reward) ?? shortageNow(store, reward);
}

function holdOn(store: Store, reward: Reward): Problem | null {
  const holds = openHolds(store, reward.id);
  if (holds.length === 0) return null;
  const remedy = `Clear the hold first: ${store.publicUrl}/console/rewards/${reward.id}`;
  return {
    code: 'on_hold',
    message: `This reward is on hold: ${holds.map(({ reason }) => reason).join(' ')}`,
    remedy,
  };
}

function shortageNow(store: Store, reward: Reward): Problem | null {
  return shortageOf(store, reward.funding === 'none' ? funded(store, reward) : reward);
}

function actionOf({ state }: Reward): string {
  return state === 'proposed' ? 'approval_given' : state;
}

function detailOf({ state, reason, approvals }: Reward): string {
  const last = approvals.at(-1);
  if (state !== 'proposed' && state !== 'approved') return reason ?? '';
  return last?.onBehalfOf == null ? (reason ?? '') : `for ${displayActor(last.onBehalfOf)}`;
}
