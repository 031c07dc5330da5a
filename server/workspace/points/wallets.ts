import { pointsTransaction } from '#core/ledger/points.ts';
import type { PointsProgramme } from '#core/points/programme.ts';
import { dueAt } from '#core/points/settle.ts';
import { outlook, type Standing } from '#core/points/tier.ts';
import { EMPTY_WALLET, type Movement, type PointsLot, type Step, type Wallet } from '#core/points/wallet.ts';
import { first } from '#server/storage/sql.ts';
import { note } from '#server/workspace/trail/note.ts';
import { post } from '#server/workspace/ledger/post.ts';
import type { Store } from '#server/workspace/store.ts';

/** Whose points of what. */
export interface Holder {
  personId: number;
  programme: PointsProgramme;
}

/** What somebody asked for, as opposed to what time did. */
export interface Cause {
  key: string;
  reason: string;
  by: string;
  asked: number | null;
  owed: number;
}

interface WalletRow {
  shortfall: number;
  tier: string | null;
  tierSince: number | null;
  tierUntil: number | null;
  sheltered: number;
  noticedFor: number | null;
}

/** What a person holds of a programme, as it was last written. */
export function loadWallet(store: Store, { personId, programme }: Holder): Wallet {
  const row = walletRow(store, personId, programme.id);
  if (row === undefined) return EMPTY_WALLET;
  const lots = store.sql
    .all<Omit<PointsLot, 'locked'> & { locked: number }>(
      `SELECT id, earned_at AS earnedAt, unlock_at AS unlockAt, expires_at AS expiresAt, locked, amount, remaining, spent,
         expired, reversed, revoked
       FROM points_lot WHERE person_id = ? AND programme = ? ORDER BY earned_at, id`,
      personId,
      programme.id,
    )
    .map((lot) => ({ ...lot, locked: lot.locked === 1 }));
  const { shortfall, tier, tierSince, tierUntil, sheltered } = row;
  const standing: Standing | null =
    tier === null || tierSince === null ? null : { tier, since: tierSince, until: tierUntil };
  return { lots, shortfall, standing, sheltered: sheltered === 1 };
}

function walletRow({ sql }: Store, personId: number, programme: string): WalletRow | undefined {
  return first<WalletRow>(
    sql,
    `SELECT shortfall, tier, tier_since AS tierSince, tier_until AS tierUntil, sheltered, noticed_for AS noticedFor
     FROM points_wallet WHERE person_id = ? AND programme = ?`,
    personId,
    programme,
  );
}

/**
 * Writes what became of a wallet inside the caller's transaction: its lots, each movement and its double entry, where
 * the person stands. The last movement is what `cause` tells of; gives its number, or null where nothing moved.
 */
export function keepStep(
  store: Store,
  holder: Holder,
  before: Wallet,
  step: Step,
  cause: Cause | null,
): number | null {
  let number: number | null = null;
  keepLots(store, holder, before, step.wallet, cause?.reason ?? '');
  for (const [index, movement] of step.movements.entries()) {
    const isLast = index === step.movements.length - 1;
    number = keepMovement(store, holder, movement, isLast && cause !== null ? cause : causeOf(movement));
  }
  keepStanding(store, holder, before, step.wallet);
  return number;
}

function keepLots(
  { sql }: Store,
  { personId, programme }: Holder,
  before: Wallet,
  after: Wallet,
  act: string,
): void {
  const known = new Map(before.lots.map((lot) => [lot.id, lot]));
  for (const lot of after.lots) {
    if (known.get(lot.id) === lot) continue;
    sql.run(
      `INSERT INTO points_lot (id, person_id, programme, act, earned_at, unlock_at, expires_at, locked, amount, remaining,
         spent, expired, reversed, revoked) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET expires_at = excluded.expires_at, locked = excluded.locked,
         remaining = excluded.remaining, spent = excluded.spent, expired = excluded.expired,
         reversed = excluded.reversed, revoked = excluded.revoked`,
      lot.id,
      personId,
      programme.id,
      act,
      lot.earnedAt,
      lot.unlockAt,
      lot.expiresAt,
      lot.locked ? 1 : 0,
      lot.amount,
      lot.remaining,
      lot.spent,
      lot.expired,
      lot.reversed,
      lot.revoked,
    );
  }
}

function causeOf({ kind, lot }: Movement): Cause {
  return { key: `${kind}:lot:${lot}`, reason: '', by: 'groundswell', asked: null, owed: 0 };
}

function keepMovement(
  store: Store,
  { personId, programme }: Holder,
  movement: Movement,
  cause: Cause,
): number | null {
  const { kind, at, lot, points } = movement;
  const row = first<{ id: number }>(
    store.sql,
    `INSERT INTO points_movement (key, person_id, programme, kind, at, lot_id, points, asked, owed, reason, by)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id`,
    cause.key,
    personId,
    programme.id,
    kind,
    at,
    lot,
    points,
    cause.asked,
    cause.owed,
    cause.reason,
    cause.by,
  );
  if (row === undefined) return null;
  const booked = { id: row.id, at: store.now(), programme: programme.id, personId };
  const transaction = pointsTransaction(movement, booked);
  if (transaction !== null) post(store, transaction);
  return row.id;
}

/** Where the person stands, with a word in the trail when that changed or is about to, and when to look again. */
function keepStanding(store: Store, { personId, programme }: Holder, before: Wallet, after: Wallet): void {
  const { sql, now } = store;
  const subject = `person:${personId}`;
  const { standing } = after;
  if (standing !== null && before.standing !== null && standing.tier !== before.standing.tier) {
    const told = `${programme.id}: from ${before.standing.tier} to ${standing.tier}`;
    note(store, 'groundswell', 'points.tier', subject, told);
  }
  let noticedFor = walletRow(store, personId, programme.id)?.noticedFor ?? null;
  let due = dueAt(programme, after);
  const { downgrade } = outlook(programme, after, now());
  if (downgrade !== null && noticedFor !== downgrade.at) {
    if (downgrade.noticeAt <= now()) {
      const told = `${programme.id}: ${downgrade.missing} points short of staying in ${standing?.tier}`;
      note(store, 'groundswell', 'points.notice', subject, told);
      noticedFor = downgrade.at;
    } else due = Math.min(due ?? Infinity, downgrade.noticeAt);
  }
  sql.run(
    `INSERT OR REPLACE INTO points_wallet
       (person_id, programme, shortfall, tier, tier_since, tier_until, sheltered, noticed_for, due_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    personId,
    programme.id,
    after.shortfall,
    standing?.tier ?? null,
    standing?.since ?? null,
    standing?.until ?? null,
    after.sheltered ? 1 : 0,
    noticedFor,
    due,
  );
  if (due !== null) store.wake(due);
}
