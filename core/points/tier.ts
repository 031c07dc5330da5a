import { DAY } from '#core/time.ts';
import type { PointsProgramme, PointsTier } from './programme.ts';
import type { PointsLot, Wallet } from './wallet.ts';

/** How long a tier lasts once it is reached, and how far back points count for it: 12 months, taken as 365 days. */
export const TIER_TERM = 365 * DAY;

/** Where somebody stands: through `until`, which the lowest tier does not have. */
export interface Standing {
  tier: string;
  since: number;
  until: number | null;
}

/** What would raise somebody, and what is about to be lost. */
export interface TierOutlook {
  next: { tier: string; missing: number } | null;
  /** The step down that comes at the end of the term unless `missing` points are earned; null where none does. */
  downgrade: { at: number; noticeAt: number; tier: string; missing: number } | null;
}

/**
 * Where lots lead somebody by `at`, were they all there is: up at once on the points of the 12 months before; at the
 * end of its 12 months a tier is kept by the points earned during them, and is otherwise left by one step. Points count
 * from when they are unlocked; those taken back count for nothing. Null without tiers or lots.
 */
export function standingAt(
  tiers: readonly PointsTier[],
  lots: readonly PointsLot[],
  at: number,
): Standing | null {
  const [base] = tiers;
  if (base === undefined || lots.length === 0) return null;
  const since = lots.reduce((first, lot) => Math.min(first, lot.earnedAt), Infinity);
  let standing: Standing = { tier: base.id, since, until: null };
  const counted = lots.filter(({ unlockAt }) => unlockAt <= at).toSorted((a, b) => a.unlockAt - b.unlockAt);
  for (const { unlockAt } of counted) {
    standing = lasting(tiers, standing, lots, unlockAt);
    standing = raised(tiers, standing, lots, unlockAt);
  }
  return lasting(tiers, standing, lots, at);
}

/** The standing once every term that ran out before `at` has been judged. */
function lasting(
  tiers: readonly PointsTier[],
  standing: Standing,
  lots: readonly PointsLot[],
  at: number,
): Standing {
  let now = standing;
  while (now.until !== null && now.until < at) now = ended(tiers, now, lots, now.until);
  return now;
}

/** The standing after its term: the same for another, or one step lower. */
export function ended(
  tiers: readonly PointsTier[],
  standing: Standing,
  lots: readonly PointsLot[],
  until: number,
): Standing {
  const rank = rankOf(tiers, standing);
  const below = tiers[rank - 1];
  const isKept = earnedWithin(lots, until - TIER_TERM, until) >= (tiers[rank]?.qualify ?? 0);
  if (below === undefined) return { ...standing, until: null };
  if (isKept) return { ...standing, until: until + TIER_TERM };
  return { tier: below.id, since: until, until: rank === 1 ? null : until + TIER_TERM };
}

/** The standing with the highest tier the points of the 12 months before `at` reach. */
export function raised(
  tiers: readonly PointsTier[],
  standing: Standing,
  lots: readonly PointsLot[],
  at: number,
): Standing {
  const points = earnedWithin(lots, at - TIER_TERM, at);
  const rank = tiers.findLastIndex(({ qualify }) => qualify <= points);
  const reached = tiers[rank];
  if (reached === undefined || rank <= rankOf(tiers, standing)) return standing;
  return { tier: reached.id, since: at, until: at + TIER_TERM };
}

/** Points that were unlocked after one time and by another. */
function earnedWithin(lots: readonly PointsLot[], after: number, by: number): number {
  let points = 0;
  for (const { unlockAt, amount, revoked } of lots) {
    if (unlockAt > after && unlockAt <= by) points += amount - revoked;
  }
  return points;
}

/** The place of a standing's tier, lowest 0; -1 where the programme has it no more. */
export function rankOf(tiers: readonly PointsTier[], standing: Standing): number {
  return tiers.findIndex(({ id }) => id === standing.tier);
}

/** The tier a wallet stands in, or null. */
export function tierOf({ tiers }: PointsProgramme, { standing }: Wallet): PointsTier | null {
  return standing === null ? null : (tiers[rankOf(tiers, standing)] ?? null);
}

/** What is ahead of a wallet that is settled up to `at`. */
export function outlook(programme: PointsProgramme, { lots, standing }: Wallet, at: number): TierOutlook {
  const { tiers, noticeDays } = programme;
  if (standing === null) return { next: null, downgrade: null };
  const rank = rankOf(tiers, standing);
  const [above, below] = [tiers[rank + 1], tiers[rank - 1]];
  const { until } = standing;
  const next =
    above === undefined
      ? null
      : { tier: above.id, missing: above.qualify - earnedWithin(lots, at - TIER_TERM, at) };
  if (until === null || below === undefined) return { next, downgrade: null };
  const missing = (tiers[rank]?.qualify ?? 0) - earnedWithin(lots, until - TIER_TERM, until);
  const noticeAt = until - noticeDays * DAY;
  return { next, downgrade: missing <= 0 ? null : { at: until, noticeAt, tier: below.id, missing } };
}
