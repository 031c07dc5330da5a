import type { Insider } from '#core/ask/insider.ts';
import { TIERS, type Tier } from '#core/score/tier.ts';
import { DAY } from '#core/time.ts';

/** What a record says of a person: that they must not be asked comes before a flag that ended, that before a rest, and all before the tier. */
export const FLAG_STATUSES = [...TIERS, 'resting', 'do_not_ask'] as const;
export type FlagStatus = (typeof FLAG_STATUSES)[number];

/** What we show about a person on their CRM record. Written only into our own properties. */
export interface AdvocateFlag {
  status: FlagStatus;
  /** 0 to 100; null where too little is known for a number. */
  propensity: number | null;
  confidence: number;
  /** One line a sales representative can read, at most 255 characters. */
  reason: string;
  /** Epoch milliseconds of when they may next be asked; null where they may be asked now, or never. */
  nextAskAt: number | null;
  /** Epoch milliseconds of the person's last advocacy act, or null. */
  lastActAt: number | null;
}

/** A flag as a record carries it; `updatedAt` is when it was written, epoch milliseconds, null where nothing tells. */
export interface CarriedFlag extends AdvocateFlag {
  updatedAt: number | null;
}

/** One record to be flagged, and the outcome the vendor gave for it. */
export interface FlagWrite {
  recordId: string;
  flag: AdvocateFlag;
}

/**
 * Whether a record needs no writing. Confidence alone never causes one: it ages every week and changes no decision.
 * Acts and asks count by their day (UTC), for that is what a record shows.
 */
export function flagsEqual(a: AdvocateFlag, b: AdvocateFlag): boolean {
  return (
    a.status === b.status &&
    a.propensity === b.propensity &&
    a.reason === b.reason &&
    dayOf(a.nextAskAt) === dayOf(b.nextAskAt) &&
    dayOf(a.lastActAt) === dayOf(b.lastActAt)
  );
}

function dayOf(at: number | null): number | null {
  return at === null ? null : Math.floor(at / DAY);
}

/** What decides whether somebody may be asked at all. */
export interface Standing {
  tier: Tier;
  /** Whether they asked, anywhere, not to be written to. */
  optedOut: boolean;
  /** Until when they rest after the last ask (epoch milliseconds); null where nobody asked. */
  restUntil: number | null;
  /** Until when a legal hold forbids it, `UNTIL_LIFTED` where it has no end; null where there is none. */
  heldUntil: number | null;
  /** Whether they are one of our own people, or of a competitor's. */
  insider: Insider | null;
  /** Whether they moved, left or got another title and have not helped since: the flag is of the old job. */
  moved: boolean;
  /** Whether mail to every address of theirs comes back. */
  unreachable: boolean;
}

/** The one status everybody is shown: not to be asked, resting, or the tier. */
export function statusAt(standing: Standing, now: number): FlagStatus {
  if (isBarred(standing, now)) return 'do_not_ask';
  const { restUntil, tier } = standing;
  if (hasEnded(standing)) return 'none';
  return restUntil !== null && restUntil > now ? 'resting' : tier;
}

/** Whether they may be asked at all, now or after a rest: nothing forbids it, and their flag has not ended. */
export function isAskable(standing: Standing, now: number): boolean {
  return !isBarred(standing, now) && !hasEnded(standing);
}

/** Whether they moved, or cannot be reached, whatever the tier. */
function hasEnded({ moved, unreachable }: Standing): boolean {
  return moved || unreachable;
}

/** Whether a wish, a legal hold or whom they work for forbids asking them at all. */
function isBarred({ optedOut, heldUntil, insider }: Standing, now: number): boolean {
  return optedOut || insider !== null || (heldUntil !== null && heldUntil > now);
}

/** When somebody may next be asked; null where they may be asked now, or never. */
export function nextAskAt(standing: Standing, now: number): number | null {
  return statusAt(standing, now) === 'resting' ? standing.restUntil : null;
}
