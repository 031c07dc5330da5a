import type { Problem } from '#core/problem.ts';
import { first } from '#server/storage/sql.ts';
import type { Store } from '#server/workspace/store.ts';

export type DeliveryKind =
  | 'alert'
  | 'clear'
  | 'digest'
  | 'flag'
  | 'forget'
  | 'lookup'
  | 'notice'
  | 'payout'
  | 'reward';
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

/**
 * Versions count up from the time of the first request, in thousandths: a delivery that was withdrawn and is asked
 * for again never repeats a version that may still travel.
 */
export const VERSIONS = 1000;

/** Records that something must leave. The same id again means: send it anew, as things stand then. */
export function enqueue(
  { sql, now, wake }: Store,
  delivery: { id: string; kind: DeliveryKind; target: string; subject: string },
): void {
  const at = now();
  sql.run(
    `INSERT INTO delivery (id, kind, target, subject, state, version, attempts, due_at, created_at)
     VALUES (?, ?, ?, ?, 'due', ?, 0, ?, ?)
     ON CONFLICT (id) DO UPDATE SET target = excluded.target, subject = excluded.subject, state = excluded.state,
       version = version + 1, attempts = 0, due_at = excluded.due_at, problem = NULL, settled_at = NULL`,
    delivery.id,
    delivery.kind,
    delivery.target,
    delivery.subject,
    at * VERSIONS,
    at,
    at,
  );
  wake(at);
}

/** A way out: deliveries of one kind to one target travel together. */
export interface Lane {
  kind: DeliveryKind;
  target: string;
}

/** The ways out on which something is due by now, found lane by lane: thousands may wait on each. */
export function dueLanes(store: Store): Lane[] {
  return lanesWithWork(store).filter((lane) => lane.dueAt <= store.now());
}

/** Every way out on which something waits, with the time it is next due. */
function lanesWithWork({ sql }: Store): (Lane & { dueAt: number })[] {
  const lanes: (Lane & { dueAt: number })[] = [];
  for (let after: Lane = { kind: '' as DeliveryKind, target: '' }; ;) {
    const lane = first<Lane & { dueAt: number }>(
      sql,
      `SELECT kind, target, due_at AS dueAt FROM delivery WHERE state = 'due' AND (kind, target) > (?, ?)
       ORDER BY kind, target, due_at LIMIT 1`,
      after.kind,
      after.target,
    );
    if (lane === undefined) return lanes;
    lanes.push(lane);
    after = lane;
  }
}

/** As much as travels at once: a batch of records, every alert (many become one), else little, so that no lane waits long. */
const TOGETHER: Record<DeliveryKind, number> = {
  flag: 100,
  clear: 100,
  forget: 100,
  lookup: 20,
  alert: 1000,
  reward: 10,
  notice: 10,
  payout: 20,
  digest: 10,
};

/** What is due on a lane by now, oldest first. */
export function dueOn({ sql, now }: Store, { kind, target }: Lane): Delivery[] {
  return sql.all<Delivery>(
    // `LIMIT +?`: with a bare parameter there SQLite plans the query anew at every run, forty times the work.
    `SELECT id, kind, target, subject, state, version, attempts, due_at AS dueAt FROM delivery
     WHERE state = 'due' AND due_at <= ? AND kind = ? AND target = ? ORDER BY due_at, id LIMIT +?`,
    now(),
    kind,
    target,
    TOGETHER[kind],
  );
}

/** When the next delivery falls due, or null. */
export function nextDue(store: Store): number | null {
  const times = lanesWithWork(store).map((lane) => lane.dueAt);
  return times.length === 0 ? null : Math.min(...times);
}

/** Those of the deliveries that still stand as they were read: not settled, withdrawn or asked for again since. */
export function standing({ sql }: Store, deliveries: readonly Delivery[]): Delivery[] {
  const versions = sql.all<{ id: string; version: number }>(
    // By id, never by state: thousands may be due.
    `SELECT id, version FROM delivery WHERE +state = 'due' AND id IN (SELECT value FROM json_each(?))`,
    JSON.stringify(deliveries.map((delivery) => delivery.id)),
  );
  const now = new Map(versions.map((row) => [row.id, row.version]));
  return deliveries.filter((delivery) => now.get(delivery.id) === delivery.version);
}

/** Whether one delivery still stands as it was read. */
export function stands({ sql }: Store, { id, version }: Delivery): boolean {
  const query = `SELECT 1 FROM delivery WHERE id = ? AND version = ? AND +state = 'due'`;
  return first(sql, query, id, version) !== undefined;
}

/** Settles a delivery, unless it was settled already or asked for again while it travelled. */
export function settle({ sql, now }: Store, { id, version }: Delivery): void {
  sql.run(
    `UPDATE delivery SET state = 'sent', problem = NULL, settled_at = ?
     WHERE id = ? AND version = ? AND state = 'due'`,
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
     WHERE id = ? AND version = ? AND state = 'due'`,
    parked ? 'parked' : 'due',
    now() + Math.max(delay ?? 0, retryAfter ?? 0),
    JSON.stringify(problem),
    parked ? now() : null,
    id,
    version,
  );
}

/** Where a delivery goes that is to leave: flags wait for the end of a first sync, and for an admin's yes. */
export const LEAVING = `CASE WHEN kind = 'flag' AND EXISTS (SELECT 1 FROM connection
  WHERE connection.id = delivery.target AND (initial OR write_back = 'review')) THEN 'held' ELSE 'due' END`;

/** A vendor account is there again: what was given up on for its sake is tried once more. */
export function revive({ sql, now, wake }: Store, target: string): void {
  sql.run(
    `UPDATE delivery SET state = ${LEAVING}, attempts = 0, due_at = ?, settled_at = NULL
     WHERE target = ? AND state = 'parked'`,
    now(),
    target,
  );
  wake(now());
}
