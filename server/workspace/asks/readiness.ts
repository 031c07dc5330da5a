import { READINESS_SIGNALS, READINESS_WINDOW, readinessAt, RENEWAL_SIGNALS } from '#core/ask/readiness.ts';
import type { Readiness } from '#core/card/card.ts';
import type { Signal } from '#core/signal/signal.ts';
import { NOBODY, standingsOf } from './standing.ts';
import type { Store } from '#server/workspace/store.ts';

const COLUMNS = `signal.key, signal.type, signal.occurred_at AS occurredAt, signal.received_at AS receivedAt,
  signal.value, signal.source`;

/** Whether a person may be asked now, read from no more of the signals than can close a gate. */
export function readinessOf(store: Store, personId: number): Readiness {
  const [readiness] = readinessOfAll(store, [personId]);
  return readiness!;
}

/** As `readinessOf`, for many at once in as many statements as for one; in the order of their ids. */
export function readinessOfAll(store: Store, personIds: readonly number[]): Readiness[] {
  const now = store.now();
  const standings = standingsOf(store, personIds);
  const own = signalsByPerson(store, personIds, [...READINESS_SIGNALS, ...RENEWAL_SIGNALS], now);
  const account = companySignals(store, personIds, now);
  return personIds.map((id) => {
    const signals = own.get(id) ?? [];
    const standing = standings.get(id) ?? NOBODY;
    return readinessAt({ standing, signals, account: [...signals, ...(account.get(id) ?? [])] }, now);
  });
}

/** What was told lately about the renewal of anybody at a company of this person, the person among them. */
export function accountSignals(store: Store, personId: number, now: number): Signal[] {
  const own = signalsByPerson(store, [personId], RENEWAL_SIGNALS, now).get(personId) ?? [];
  return [...own, ...(companySignals(store, [personId], now).get(personId) ?? [])];
}

function signalsByPerson(
  { sql }: Store,
  personIds: readonly number[],
  types: readonly Signal['type'][],
  now: number,
): Map<number, Signal[]> {
  const rows = sql.all<Signal & { personId: number }>(
    `SELECT ${COLUMNS}, signal.person_id AS personId FROM signal
     WHERE signal.person_id IN (SELECT value FROM json_each(?1)) AND signal.occurred_at > ?2
       AND signal.type IN (SELECT value FROM json_each(?3))`,
    JSON.stringify(personIds),
    now - READINESS_WINDOW,
    JSON.stringify(types),
  );
  return Map.groupBy(rows, ({ personId }) => personId);
}

/** A company of a CRM account, as a key. */
const COMPANY_KEY = `json_array(record.connection, record.company_id)`;

const COMPANIES = `SELECT DISTINCT record.person_id AS personId, record.connection, record.company_id, ${COMPANY_KEY} AS company
  FROM record
  WHERE record.person_id IN (SELECT value FROM json_each(?1)) AND record.removed_at IS NULL AND record.company_id IS NOT NULL`;

/** By person, what was told lately about the renewal of a company of theirs; each company is read once. */
function companySignals({ sql }: Store, personIds: readonly number[], now: number): Map<number, Signal[]> {
  const ids = JSON.stringify(personIds);
  const late = sql.all<Signal & { company: string }>(
    `SELECT DISTINCT ${COLUMNS}, ${COMPANY_KEY} AS company
     FROM (SELECT DISTINCT connection, company_id FROM (${COMPANIES})) AS own
     CROSS JOIN record ON record.company_id = own.company_id AND record.connection = own.connection
     CROSS JOIN signal ON signal.person_id = record.person_id
     WHERE record.removed_at IS NULL AND signal.occurred_at > ?2
       AND signal.type IN (SELECT value FROM json_each(?3))`,
    ids,
    now - READINESS_WINDOW,
    JSON.stringify(RENEWAL_SIGNALS),
  );
  if (late.length === 0) return new Map();
  const byCompany = Map.groupBy(late, ({ company }) => company);
  const found = new Map<number, Signal[]>();
  for (const { personId, company } of sql.all<{ personId: number; company: string }>(COMPANIES, ids)) {
    const signals = byCompany.get(company);
    if (signals !== undefined) found.set(personId, [...(found.get(personId) ?? []), ...signals]);
  }
  return found;
}
