import { displayActor } from '#core/actor/actor.ts';
import { ok, refuse, type Result } from '#core/problem.ts';
import { afterWorkingDays, FRAUD_RULES, LAPSE, type Finding, type FraudCode } from './rule.ts';

export const HOLD_STATES = ['open', 'cleared', 'confirmed', 'lapsed'] as const;
export type HoldState = (typeof HOLD_STATES)[number];

/** Why a proposed reward waits. At most one of each code stands on a reward. Times are epoch milliseconds. */
export interface FraudHold {
  /** `<reward>:<code>`. */
  id: string;
  rewardId: string;
  code: FraudCode;
  /** In plain words, without anything private of anybody else. */
  reason: string;
  /** What it rests on: `domain:acme.com`, `reward:R0001`, `person:12`, `email`, `slack`, `name`. */
  evidence: string[];
  placedAt: number;
  /** By when somebody should have looked. */
  expectedBy: number;
  /** When it ends by itself; null where somebody has to decide. */
  lapsesAt: number | null;
  state: HoldState;
  /** Who decided, when and why; null while open. */
  by: string | null;
  at: number | null;
  why: string | null;
}

export interface HoldVerdict {
  verdict: 'clear' | 'confirm';
  by: string;
  reason: string;
}

/** The hold that a finding puts on a reward. */
export function placeHold(rewardId: string, { code, reason, evidence }: Finding, now: number): FraudHold {
  const { expectedIn, lapses } = FRAUD_RULES[code];
  return {
    id: holdId(rewardId, code),
    rewardId,
    code,
    reason,
    evidence,
    placedAt: now,
    expectedBy: afterWorkingDays(now, expectedIn),
    lapsesAt: lapses ? now + LAPSE : null,
    state: 'open',
    by: null,
    at: null,
    why: null,
  };
}

export function holdId(rewardId: string, code: FraudCode): string {
  return `${rewardId}:${code}`;
}

const MAX_BY = 200;
const MAX_WHY = 500;

/** The hold after somebody's verdict. Fails with `already_decided`, or `invalid_input` naming the field. */
export function resolveHold(
  hold: FraudHold,
  { verdict, by, reason }: HoldVerdict,
  now: number,
): Result<FraudHold> {
  if (isOver(hold, now)) return over(hold);
  const who = by.trim();
  if (who === '' || who.length > MAX_BY) {
    return refuse('invalid_input', 'Nobody is named who decided it.', `Use 1 to ${MAX_BY} characters.`, 'by');
  }
  const why = reason.toWellFormed().replaceAll('\0', '').trim();
  if (why === '' || why.length > MAX_WHY) {
    const message = why === '' ? 'Nothing says what was found.' : 'The reason is too long.';
    return refuse('invalid_input', message, `Say why in 1 to ${MAX_WHY} characters.`, 'reason');
  }
  return ok({ ...hold, state: verdict === 'clear' ? 'cleared' : 'confirmed', by: who, at: now, why });
}

/** The hold once its time is up, or null while it stands or where it was decided. */
export function lapseHold(hold: FraudHold, now: number): FraudHold | null {
  if (hold.state !== 'open' || !isOver(hold, now)) return null;
  return { ...hold, state: 'lapsed', by: 'groundswell', at: now, why: LAPSED };
}

const LAPSED = 'Nobody looked at it within 30 days.';

/** Whether it bars its reward no more, also where it lapsed and nobody wrote that down yet. */
export function isOver({ state, lapsesAt }: FraudHold, now: number): boolean {
  return state !== 'open' || (lapsesAt !== null && now >= lapsesAt);
}

function over({ state, by, at, lapsesAt }: FraudHold): Result<never> {
  const day = new Date(at ?? lapsesAt ?? 0).toISOString().slice(0, 10);
  const message =
    state === 'cleared' || state === 'confirmed'
      ? `${displayActor(by ?? 'Somebody')} ${state} this hold on ${day}.`
      : `This hold lapsed on ${day}.`;
  return refuse('already_decided', message, 'Nothing is left to decide about it.');
}
