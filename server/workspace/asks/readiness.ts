import { READINESS_SIGNALS, READINESS_WINDOW, readinessAt, RENEWAL_SIGNALS } from '#core/ask/readiness.ts';
import type { Readiness } from '#core/card/card.ts';
import type { Signal } from '#core/signal/signal.ts';
import { standingOf } from './standing.ts';
import type { Store } from '#server/workspace/store.ts';

const COLUMNS = `key, type, occurred_at AS occurredAt, received_at AS receivedAt, value, source`;

/** Whether a person may be asked now, read from no more of the signals than can close a gate. */
export function readinessOf(store: Store, personId: number): Readiness {
  const now = store.now();
  const signals = store.sql.all<Signal>(
    `SELECT ${COLUMNS} FROM signal
     WHERE person_id = ? AND occurred_at > ? AND type IN (SELECT value FROM json_each(?))`,
    personId,
    now - READINESS_WINDOW,
    JSON.stringify(READINESS_SIGNALS),
  );
  const account = accountSignals(store, personId, now);
  return readinessAt({ standing: standingOf(store, personId), signals, account }, now);
}

/** What was told lately about the renewal of anybody at a company of this person, the person among them. */
export function accountSignals({ sql }: Store, personId: number, now: number): Signal[] {
  return sql.all<Signal>(
    `SELECT ${COLUMNS} FROM signal
     WHERE person_id IN (
         SELECT ?1 UNION
         SELECT colleague.person_id FROM record AS own CROSS JOIN record AS colleague
           ON colleague.company_id = own.company_id AND colleague.connection = own.connection
         WHERE own.person_id = ?1 AND own.removed_at IS NULL AND colleague.removed_at IS NULL)
       AND occurred_at > ?2 AND type IN (SELECT value FROM json_each(?3))`,
    personId,
    now - READINESS_WINDOW,
    JSON.stringify(RENEWAL_SIGNALS),
  );
}
