import type { Standing } from './tier.ts';

/** Points earned at once, which are spent, end and are taken back together; `amount` is the sum of what became of it. */
export interface PointsLot {
  id: number;
  /** Epoch milliseconds, as every time here. */
  earnedAt: number;
  unlockAt: number;
  /** Null: never. */
  expiresAt: number | null;
  /** Whether it still waits to be unlocked. */
  locked: boolean;
  amount: number;
  remaining: number;
  spent: number;
  expired: number;
  reversed: number;
  /** How many of its points were declared wrong, wherever they were then taken from: they count for no tier. */
  revoked: number;
}

/** What one person holds of one programme. */
export interface Wallet {
  /** By the time they were earned. */
  lots: PointsLot[];
  /** Points to be taken back that were not there any more: withheld from the next that are earned. */
  shortfall: number;
  /** Null before anything was earned. */
  standing: Standing | null;
  /** Whether no points end at present. */
  sheltered: boolean;
}

export type PointsAccount = 'locked' | 'earned' | 'spent' | 'expired' | 'reversed';

/** What happened to points: `claw_back` took some back, `forfeit` ended all of somebody who was erased. */
export type MovementKind = 'earn' | 'unlock' | 'spend' | 'expire' | 'claw_back' | 'forfeit';

/** One event of a wallet. */
export interface Movement {
  kind: MovementKind;
  /** When it took effect. */
  at: number;
  /** The lot it is about; null where it takes from whichever are oldest. */
  lot: number | null;
  /** What was earned, unlocked, spent, ended, or taken back with what could not be. */
  points: number;
  /** How each account changes; what is left of the sum was issued. */
  moved: Partial<Record<PointsAccount, number>>;
}

/** A wallet after something happened, and what. */
export interface Step {
  wallet: Wallet;
  movements: Movement[];
}

export const EMPTY_WALLET: Wallet = { lots: [], shortfall: 0, standing: null, sheltered: false };

/** What a wallet holds in each account. */
export function holdings({ lots }: Wallet): Record<PointsAccount, number> {
  const sum = { locked: 0, earned: 0, spent: 0, expired: 0, reversed: 0 };
  for (const lot of lots) {
    sum[lot.locked ? 'locked' : 'earned'] += lot.remaining;
    sum.spent += lot.spent;
    sum.expired += lot.expired;
    sum.reversed += lot.reversed;
  }
  return sum;
}

/** Takes points from lots, the oldest first and never more than they hold, for what they are taken. */
export function take(
  lots: PointsLot[],
  points: number,
  fate: 'spent' | 'reversed',
  may: (lot: PointsLot) => boolean,
): { lots: PointsLot[]; moved: Record<'locked' | 'earned', number>; taken: number } {
  const moved = { locked: 0, earned: 0 };
  let left = points;
  const after = lots.map((lot) => {
    const part = may(lot) ? Math.min(left, lot.remaining) : 0;
    if (part === 0) return lot;
    left -= part;
    moved[lot.locked ? 'locked' : 'earned'] -= part;
    return { ...lot, remaining: lot.remaining - part, [fate]: lot[fate] + part };
  });
  return { lots: after, moved, taken: points - left };
}
