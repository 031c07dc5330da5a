import { ONCE, type PointsProgramme } from './programme.ts';
import type { PointsAccount } from './wallet.ts';

/** What a programme will have to be paid for. */
export interface PointsLiability {
  /** Locked and spendable points. */
  outstanding: number;
  /** The share of them that will be spent, in basis points. */
  rate: number;
  /** Who says so: the programme; what became of points so far; or nobody, and then all are. */
  basis: 'set' | 'seen' | 'all';
  currency: string;
  /** Minor units, rounded up. */
  amount: number;
}

/**
 * Outstanding points × the share that will be spent × what a point costs. The share is taken from what was seen only
 * once as many points were spent or expired as are outstanding: a young programme owes all of its points.
 */
export function liability(
  { cost, redemptionRate }: PointsProgramme,
  held: Record<PointsAccount, number>,
): PointsLiability {
  const outstanding = held.locked + held.earned;
  const settled = held.spent + held.expired;
  const isSeen = settled > 0 && settled >= outstanding;
  const seen = isSeen ? Math.ceil((held.spent / settled) * ONCE) : ONCE;
  const rate = redemptionRate ?? seen;
  const basis = redemptionRate !== null ? 'set' : isSeen ? 'seen' : 'all';
  const whole = BigInt(outstanding) * BigInt(rate) * BigInt(cost.amount);
  const per = BigInt(ONCE) * BigInt(cost.points);
  return { outstanding, rate, basis, currency: cost.currency, amount: Number((whole + per - 1n) / per) };
}
