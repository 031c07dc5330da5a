import { DAY } from '#core/time.ts';

/** A multiplier of one: points are multiplied in basis points, so that no sum is ever a fraction of itself. */
export const ONCE = 10_000;
/** The most points one event gives before the tier multiplies them; sums of them stay exact. */
export const MAX_POINTS = 1_000_000_000;

/** When points end: never, so long after they were earned, or so long after the person last earned or spent any. */
export type PointsExpiry = { kind: 'none' } | { kind: 'fixed' | 'inactivity'; days: number };

/** A rung of a programme. */
export interface PointsTier {
  id: string;
  name: string;
  /** Points earned within 12 months that reach it; the first tier asks for none. */
  qualify: number;
  /** How much faster it earns, in basis points: 12,000 gives six points for five. */
  multiplier: number;
  /** Whether no points end while somebody is in it. */
  neverExpires: boolean;
}

/** One kind of points: how they are earned, how long they are kept, and what they cost. */
export interface PointsProgramme {
  id: string;
  name: string;
  expiry: PointsExpiry;
  /** Days before earned points can be spent. */
  holdDays: number;
  /** The most points a person earns in a day, and in a month, of UTC; null: no limit. */
  dayCap: number | null;
  monthCap: number | null;
  /** Lowest first; none at all is a programme without tiers. */
  tiers: PointsTier[];
  /** How many days before a tier ends its holder is warned. */
  noticeDays: number;
  /** `points` of them cost `amount` minor units of `currency`. */
  cost: { currency: string; amount: number; points: number };
  /** The share of points that will be spent, in basis points; null: as was seen so far. */
  redemptionRate: number | null;
}

/** When points earned or kept alive at `at` end, or null where the policy ends none. */
export function expiryFrom({ expiry }: PointsProgramme, at: number): number | null {
  return expiry.kind === 'none' ? null : at + expiry.days * DAY;
}

/** What points of a programme cost, in minor units rounded up; null where they cost nothing. */
export function costOf(
  { cost }: PointsProgramme,
  points: number,
): { amount: number; currency: string } | null {
  if (cost.amount === 0) return null;
  // As whole numbers of any size: the product may be beyond what is exact.
  const amount = (BigInt(points) * BigInt(cost.amount) + BigInt(cost.points) - 1n) / BigInt(cost.points);
  return { amount: Number(amount), currency: cost.currency };
}
