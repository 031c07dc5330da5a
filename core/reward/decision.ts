import { displayActor } from '#core/actor/actor.ts';
import { cleanLine, cleanWords, noText, wrong } from '#core/claimed.ts';
import { ok, refuse, type Problem, type Result } from '#core/problem.ts';
import { approvalBy, isProposerOf, maySay, type Standing } from './approval.ts';
import {
  checkTerms,
  MAX_NAME,
  MAX_TEXT,
  type Reward,
  type RewardProposal,
  type RewardState,
} from './reward.ts';

/** `change` sends it back to its proposer, `feedback` answers it with words alone. */
export const DECISIONS = ['approve', 'change', 'decline', 'feedback'] as const;
export type Decision = (typeof DECISIONS)[number];

export interface RewardDecision {
  decision: Decision;
  by: string;
  reason?: string | null | undefined;
}

const ENDS: Record<Exclude<Decision, 'approve'>, RewardState> = {
  change: 'change_requested',
  decline: 'declined',
  feedback: 'noted',
};

/**
 * The reward after somebody's decision: an approval that is not the last leaves it proposed. Fails with
 * `already_decided`, `expired`, `self_approval`, `forbidden`, or `invalid_input` (nobody named, no reason where one is
 * owed).
 */
export function decide(
  reward: Reward,
  decision: RewardDecision,
  standing: Standing,
  now: number,
): Result<Reward> {
  const problem = closed(reward, now) ?? objection(decision);
  if (problem !== null) return { ok: false, problem };
  const by = cleanLine(decision.by);
  const reason = cleanWords(decision.reason ?? '') || null;
  if (decision.decision !== 'approve') {
    // Whoever proposed it may always take it back.
    const isTheirs =
      decision.decision === 'decline' && (standing.isProposer === true || isProposerOf(reward, by));
    if (!isTheirs && !maySay(standing)) {
      return refuse('forbidden', 'Managers and finance decide on rewards.', 'Ask an owner for the role.');
    }
    return ok({ ...reward, state: ENDS[decision.decision], decidedBy: by, decidedAt: now, reason });
  }
  const approval = approvalBy(reward, by, standing, now);
  if (!approval.ok) return approval;
  const approvals = [...reward.approvals, approval.value];
  if (approvals.length < reward.chain.length) return ok({ ...reward, approvals });
  return ok({ ...reward, approvals, state: 'approved', decidedBy: by, decidedAt: now, reason });
}

/** The reward approved by policy alone, where its chain is empty. */
export function approveByPolicy(reward: Reward, now: number): Reward {
  if (reward.state !== 'proposed' || reward.chain.length > 0) return reward;
  return { ...reward, state: 'approved', decidedBy: 'policy', decidedAt: now, reason: null };
}

/** What is asked to be different about a reward. */
export interface Revision extends Pick<RewardProposal, 'amount' | 'currency' | 'act' | 'proof'> {
  by: string;
}

/**
 * The reward proposed anew as it was asked for: nobody has approved it yet. Fails with `already_decided` unless a
 * change was asked for, with `expired`, or `invalid_input` naming the field.
 */
export function revise(reward: Reward, revision: Revision, now: number): Result<Reward> {
  if (reward.state !== 'change_requested') {
    const problem = reward.state === 'proposed' ? notAsked : settled(reward);
    return { ok: false, problem };
  }
  if (now >= reward.expiresAt) return { ok: false, problem: overdue(reward) };
  const by = cleanLine(revision.by);
  if (by === '' || by.length > MAX_NAME) return noText('by', 'The name of who changes it', by, MAX_NAME);
  const terms = checkTerms(revision);
  if (!terms.ok) return terms;
  const undecided = {
    state: 'proposed' as const,
    approvals: [],
    decidedBy: null,
    decidedAt: null,
    reason: null,
  };
  const revisers = [...reward.revisers.filter((each) => each !== by), by];
  return ok({
    ...reward,
    ...terms.value,
    ...undecided,
    revisedBy: by,
    revisers,
    revision: reward.revision + 1,
  });
}

const notAsked: Problem = {
  code: 'forbidden',
  message: 'No change of this reward was asked for.',
  remedy: 'Decline it and propose another.',
};

