import { displayActor, isSameActor } from '#core/actor/actor.ts';
import { ok, refuse, type Problem, type Result } from '#core/problem.ts';
import { DAY } from '#core/time.ts';
import { isCurrency } from './currency.ts';
import { rewardsSentiment, SENTIMENT_LAW } from './sentiment.ts';

export type RewardState = 'proposed' | 'approved' | 'declined' | 'expired' | 'paid';

/** Something of value for an advocacy act. Times are epoch milliseconds. */
export interface Reward {
  id: string;
  /** Idempotency key of the proposal: the same key twice is the same reward. */
  key: string;
  personId: string;
  /** Integer minor units of `currency` (ISO 4217). */
  amount: number;
  currency: string;
  act: string;
  proof: string | null;
  proposedBy: string;
  /** Who told of the act a rule proposed it for, where somebody did: they count as who proposed it. */
  reportedBy: string | null;
  state: RewardState;
  decidedBy: string | null;
  decidedAt: number | null;
  reason: string | null;
  createdAt: number;
  expiresAt: number;
}

export interface RewardProposal {
  key: string;
  personId: string;
  amount: number;
  currency: string;
  act: string;
  proof?: string | null | undefined;
  proposedBy: string;
  reportedBy?: string | null | undefined;
}

export interface RewardDecision {
  decision: 'approve' | 'decline';
  by: string;
  reason?: string | null | undefined;
}

/** The most one reward may be, in minor units. */
export const MAX_AMOUNT = 100_000_000_00;
const MAX_KEY = 300;
const MAX_NAME = 200;
const MAX_TEXT = 2000;
const OPEN_FOR = 14 * DAY;

/** A new reward waiting for a decision for 14 days. Fails with `invalid_input` naming the field. */
export function propose(input: RewardProposal, id: string, now: number): Result<Reward> {
  const { key, personId, amount, currency } = input;
  const act = input.act.trim();
  const proposedBy = input.proposedBy.trim();
  const proof = input.proof?.trim() || null;
  const reportedBy = input.reportedBy?.trim() || null;
  if (key.trim() === '' || key.length > MAX_KEY) return badField('key', `1 to ${MAX_KEY} characters`);
  for (const [field, text] of Object.entries({ personId, act, proposedBy })) {
    if (text.trim() === '' || text.length > MAX_NAME) return badField(field, `1 to ${MAX_NAME} characters`);
  }
  if (rewardsSentiment(act)) {
    return refuse(
      'invalid_input',
      `"${act}" is what somebody feels about us, and ${SENTIMENT_LAW} forbids paying for that.`,
      'Reward what they do, whatever they say.',
      'act',
    );
  }
  if (!Number.isSafeInteger(amount) || amount <= 0 || amount > MAX_AMOUNT) {
    return badField('amount', `a whole number of minor units from 1 to ${MAX_AMOUNT}`);
  }
  if (!isCurrency(currency)) return badField('currency', 'an ISO 4217 code in upper case, such as USD');
  if (proof !== null && proof.length > MAX_TEXT) return badField('proof', `at most ${MAX_TEXT} characters`);
  const named = { id, key, personId, amount, currency, act, proof, proposedBy, reportedBy };
  const undecided = { state: 'proposed' as const, decidedBy: null, decidedAt: null, reason: null };
  return ok({ ...named, ...undecided, createdAt: now, expiresAt: now + OPEN_FOR });
}

function badField(field: string, wanted: string): Result<never> {
  return refuse('invalid_input', `The reward has no usable ${field}.`, `Send ${wanted}.`, field);
}

/**
 * The reward after somebody's decision. Fails with `already_decided`, `expired`, `self_approval`,
 * or `invalid_input` (nobody named, a decline without a reason).
 */
export function decide(reward: Reward, decision: RewardDecision, now: number): Result<Reward> {
  const problem = closed(reward, now) ?? objection(reward, decision);
  if (problem !== null) return { ok: false, problem };
  const state = decision.decision === 'approve' ? 'approved' : 'declined';
  const reason = decision.reason?.trim() || null;
  return ok({ ...reward, state, decidedBy: decision.by.trim(), decidedAt: now, reason });
}

/** The reward once its time to be decided has run out. Fails with `invalid_input` before that, `already_decided` after. */
export function expire(reward: Reward, now: number): Result<Reward> {
  if (reward.state !== 'proposed') return { ok: false, problem: settled(reward) };
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

/** Why nobody can decide this reward any more, or null while it is open. */
function closed(reward: Reward, now: number): Problem | null {
  if (reward.state !== 'proposed') return settled(reward);
  return now >= reward.expiresAt ? overdue(reward) : null;
}

function settled(reward: Reward): Problem {
  if (reward.state === 'expired') return overdue(reward);
  const outcome = reward.state === 'declined' ? 'declined' : 'approved';
  return {
    code: 'already_decided',
    message: `${displayActor(reward.decidedBy ?? 'Somebody')} ${outcome} this reward on ${day(reward.decidedAt ?? reward.createdAt)}.`,
    remedy: 'Nothing is left to decide. Propose a new reward if that was wrong.',
  };
}

function overdue(reward: Reward): Problem {
  return {
    code: 'expired',
    message: `Nobody decided this reward before ${day(reward.expiresAt)}.`,
    remedy: 'Propose it again.',
  };
}

/** The human whose word a reward rests on, where one is known: who told of the act, else who proposed it. */
export function proposerOf({ proposedBy, reportedBy }: Pick<Reward, 'proposedBy' | 'reportedBy'>): string {
  return reportedBy ?? proposedBy;
}

/** What whoever a reward rests on is told when they approve it. */
export function selfApproval({ reportedBy }: Pick<Reward, 'reportedBy'>): Problem {
  const message =
    reportedBy === null
      ? 'You proposed this reward, so you cannot approve it.'
      : 'You told of the act this reward is for, so you cannot approve it.';
  return { code: 'self_approval', message, remedy: 'Ask a colleague to decide.' };
}

/** Why this decision may not be taken by this person, or null. Programme policy belongs here. */
function objection(reward: Reward, { decision, by, reason }: RewardDecision): Problem | null {
  const fields = { by: by.trim(), reason: reason?.trim() ?? '' };
  if (fields.by === '' || fields.by.length > MAX_NAME) {
    return problemWith(
      'by',
      'Nobody is named for the decision.',
      `Name who decides, at most ${MAX_NAME} characters.`,
    );
  }
  if (fields.reason.length > MAX_TEXT) {
    return problemWith('reason', 'The reason is too long.', `Use at most ${MAX_TEXT} characters.`);
  }
  if (decision === 'decline') {
    if (fields.reason !== '') return null;
    return problemWith(
      'reason',
      'A declined reward needs a reason.',
      'Say why, so that the proposer can learn from it.',
    );
  }
  return isSameActor(by, proposerOf(reward)) ? { ...selfApproval(reward), field: 'by' } : null;
}

function problemWith(field: string, message: string, remedy: string): Problem {
  return { code: 'invalid_input', message, remedy, field };
}

function day(at: number): string {
  return `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
