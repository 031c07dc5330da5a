import { countText } from '#core/claimed.ts';
import { ok, refuse, type Result } from '#core/problem.ts';
import { DAY } from '#core/time.ts';
import { expiryFrom, MAX_POINTS, ONCE, type PointsProgramme } from './programme.ts';
import { active, rise, settle, stand } from './settle.ts';
import { standingAt, tierOf } from './tier.ts';
import type { PointsLot, Step, Wallet } from './wallet.ts';

/** Points to be earned at `at` as lot `lot`; `approved` where a person or policy approved just so many. */
export interface Earning {
  lot: number;
  points: number;
  at: number;
  approved?: boolean;
}

/**
 * Earns points as a new lot: multiplied by the tier, rounded down, and cut to what the day's and the month's limit leave.
 * Points that were `approved` are earned exactly: whoever approved 40 of them gave 40, neither more by a tier nor fewer
 * by a limit that leaves less; they are earned once it leaves them all. What an earlier claw-back could not take is
 * withheld at once. Fails with `invalid_input`, or `cap_reached` where the limit leaves nothing, or too little.
 */
export function earn(
  programme: PointsProgramme,
  wallet: Wallet,
  { lot: id, points, at, approved = false }: Earning,
): Result<Step & { lot: PointsLot }> {
  if (!isPoints(points)) return noPoints();
  const settled = settle(programme, wallet, at);
  const { lots, shortfall } = settled.wallet;
  const multiplier = approved ? ONCE : (tierOf(programme, settled.wallet)?.multiplier ?? ONCE);
  const room = capRoom(programme, lots, at);
  const amount = Math.min(multiplied(points, multiplier), room);
  if (amount <= 0 || (approved && room < points)) {
    return refuse(
      'cap_reached',
      'They earned as many points already as the programme gives in a day or a month.',
      'Wait until the next day or month begins (UTC), or raise the limit.',
      'points',
    );
  }
  const reversed = Math.min(amount, shortfall);
  const remaining = amount - reversed;
  const locked = programme.holdDays > 0;
  const fresh = { spent: 0, expired: 0, revoked: 0 };
  const unlockAt = at + programme.holdDays * DAY;
  const expiresAt = expiryFrom(programme, at);
  const lot: PointsLot = {
    id,
    earnedAt: at,
    unlockAt,
    expiresAt,
    locked,
    amount,
    remaining,
    reversed,
    ...fresh,
  };
  const held = { ...settled.wallet, lots: [...lots, lot], shortfall: shortfall - reversed };
  // Whoever earns for the first time begins in the lowest tier.
  const standing = held.standing ?? standingAt(programme.tiers, held.lots, at);
  const after = rise(programme, active(programme, stand(programme, held, standing, at), at), at);
  const moved = { [locked ? 'locked' : 'earned']: remaining, reversed };
  const movements = [...settled.movements, { kind: 'earn' as const, at, lot: id, points: amount, moved }];
  return ok({ wallet: after, movements, lot: after.lots.at(-1) ?? lot });
}

/** Whether this many points can be moved at once. */
export function isPoints(points: number): boolean {
  return Number.isSafeInteger(points) && points > 0 && points <= MAX_POINTS;
}

/** The refusal of a number that is not. */
export function noPoints(): Result<never> {
  return refuse(
    'invalid_input',
    `Points are a whole number from 1 to ${countText(MAX_POINTS)}.`,
    'Correct it.',
    'points',
  );
}

/** Exact: at most 10^9 points by 10^5 basis points. */
function multiplied(points: number, multiplier: number): number {
  return Math.floor((points * multiplier) / ONCE);
}

/** How many points may still be earned at `at`; what was taken back is free to be earned again. */
function capRoom({ dayCap, monthCap }: PointsProgramme, lots: readonly PointsLot[], at: number): number {
  const day = new Date(at);
  const monthStart = Date.UTC(day.getUTCFullYear(), day.getUTCMonth(), 1);
  const dayStart = Math.floor(at / DAY) * DAY;
  const since = (start: number) =>
    lots.reduce((sum, { earnedAt, amount, revoked }) => sum + (earnedAt >= start ? amount - revoked : 0), 0);
  return Math.min(
    dayCap === null ? Infinity : dayCap - since(dayStart),
    monthCap === null ? Infinity : monthCap - since(monthStart),
  );
}
