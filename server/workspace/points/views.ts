import { liability, type PointsLiability } from '#core/points/liability.ts';
import type { PointsProgramme, PointsTier } from '#core/points/programme.ts';
import { settle } from '#core/points/settle.ts';
import { outlook, tierOf } from '#core/points/tier.ts';
import { holdings, type PointsAccount, type PointsLot, type Wallet } from '#core/points/wallet.ts';
import { pointsCurrency } from '#core/ledger/points.ts';
import { findProgramme, listProgrammes } from './programmes.ts';
import { loadWallet, type Holder } from './wallets.ts';
import type { Store } from '#server/workspace/store.ts';

/** So many points, at a time. */
export interface PointsDate {
  at: number;
  points: number;
}

/** What a person holds of one programme, and what is ahead of it. */
export interface PersonPoints {
  programme: { id: string; name: string };
  /** All that were ever earned = available + locked + spent + expired + reversed. */
  lifetime: number;
  available: number;
  locked: number;
  spent: number;
  expired: number;
  reversed: number;
  /** Taken back but not there any more: withheld from the next earning. */
  owed: number;
  tier: (PointsTier & { since: number; until: number | null }) | null;
  next: { tier: string; name: string; missing: number } | null;
  /** The step down that comes unless `missing` points are earned, and whether it is near enough to be announced. */
  downgrade: { at: number; tier: string; name: string; missing: number; announced: boolean } | null;
  expires: PointsDate | null;
  unlocks: PointsDate | null;
}

/** What a person holds of each programme they ever earned in, as of now. */
export function pointsOf(store: Store, personId: number): PersonPoints[] {
  return programmesHeld(store, personId).map((programme) => heldOf(store, { personId, programme }));
}

function programmesHeld(store: Store, personId: number): PointsProgramme[] {
  const rows = store.sql.all<{ programme: string }>(
    'SELECT programme FROM points_wallet WHERE person_id = ? ORDER BY programme',
    personId,
  );
  return rows.flatMap(({ programme }) => {
    const found = findProgramme(store, programme);
    return found.ok ? [found.value] : [];
  });
}

function heldOf(store: Store, holder: Holder): PersonPoints {
  const { programme } = holder;
  const now = store.now();
  const { wallet } = settle(programme, loadWallet(store, holder), now);
  const held = holdings(wallet);
  const { next, downgrade } = outlook(programme, wallet, now);
  const tier = tierOf(programme, wallet);
  const { standing } = wallet;
  return {
    programme: { id: programme.id, name: programme.name },
    lifetime: Object.values(held).reduce((sum, points) => sum + points, 0),
    available: held.earned,
    locked: held.locked,
    spent: held.spent,
    expired: held.expired,
    reversed: held.reversed,
    owed: wallet.shortfall,
    tier:
      tier === null || standing === null ? null : { ...tier, since: standing.since, until: standing.until },
    next: next === null ? null : { ...next, name: nameOf(programme, next.tier) },
    downgrade:
      downgrade === null
        ? null
        : {
            at: downgrade.at,
            tier: downgrade.tier,
            name: nameOf(programme, downgrade.tier),
            missing: downgrade.missing,
            announced: downgrade.noticeAt <= now,
          },
    expires: wallet.sheltered ? null : soonest(wallet, ({ expiresAt }) => expiresAt),
    unlocks: soonest(wallet, ({ locked, unlockAt }) => (locked ? unlockAt : null)),
  };
}

function nameOf({ tiers }: PointsProgramme, id: string): string {
  return tiers.find((tier) => tier.id === id)?.name ?? id;
}

function soonest({ lots }: Wallet, when: (lot: PointsLot) => number | null): PointsDate | null {
  let next: PointsDate | null = null;
  for (const lot of lots) {
    const at = when(lot);
    if (at === null || lot.remaining === 0) continue;
    if (next === null || at < next.at) next = { at, points: lot.remaining };
    else if (at === next.at) next = { at, points: next.points + lot.remaining };
  }
  return next;
}

/** What each programme will have to be paid for, from the books. */
export function liabilities(
  store: Store,
): (PointsLiability & { programme: string; name: string; people: number })[] {
  return listProgrammes(store).map((programme) => {
    const held: Record<PointsAccount, number> = { locked: 0, earned: 0, spent: 0, expired: 0, reversed: 0 };
    const rows = store.sql.all<{ account: PointsAccount; amount: number }>(
      `SELECT account, sum(amount) AS amount FROM balance WHERE currency = ? AND holder <> '' GROUP BY account`,
      pointsCurrency(programme.id),
    );
    for (const { account, amount } of rows) held[account] = amount;
    const people = store.sql.all<{ n: number }>(
      `SELECT count(*) AS n FROM (SELECT holder FROM balance
         WHERE currency = ? AND account IN ('locked', 'earned') AND holder <> '' GROUP BY holder HAVING sum(amount) > 0)`,
      pointsCurrency(programme.id),
    )[0]?.n;
    return {
      programme: programme.id,
      name: programme.name,
      people: people ?? 0,
      ...liability(programme, held),
    };
  });
}
