import type { Problem } from '#core/problem.ts';
import { first } from '#server/storage/sql.ts';
import type { Store } from './store.ts';

export type DeliveryKind = 'alert' | 'digest' | 'flag' | 'payout' | 'reward';
export type DeliveryState = 'held' | 'due' | 'sent' | 'parked';

export interface Delivery {
  id: string;
  kind: DeliveryKind;
  target: string;
  subject: string;
  state: DeliveryState;
  version: number;
  attempts: number;
  dueAt: number;
}

const minute = 60_000;
const hour = 60 * minute;

/** Waits before each new try, after Svix's published schedule; past the last one a delivery is parked. */
export const RETRY_DELAYS = [5_000, 5 * minute, 30 * minute, 2 * hour, 5 * hour, 10 * hour, 10 * hour];

/** Records that something must leave. The same id again means: send it anew, as things stand then. */
export function enqueue(
  { sql, now, wake }: Store,
  delivery: { id: string; kind: DeliveryKind; target: string; subject: string; held?: boolean },
): void {
  const at = now();
  sql.run(
    `INSERT INTO delivery (id, kind, target, subject, state, version, attempts, due_at, created_at)
     VALUES (?, ?, ?, ?, ?, 1, 0, ?, ?)
     ON CONFLICT (id) DO UPDATE SET state = excluded.state, version = version + 1, attempts = 0,
       due_at = excluded.due_at, problem = NULL, settled_at = NULL`,
    delivery.id,
    delivery.kind,
    delivery.target,
    delivery.subject,
    delivery.held === true ? 'held' : 'due',
    at,
    at,
  );
  wake(at);
}

/** What is due by now, oldest first, in groups that may travel together: same kind, same target, at most 100. */
export function dueGroups({ sql, now }: Store): Delivery[][] {
  const heads = sql.all<{ kind: string; target: string }>(
    `SELECT DISTINCT kind, target FROM delivery WHERE state = 'due' AND due_at <= ?`,
    now(),
  );
  return heads.map(({ kind, target }) =>
    sql.all<Delivery>(
      `SELECT id, kind, target, subject, state, version, attempts, due_at AS dueAt FROM delivery
       WHERE state = 'due' AND due_at <= ? AND kind = ? AND target = ? ORDER BY due_at, id LIMIT 100`,
      now(),
      kind,
      target,
    ),
  );
}

/** When the next delivery falls due, or null. */
export function nextDue({ sql }: Store): number | null {
  return (
    first<{ at: number | null }>(sql, `SELECT min(due_at) AS at FROM delivery WHERE state = 'due'`)?.at ??
    null
  );
}

/** Settles a delivery, unless it was asked for again while it travelled. */
export function settle({ sql, now }: Store, { id, version }: Delivery): void {
  sql.run(
    `UPDATE delivery SET state = 'sent', problem = NULL, settled_at = ? WHERE id = ? AND version = ?`,
    now(),
    id,
    version,
  );
}

/** Puts a failed delivery back for later, or parks it for a person to look at. */
export function postpone(
  { sql, now }: Store,
  { id, version, attempts }: Delivery,
  problem: Problem,
  retryAfter: number | null,
): void {
  const delay = RETRY_DELAYS[attempts];
  const parked = retryAfter === null || delay === undefined;
  sql.run(
    `UPDATE delivery SET state = ?, attempts = attempts + 1, due_at = ?, problem = ?, settled_at = ?
     WHERE id = ? AND version = ?`,
    parked ? 'parked' : 'due',
    now() + Math.max(delay ?? 0, retryAfter ?? 0),
    JSON.stringify(problem),
    parked ? now() : null,
    id,
    version,
  );
}
