import { RpcTarget } from 'cloudflare:workers';
import { ok, refuse, type Problem, type Result } from '#core/problem.ts';
import { first } from '#server/storage/sql.ts';
import { note } from '#server/workspace/trail/note.ts';
import { readCursor, writeCursor } from '#server/workspace/cursor.ts';
import { LEAVING, type Delivery, type DeliveryState } from './outbox.ts';
import type { Page, Store } from '#server/workspace/store.ts';

export interface DeliveryRow extends Delivery {
  problem: Problem | null;
  createdAt: number;
  settledAt: number | null;
}

/** What left, what waits, and what could not be delivered. */
export class Deliveries extends RpcTarget {
  #store: Store;

  constructor(store: Store) {
    super();
    this.#store = store;
  }

  /** Deliveries of one state or all, what settled or falls due last first. */
  list({
    state,
    limit,
    cursor,
  }: {
    state: DeliveryState | null;
    limit: number;
    cursor: string | null;
  }): Result<Page<DeliveryRow>> {
    const after = readCursor<[number, string]>(cursor, ['time', 'text']);
    if (!after.ok) return after;
    const [at, id] = after.value ?? [Number.MAX_SAFE_INTEGER, ''];
    const rows = this.#store.sql.all<Omit<DeliveryRow, 'problem'> & { problem: string | null }>(
      `SELECT id, kind, target, subject, state, version, attempts, due_at AS dueAt, problem,
         created_at AS createdAt, settled_at AS settledAt
       FROM delivery WHERE (?1 IS NULL OR state = ?1) AND (coalesce(settled_at, due_at), id) < (?2, ?3)
       ORDER BY coalesce(settled_at, due_at) DESC, id DESC LIMIT ?4`,
      state,
      at,
      id,
      limit + 1,
    );
    const items = rows.slice(0, limit).map((row) => ({
      ...row,
      problem: row.problem === null ? null : (JSON.parse(row.problem) as Problem),
    }));
    const last = items.at(-1);
    const next = rows.length > limit && last ? writeCursor([last.settledAt ?? last.dueAt, last.id]) : null;
    return ok({ items, next });
  }

  counts(): Record<DeliveryState, number> {
    const counts: Record<DeliveryState, number> = { held: 0, due: 0, sent: 0, parked: 0 };
    const rows = this.#store.sql.all<{ state: DeliveryState; n: number }>(
      'SELECT state, count(*) AS n FROM delivery GROUP BY state',
    );
    for (const { state, n } of rows) counts[state] = n;
    return counts;
  }

  /** How many failed at least once and are tried again by themselves. */
  retried(): number {
    const query = `SELECT count(*) AS n FROM delivery WHERE state = 'due' AND attempts > 0`;
    return first<{ n: number }>(this.#store.sql, query)?.n ?? 0;
  }

  /** Sends a parked delivery once more; its id stays the same, so nothing can happen twice. */
  replay(id: string, by: string): Result<null> {
    const store = this.#store;
    return store.sql.transaction(() => {
      const revived = store.sql.all(
        `UPDATE delivery SET state = ${LEAVING}, attempts = 0, due_at = ?, settled_at = NULL
         WHERE id = ? AND state = 'parked' RETURNING id`,
        store.now(),
        id,
      );
      if (revived.length === 0) {
        return refuse('not_found', 'This delivery is not parked.', 'Reload the list of deliveries.');
      }
      note(store, by, 'delivery.replayed', id);
      store.wake(store.now());
      return ok(null);
    });
  }

  /** Sends everything that is parked once more; gives how many. */
  replayAll(by: string): number {
    const store = this.#store;
    return store.sql.transaction(() => {
      const parked = store.sql.all<{ id: string }>(`SELECT id FROM delivery WHERE state = 'parked'`);
      for (const { id } of parked) this.replay(id, by);
      return parked.length;
    });
  }
}
