import { expiryFrom, type PointsProgramme } from './programme.ts';
import { ended, raised, rankOf, standingAt, tierOf, type Standing } from './tier.ts';
import type { PointsLot, Step, Wallet } from './wallet.ts';

type Due =
  | { kind: 'unlock'; at: number; lot: PointsLot }
  | { kind: 'term'; at: number; standing: Standing; until: number }
  | { kind: 'expire'; at: number; lot: PointsLot };

/**
 * Does everything that time alone did to a wallet by `at`, in the order it came: points are unlocked, terms of tiers
 * end, points expire. At one time unlocking comes before expiry. Doing it twice, or late, gives the same.
 */
export function settle(programme: PointsProgramme, wallet: Wallet, at: number): Step {
  let step: Step = { wallet: known(programme, wallet, at), movements: [] };
  for (let due = nextDue(programme, step.wallet); due !== null && due.at <= at;) {
    step = happen(programme, step, due);
    due = nextDue(programme, step.wallet);
  }
  return { ...step, wallet: rise(programme, step.wallet, at) };
}

/** When time alone next does something to a wallet, or null. */
export function dueAt(programme: PointsProgramme, wallet: Wallet): number | null {
  return nextDue(programme, wallet)?.at ?? null;
}

function nextDue(programme: PointsProgramme, { lots, standing, sheltered }: Wallet): Due | null {
  let next: Due | null = null;
  const consider = (due: Due) => {
    if (next === null || due.at < next.at) next = due;
  };
  for (const lot of lots) if (lot.locked) consider({ kind: 'unlock', at: lot.unlockAt, lot });
  // A tier is held through the last moment of its term, so that what is earned then still counts for it.
  if (standing !== null && standing.until !== null) {
    consider({ kind: 'term', at: standing.until + 1, standing, until: standing.until });
  }
  if (sheltered) return next;
  for (const lot of lots) {
    if (lot.remaining > 0 && lot.expiresAt !== null) consider({ kind: 'expire', at: lot.expiresAt, lot });
  }
  return next;
}

function happen(programme: PointsProgramme, { wallet, movements }: Step, due: Due): Step {
  const { at } = due;
  if (due.kind === 'term') {
    const after = ended(programme.tiers, due.standing, wallet.lots, due.until);
    return { wallet: stand(programme, wallet, after, at), movements };
  }
  const { lot } = due;
  const { id, remaining } = lot;
  if (due.kind === 'unlock') {
    const unlocked = rise(programme, replace(wallet, { ...lot, locked: false }), at);
    if (remaining === 0) return { wallet: unlocked, movements };
    const moved = { locked: -remaining, earned: remaining };
    return {
      wallet: unlocked,
      movements: [...movements, { kind: 'unlock', at, lot: id, points: remaining, moved }],
    };
  }
  const gone = { ...lot, remaining: 0, expired: lot.expired + remaining };
  const moved = { [lot.locked ? 'locked' : 'earned']: -remaining, expired: remaining };
  return {
    wallet: replace(wallet, gone),
    movements: [...movements, { kind: 'expire', at, lot: id, points: remaining, moved }],
  };
}

function replace(wallet: Wallet, lot: PointsLot): Wallet {
  return { ...wallet, lots: wallet.lots.map((each) => (each.id === lot.id ? lot : each)) };
}

/** A wallet whose tier the programme knows: where tiers were replaced, everybody stands where their points lead. */
function known(programme: PointsProgramme, wallet: Wallet, at: number): Wallet {
  const { standing, lots } = wallet;
  const isKnown = standing !== null && rankOf(programme.tiers, standing) >= 0;
  return stand(programme, wallet, isKnown ? standing : standingAt(programme.tiers, lots, at), at);
}

/** Lifts a wallet to the tier its points reach at `at`, at once. */
export function rise(programme: PointsProgramme, wallet: Wallet, at: number): Wallet {
  const { standing, lots } = wallet;
  if (standing === null) return wallet;
  return stand(programme, wallet, raised(programme.tiers, standing, lots, at), at);
}

/** Puts a wallet where it stands from `at`. Points that were safe until then get the full time of the policy again. */
export function stand(
  programme: PointsProgramme,
  wallet: Wallet,
  standing: Standing | null,
  at: number,
): Wallet {
  const after = { ...wallet, standing };
  const sheltered = programme.expiry.kind === 'none' || tierOf(programme, after)?.neverExpires === true;
  const isUncovered = wallet.sheltered && !sheltered;
  return { ...after, sheltered, lots: isUncovered ? keptAlive(programme, wallet.lots, at) : wallet.lots };
}

/** A wallet whose holder earned or spent points at `at`, which waives expiry where inactivity is what ends points. */
export function active(programme: PointsProgramme, wallet: Wallet, at: number): Wallet {
  if (programme.expiry.kind !== 'inactivity') return wallet;
  return { ...wallet, lots: keptAlive(programme, wallet.lots, at) };
}

/** No date that was given comes closer. */
function keptAlive(programme: PointsProgramme, lots: PointsLot[], at: number): PointsLot[] {
  const until = expiryFrom(programme, at);
  return lots.map((lot) => {
    if (until === null || lot.remaining === 0 || lot.expiresAt === null || lot.expiresAt >= until) return lot;
    return { ...lot, expiresAt: until };
  });
}
