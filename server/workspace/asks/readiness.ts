import { READINESS_SIGNALS, READINESS_WINDOW, readinessAt } from '#core/ask/readiness.ts';
import type { Readiness } from '#core/card/card.ts';
import type { Standing } from '#core/crm/flag.ts';
import type { Signal } from '#core/signal/signal.ts';
import { first } from '#server/storage/sql.ts';
import type { Store } from '#server/workspace/store.ts';

/** Whether a person may be asked now, read from no more of their signals than can close a gate. */
export function readinessOf(store: Store, personId: number): Readiness {
  const now = store.now();
  const signals = store.sql.all<Signal>(
    `SELECT key, type, occurred_at AS occurredAt, received_at AS receivedAt, value, source FROM signal
     WHERE person_id = ? AND occurred_at > ? AND type IN (SELECT value FROM json_each(?))`,
    personId,
    now - READINESS_WINDOW,
    JSON.stringify(READINESS_SIGNALS),
  );
  return readinessAt(standingOf(store, personId), signals, now);
}

/** What decides whether a person may be asked at all. */
export function standingOf({ sql }: Store, personId: number): Standing {
  const row = first<Omit<Standing, 'optedOut'> & { optedOut: number }>(
    sql,
    'SELECT tier, opted_out AS optedOut, rest_until AS restUntil FROM person WHERE id = ?',
    personId,
  );
  return row === undefined
    ? { tier: 'none', optedOut: false, restUntil: null }
    : { ...row, optedOut: row.optedOut === 1 };
}
