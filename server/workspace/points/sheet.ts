import { ok, refuse, type Result } from '#core/problem.ts';
import { revocable } from '#core/points/claw-back.ts';
import type { PointsProgramme } from '#core/points/programme.ts';
import type { MovementKind } from '#core/points/wallet.ts';
import { first } from '#server/storage/sql.ts';
import { readCursor, writeCursor } from '#server/workspace/cursor.ts';
import { personKey } from '#server/workspace/people/people.ts';
import { findProgramme } from './programmes.ts';
import { pointsOf, type PersonPoints } from './views.ts';
import { loadWallet } from './wallets.ts';
import type { Store } from '#server/workspace/store.ts';

/** Points that were earned at once, by what for and when. */
export interface EarnedPoints {
  act: string;
  earnedAt: number;
}

/** Points that can still be taken back. */
export interface RevocablePoints extends EarnedPoints {
  lot: string;
  /** How many of them, wherever they went. */
  most: number;
}

/** A movement with what its points had been earned for. */
export interface SheetMovement {
  id: string;
  kind: MovementKind;
  at: number;
  points: number;
  owed: number;
  reason: string;
  by: string;
  earned: EarnedPoints | null;
  /** The reward that they were earned by, or taken back with. */
  reward: string | null;
}

/** One person's points of one programme. */
export interface PointsSheet {
  person: { id: string; name: string };
  programme: PointsProgramme;
  /** Null before they earned any. */
  held: PersonPoints | null;
  /** The newest first. */
  revocable: RevocablePoints[];
  /** One page, newest first. */
  movements: SheetMovement[];
  next: string | null;
}

export interface SheetQuery {
  limit: number;
  cursor: string | null;
}

const MOST_LOTS = 200;
const REWARD = /^(?:earn|claw_back):reward:(R\d+):/;

/** What somebody holds of a programme and what happened to it. Fails with `not_found` or `invalid_input`. */
export function sheetOf(
  store: Store,
  personId: string,
  programmeId: string,
  query: SheetQuery,
): Result<PointsSheet> {
  const key = personKey(store, personId);
  if (key === null) return refuse('not_found', 'There is no such person.', 'They may have been removed.');
  const programme = findProgramme(store, programmeId);
  if (!programme.ok) return programme;
  const moved = movementsOf(store, key, programmeId, query);
  if (!moved.ok) return moved;
  const name = first<{ name: string }>(store.sql, 'SELECT name FROM person WHERE id = ?', key)?.name ?? '';
  return ok({
    person: { id: String(key), name },
    programme: programme.value,
    held: pointsOf(store, key).find((each) => each.programme.id === programmeId) ?? null,
    revocable: revocableOf(store, key, programme.value),
    ...moved.value,
  });
}

function revocableOf(store: Store, personId: number, programme: PointsProgramme): RevocablePoints[] {
  const acts = new Map(
    store.sql
      .all<{ id: number; act: string }>(
        'SELECT id, act FROM points_lot WHERE person_id = ? AND programme = ?',
        personId,
        programme.id,
      )
      .map(({ id, act }) => [id, act]),
  );
  return loadWallet(store, { personId, programme })
    .lots.flatMap((lot) => {
      const most = revocable(lot);
      if (most === 0) return [];
      return { lot: String(lot.id), act: acts.get(lot.id) ?? '', earnedAt: lot.earnedAt, most };
    })
    .toReversed()
    .slice(0, MOST_LOTS);
}

interface Row extends Omit<SheetMovement, 'id' | 'earned' | 'reward'> {
  id: number;
  key: string;
  act: string | null;
  earnedAt: number | null;
}

function movementsOf(
  { sql }: Store,
  personId: number,
  programme: string,
  { limit, cursor }: SheetQuery,
): Result<Pick<PointsSheet, 'movements' | 'next'>> {
  const after = readCursor<[number]>(cursor, ['time']);
  if (!after.ok) return after;
  const rows = sql.all<Row>(
    `SELECT move.id, kind, at, points, owed, reason, by, key, act, earned_at AS earnedAt
     FROM points_movement AS move LEFT JOIN points_lot AS lot ON lot.id = move.lot_id
     WHERE move.person_id = ? AND move.programme = ? AND move.id < ? ORDER BY move.id DESC LIMIT ?`,
    personId,
    programme,
    after.value?.[0] ?? Number.MAX_SAFE_INTEGER,
    limit + 1,
  );
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const movements = page.map(({ id, key, act, earnedAt, ...move }) => ({
    ...move,
    id: String(id),
    earned: act === null || earnedAt === null ? null : { act, earnedAt },
    reward: REWARD.exec(key)?.[1] ?? null,
  }));
  return ok({ movements, next: rows.length > limit && last ? writeCursor([last.id]) : null });
}
