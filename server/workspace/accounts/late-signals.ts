import { dissatisfaction } from '#core/ask/dissatisfaction.ts';
import { READINESS_SIGNALS, READINESS_WINDOW, RENEWAL_SIGNALS } from '#core/ask/readiness.ts';
import { accountReadiness } from '#core/account/readiness.ts';
import type { Signal } from '#core/signal/signal.ts';
import type { Store } from '#server/workspace/store.ts';

/** What was told lately about the people of an account, as far as it closes gates. */
export interface LateSignals {
  /** By person. */
  own: Map<number, Signal[]>;
  /** Those about the renewal of the whole account. */
  renewal: Signal[];
}

/** By account; of these accounts only, or of all. Accounts nothing was told about are left out. */
export function lateSignals({ sql }: Store, accounts: readonly string[] | null, now: number) {
  const rows = sql.all<Signal & { account: string; personId: number }>(
    `SELECT DISTINCT company.account, signal.person_id AS personId, signal.key, signal.type,
       signal.occurred_at AS occurredAt, signal.received_at AS receivedAt, signal.value, signal.source
     FROM company
     CROSS JOIN record ON record.company_id = company.id AND record.connection = company.connection
     CROSS JOIN signal ON signal.person_id = record.person_id
     WHERE ${accounts === null ? 'true' : 'company.account IN (SELECT value FROM json_each(?3))'}
       AND record.removed_at IS NULL AND signal.occurred_at > ?1
       AND signal.type IN (SELECT value FROM json_each(?2))`,
    now - READINESS_WINDOW,
    JSON.stringify([...READINESS_SIGNALS, ...RENEWAL_SIGNALS]),
    ...(accounts === null ? [] : [JSON.stringify(accounts)]),
  );
  const found = new Map<string, LateSignals>();
  for (const row of rows) {
    const late = found.get(row.account) ?? { own: new Map<number, Signal[]>(), renewal: [] };
    found.set(row.account, late);
    if (isRenewal(row)) late.renewal.push(row);
    else late.own.set(row.personId, [...(late.own.get(row.personId) ?? []), row]);
  }
  return found;
}

function isRenewal({ type }: Signal): boolean {
  return RENEWAL_SIGNALS.some((renewal) => renewal === type);
}

/** How much went wrong lately: how many people are dissatisfied, and one more where the renewal is at risk. */
export function riskOf(late: LateSignals | undefined, now: number): number {
  if (late === undefined) return 0;
  const unhappy = [...late.own.values()].filter((signals) => dissatisfaction(signals, now) !== null);
  const { closed } = accountReadiness({ heldUntil: null, insider: null, signals: late.renewal }, now);
  return unhappy.length + closed.length;
}
