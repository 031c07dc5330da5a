import { DAY } from '#core/time.ts';

/** How far somebody's clean history carries: who is `trusted` is spared the holds of velocity and shared domains. */
export const TRUST_LEVELS = ['new', 'known', 'trusted'] as const;
export type TrustLevel = (typeof TRUST_LEVELS)[number];

/** What trust rests on. Times are epoch milliseconds, in any order. */
export interface TrustHistory {
  /** When each reward of theirs was paid, without those taken back since. */
  paidAt: readonly number[];
  /** When each fraud of theirs was confirmed. */
  confirmedAt: readonly number[];
}

const KNOWN = { rewards: 1, age: 30 * DAY };
const TRUSTED = { rewards: 3, age: 90 * DAY };

/**
 * The trust of somebody at `now`: `known` from one reward paid 30 days ago, `trusted` from three of which the first was
 * paid 90 days ago. A confirmed fraud takes it all: only what was paid after it counts.
 */
export function trustOf({ paidAt, confirmedAt }: TrustHistory, now: number): TrustLevel {
  const lastFraud = Math.max(-Infinity, ...confirmedAt.filter((at) => at <= now));
  const clean = paidAt.filter((at) => at > lastFraud && at <= now);
  const since = now - Math.min(now, ...clean);
  if (clean.length >= TRUSTED.rewards && since >= TRUSTED.age) return 'trusted';
  return clean.length >= KNOWN.rewards && since >= KNOWN.age ? 'known' : 'new';
}
