import { ok, refuse, type Result } from '#core/problem.ts';
import type { PointsProgramme } from './programme.ts';
import { settle, stand } from './settle.ts';
import { rankOf, standingAt } from './tier.ts';
import { holdings, take, type PointsLot, type Step, type Wallet } from './wallet.ts';

/**
 * Takes back points of a lot that should never have been earned, all that did not expire or so many of them: what is
 * left of the lot, then what is left of others, oldest first. What is not there any more is owed by the next earning.
 * A tier that only they had reached is lost. Fails with `not_found`, or `invalid_input` beyond what can be taken.
 */
export function clawBack(
  programme: PointsProgramme,
  wallet: Wallet,
  { lot: id, points, at }: { lot: number; points: number | null; at: number },
): Result<Step & { shortfall: number }> {
  const settled = settle(programme, wallet, at);
  const found = settled.wallet.lots.find((lot) => lot.id === id);
  if (found === undefined) {
    return refuse(
      'not_found',
      `There are no points of number ${id}.`,
      'Read the statement to find the number.',
      'lot',
    );
  }
  const most = revocable(found);
  const claim = points ?? most;
  if (!Number.isSafeInteger(claim) || claim < 1 || claim > most) {
    return refuse(
      'invalid_input',
      `At most ${most} of these points can be taken back.`,
      'Take fewer.',
      'points',
    );
  }
  const own = take(settled.wallet.lots, claim, 'reversed', (lot) => lot.id === id);
  const others = take(own.lots, claim - own.taken, 'reversed', () => true);
  const lots = others.lots.map((lot) => (lot.id === id ? { ...lot, revoked: lot.revoked + claim } : lot));
  const taken = own.taken + others.taken;
  const held = { ...settled.wallet, lots, shortfall: settled.wallet.shortfall + claim - taken };
  const moved = {
    locked: own.moved.locked + others.moved.locked,
    earned: own.moved.earned + others.moved.earned,
    reversed: taken,
  };
  const movement = { kind: 'claw_back' as const, at, lot: id, points: claim, moved };
  const after = lowered(programme, held, at);
  return ok({ wallet: after, movements: [...settled.movements, movement], shortfall: claim - taken });
}

/** How many points of a lot can still be taken back: those that were of use, and were not taken back before. */
export function revocable({ amount, expired, revoked }: PointsLot): number {
  return amount - expired - revoked;
}

/** Where the points that are left lead no higher than where somebody stands, they stand there. */
function lowered(programme: PointsProgramme, wallet: Wallet, at: number): Wallet {
  const { tiers } = programme;
  const earned = standingAt(tiers, wallet.lots, at);
  const { standing } = wallet;
  if (standing === null || earned === null || rankOf(tiers, earned) >= rankOf(tiers, standing)) return wallet;
  return stand(programme, wallet, earned, at);
}

/** Takes what is owed from what is left, oldest first: the owner of a debt turned out to hold other points too. */
export function collect(wallet: Wallet, at: number): Step {
  const { lots, moved, taken } = take(wallet.lots, wallet.shortfall, 'reversed', () => true);
  if (taken === 0) return { wallet, movements: [] };
  const movement = {
    kind: 'claw_back' as const,
    at,
    lot: null,
    points: taken,
    moved: { ...moved, reversed: taken },
  };
  return { wallet: { ...wallet, lots, shortfall: wallet.shortfall - taken }, movements: [movement] };
}

/** Ends all points of somebody who can spend none any more, and forgives what they owe. */
export function forfeit(wallet: Wallet, at: number): Step {
  const { locked, earned } = holdings(wallet);
  const lots = wallet.lots.map((lot) => ({
    ...lot,
    locked: false,
    remaining: 0,
    expired: lot.expired + lot.remaining,
  }));
  const after = { ...wallet, lots, shortfall: 0 };
  if (locked + earned === 0) return { wallet: after, movements: [] };
  const moved = { locked: -locked, earned: -earned, expired: locked + earned };
  return {
    wallet: after,
    movements: [{ kind: 'forfeit', at, lot: null, points: locked + earned, moved }],
  };
}