/** The reward once its time to be decided has run out. Fails with `invalid_input` before that, `already_decided` after. */
export function expire(reward: Reward, now: number): Result<Reward> {
  if (!isOpen(reward)) return { ok: false, problem: settled(reward) };
  if (now < reward.expiresAt) {
    return refuse(
      'invalid_input',
      `The reward is open until ${day(reward.expiresAt)}.`,
      'Try again then.',
      'now',
    );
  }
  return ok({ ...reward, state: 'expired' });
}

/** The approved reward once it is paid. Fails with `forbidden` before approval, `already_decided` or `expired` after the end. */
export function settle(reward: Reward, now: number): Result<Reward> {
  if (reward.state === 'approved') return ok({ ...reward, state: 'paid' });
  const problem = closed(reward, now);
  if (problem !== null) return { ok: false, problem };
  return refuse('forbidden', 'The reward still waits for a decision.', 'Approve it first.');
}

/** An approved reward given up before it was paid, or a paid one taken back. Fails with `forbidden` for any other. */
export function undo(reward: Reward, reason: string): Result<Reward> {
  const state = UNDONE[reward.state];
  if (state === undefined) {
    return refuse('forbidden', 'Only an approved or paid reward can be taken back.', 'Decline it instead.');
  }
  const why = cleanWords(reason);
  if (why === '' || why.length > MAX_TEXT) {
    return why === ''
      ? wrong('reason', 'Taking a reward back needs a reason.', 'Say why, in a sentence.')
      : noText('reason', 'The reason', why, MAX_TEXT);
  }
  return ok({ ...reward, state, reason: why });
}

const UNDONE: Partial<Record<RewardState, RewardState>> = { approved: 'cancelled', paid: 'reversed' };

/** Whether somebody still has to do something before it has an end. */
function isOpen({ state }: Reward): boolean {
  return state === 'proposed' || state === 'change_requested';
}

/** Why nobody can decide this reward now, or null while it is open. */
function closed(reward: Reward, now: number): Problem | null {
  if (!isOpen(reward)) return settled(reward);
  if (now >= reward.expiresAt) return overdue(reward);
  return reward.state === 'proposed' ? null : settled(reward);
}

const OUTCOMES: Partial<Record<RewardState, string>> = {
  declined: 'declined this reward',
  noted: 'answered this reward with feedback',
  change_requested: 'asked for a change of this reward',
};

function settled(reward: Reward): Problem {
  if (reward.state === 'expired') return overdue(reward);
  const who = reward.decidedBy === 'policy' ? 'Policy' : displayActor(reward.decidedBy ?? 'Somebody');
  const outcome = OUTCOMES[reward.state] ?? 'approved this reward';
  const remedy =
    reward.state === 'change_requested'
      ? 'It can be decided once it is changed and proposed again.'
      : 'Nothing is left to decide. Propose a new reward if that was wrong.';
  const message = `${who} ${outcome} on ${day(reward.decidedAt ?? reward.createdAt)}.`;
  return { code: 'already_decided', message, remedy };
}

function overdue(reward: Reward): Problem {
  return {
    code: 'expired',
    message: `Nobody decided this reward before ${day(reward.expiresAt)}.`,
    remedy: 'Propose it again.',
  };
}

const OWED: Record<Exclude<Decision, 'approve'>, [message: string, remedy: string]> = {
  change: ['A change needs words.', 'Say what should be different.'],
  decline: ['A declined reward needs a reason.', 'Say why, so that the proposer can learn from it.'],
  feedback: ['Feedback needs words.', 'Say what the proposer should know.'],
};

/** What is wrong with a decision whoever takes it, or null. */
function objection({ decision, by, reason }: RewardDecision): Problem | null {
  const who = by.trim();
  const why = reason?.trim() ?? '';
  if (who === '' || who.length > MAX_NAME) {
    const remedy = `Name who decides, at most ${MAX_NAME} characters.`;
    return problemWith('by', 'Nobody is named for the decision.', remedy);
  }
  if (why.length > MAX_TEXT) {
    return problemWith('reason', 'The reason is too long.', `Use at most ${MAX_TEXT} characters.`);
  }
  if (decision === 'approve' || why !== '') return null;
  return problemWith('reason', ...OWED[decision]);
}

function problemWith(field: string, message: string, remedy: string): Problem {
  return { code: 'invalid_input', message, remedy, field };
}

function day(at: number): string {
  return `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
