import { holdId, type FraudHold, type HoldState } from '#core/fraud/hold.ts';
import { ok, refuse, type Result } from '#core/problem.ts';
import { first } from '#server/storage/sql.ts';
import { readCursor, writeCursor } from '#server/workspace/cursor.ts';
import type { Page, Store } from '#server/workspace/store.ts';

interface HoldRow extends Omit<FraudHold, 'id' | 'evidence'> {
  evidence: string;
}

const COLUMNS = `fraud_hold.reward_id AS rewardId, fraud_hold.code, fraud_hold.reason, fraud_hold.evidence,
  fraud_hold.placed_at AS placedAt, fraud_hold.expected_by AS expectedBy, fraud_hold.lapses_at AS lapsesAt,
  fraud_hold.state, fraud_hold.by, fraud_hold.at, fraud_hold.why`;

function rowToHold(row: HoldRow): FraudHold {
  return {
    ...row,
    id: holdId(row.rewardId, row.code),
    evidence: JSON.parse(row.evidence) as string[],
  };
}

/** Every hold a reward ever had, the oldest first. */
export function holdsOf({ sql }: Store, rewardId: string): FraudHold[] {
  return sql
    .all<HoldRow>(`SELECT ${COLUMNS} FROM fraud_hold WHERE reward_id = ? ORDER BY placed_at, code`, rewardId)
    .map(rowToHold);
}

/** A hold by its id, or `not_found`. */
export function findHold({ sql }: Store, id: string): Result<FraudHold> {
  const colon = id.lastIndexOf(':');
  const row = first<HoldRow>(
    sql,
    `SELECT ${COLUMNS} FROM fraud_hold WHERE reward_id = ? AND code = ?`,
    id.slice(0, Math.max(0, colon)),
    id.slice(colon + 1),
  );
  return row === undefined
    ? refuse(
        'not_found',
        `There is no hold ${id.toWellFormed().slice(0, 60)}.`,
        'List the holds to find the id.',
      )
    : ok(rowToHold(row));
}

/** A hold with whom and what it concerns. */
export interface HoldView extends FraudHold {
  personId: string;
  person: string;
  act: string;
  amount: number;
  currency: string;
}

/** SQL for a hold that makes its reward wait at `?1`: what is with its proposer again waits for them, see `QUEUES`. */
const WAITS = `fraud_hold.state = 'open' AND reward.state = 'proposed' AND (lapses_at IS NULL OR lapses_at > ?1)`;

/** Holds of one state or all, the newest first; of those that are open, the ones a reward waits for now. */
export function listHolds(
  { sql, now }: Store,
  state: HoldState | null,
  limit: number,
  cursor: string | null,
): Result<Page<HoldView>> {
  const after = readCursor<[number, string, string]>(cursor, ['time', 'text', 'text']);
  if (!after.ok) return after;
  const rows = sql.all<HoldRow & Omit<HoldView, keyof FraudHold> & { personId: number }>(
    `SELECT ${COLUMNS}, reward.person_id AS personId, coalesce(person.name, '') AS person, reward.act, reward.amount,
       reward.currency
     FROM fraud_hold JOIN reward ON reward.id = fraud_hold.reward_id LEFT JOIN person ON person.id = reward.person_id
     WHERE (?2 IS NULL OR (fraud_hold.state = ?2 AND (?2 <> 'open' OR (${WAITS}))))
       AND (fraud_hold.placed_at, fraud_hold.reward_id, fraud_hold.code) < (?3, ?4, ?5)
     ORDER BY fraud_hold.placed_at DESC, fraud_hold.reward_id DESC, fraud_hold.code DESC LIMIT ?6`,
    now(),
    state,
    ...(after.value ?? [Number.MAX_SAFE_INTEGER, '', '']),
    limit + 1,
  );
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return ok({
    items: page.map((row) => ({ ...row, ...rowToHold(row), personId: String(row.personId) })),
    next: rows.length > limit && last ? writeCursor([last.placedAt, last.rewardId, last.code]) : null,
  });
}

/** How many rewards wait because of a hold: as many as are in the queue of those. */
export function heldRewards({ sql, now }: Store): number {
  const query = `SELECT count(DISTINCT reward_id) AS n FROM fraud_hold JOIN reward ON reward.id = reward_id
    WHERE ${WAITS}`;
  return first<{ n: number }>(sql, query, now())?.n ?? 0;
}

/** Puts a hold on its reward; false where one of its code was put there before, whatever became of it. */
export function insertHold({ sql }: Store, hold: FraudHold): boolean {
  const fresh = sql.all(
    `INSERT INTO fraud_hold (reward_id, code, reason, evidence, placed_at, expected_by, lapses_at, state)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING RETURNING code`,
    hold.rewardId,
    hold.code,
    hold.reason,
    JSON.stringify(hold.evidence),
    hold.placedAt,
    hold.expectedBy,
    hold.lapsesAt,
    hold.state,
  );
  return fresh.length > 0;
}

/** Keeps what became of a hold. */
export function endHold({ sql }: Store, { rewardId, code, state, by, at, why }: FraudHold): void {
  sql.run(
    'UPDATE fraud_hold SET state = ?, by = ?, at = ?, why = ? WHERE reward_id = ? AND code = ?',
    state,
    by,
    at,
    why,
    rewardId,
    code,
  );
}

/** Open holds whose time is up. */
export function lapsedHolds({ sql, now }: Store): FraudHold[] {
  return sql
    .all<HoldRow>(`SELECT ${COLUMNS} FROM fraud_hold WHERE state = 'open' AND lapses_at <= ?`, now())
    .map(rowToHold);
}

/** SQL for when the next open hold ends by itself, or null. */
export const NEXT_LAPSE = `SELECT min(lapses_at) FROM fraud_hold WHERE state = 'open'`;
