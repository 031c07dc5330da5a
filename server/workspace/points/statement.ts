import { ok, type Result } from '#core/problem.ts';
import type { MovementKind, PointsLot } from '#core/points/wallet.ts';
import { readCursor, writeCursor } from '#server/workspace/cursor.ts';
import { MOVEMENT_COLUMNS, type MovementRow } from './movements.ts';
import type { Store } from '#server/workspace/store.ts';

/** Points earned at once, and what became of them. */
export interface LotView extends Omit<PointsLot, 'id' | 'revoked'> {
  id: string;
  programme: string;
  /** What they were earned for. */
  act: string;
}

/** Something that happened to points. */
export interface MovementView {
  id: string;
  programme: string;
  kind: MovementKind;
  at: number;
  points: number;
  lot: string | null;
  owed: number;
  reason: string;
  by: string;
}

export interface PointsStatement {
  /** What is left or was earned last, the oldest first. */
  lots: LotView[];
  movements: MovementView[];
  next: string | null;
}

const MAX_LOTS = 200;

/** The lots of a person that have points left, and one page of their movements, newest first. */
export function statementOf(
  { sql }: Store,
  personId: number,
  { limit, cursor }: { limit: number; cursor: string | null },
): Result<PointsStatement> {
  const after = readCursor<[number]>(cursor, ['time']);
  if (!after.ok) return after;
  const lots = sql.all<Omit<LotView, 'id' | 'locked'> & { id: number; locked: number }>(
    `SELECT id, programme, act, earned_at AS earnedAt, unlock_at AS unlockAt, expires_at AS expiresAt, locked, amount,
       remaining, spent, expired, reversed
     FROM points_lot WHERE person_id = ? AND remaining > 0 ORDER BY earned_at, id LIMIT ${MAX_LOTS}`,
    personId,
  );
  const rows = sql.all<MovementRow>(
    `SELECT ${MOVEMENT_COLUMNS} FROM points_movement WHERE person_id = ? AND id < ? ORDER BY id DESC LIMIT ?`,
    personId,
    after.value?.[0] ?? Number.MAX_SAFE_INTEGER,
    limit + 1,
  );
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return ok({
    lots: lots.map((lot) => ({ ...lot, id: String(lot.id), locked: lot.locked === 1 })),
    movements: page.map(({ id, programme, kind, at, points, lotId, owed, reason, by }) => {
      return {
        id: String(id),
        programme,
        kind,
        at,
        points,
        lot: lotId === null ? null : String(lotId),
        owed,
        reason,
        by,
      };
    }),
    next: rows.length > limit && last ? writeCursor([last.id]) : null,
  });
}
