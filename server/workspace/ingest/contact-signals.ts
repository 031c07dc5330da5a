import type { CrmContact } from '#core/crm/crm.ts';
import type { Problem } from '#core/problem.ts';
import { checkSignal } from '#core/signal/signal.ts';
import type { ReadContacts } from './contacts.ts';
import { deleteSignals, type PersonSignal } from '#server/workspace/scoring/scoring.ts';
import type { Store } from '#server/workspace/store.ts';

/** A value read from a CRM that no score can use. */
export interface RefusedSignal {
  recordId: string;
  source: string;
  problem: Problem;
}

export interface CrmSignals {
  signals: PersonSignal[];
  refused: RefusedSignal[];
  /** People who lost a signal on the way and must be scored from all of theirs. */
  anew: Set<number>;
}

/**
 * The signals contacts tell of. Where a CRM now gives another value for the same property and day it was corrected:
 * the newest page's value replaces the one before, and an older page adds nothing to it.
 */
export function signalsOfContacts(
  store: Store,
  connection: string,
  contacts: CrmContact[],
  read: ReadContacts,
): CrmSignals {
  const found: CrmSignals = { signals: [], refused: [], anew: new Set(read.restored) };
  const current: PersonSignal[] = [];
  const outdated: PersonSignal[] = [];
  for (const contact of contacts) {
    const list = read.stale.has(contact) ? outdated : read.known.has(contact.id) ? current : found.signals;
    readSignals(store, connection, contact, read.people.get(contact.id), list, found.refused);
  }
  const corrected = rivalsOf(store, current);
  for (const { personId } of corrected) found.anew.add(personId);
  deleteSignals(
    store,
    corrected.map(({ rival }) => rival),
  );
  const contradicted = new Set(rivalsOf(store, outdated).map(({ key }) => key));
  found.signals.push(...current, ...outdated.filter(({ key }) => !contradicted.has(key)));
  return found;
}

function readSignals(
  store: Store,
  connection: string,
  contact: CrmContact,
  personId: number | undefined,
  into: PersonSignal[],
  refused: RefusedSignal[],
): void {
  if (personId === undefined) return;
  for (const { type, occurredAt, value, source } of contact.signals) {
    // Named after the person, the account and the fact, not the record: a merge in the CRM tells nothing twice.
    const key = `crm:${personId}:${connection}:${type}:${occurredAt}:${value ?? ''}`;
    const checked = checkSignal({ key, type, occurredAt, value, source }, store.now());
    if (checked.ok) into.push({ ...checked.value, personId, connection });
    else refused.push({ recordId: contact.id, source, problem: checked.problem });
  }
}

/** Signals we have of the same person, type, day and property of one account as these, with another value. */
function rivalsOf(
  { sql }: Store,
  signals: PersonSignal[],
): { key: string; rival: string; personId: number }[] {
  const valued = signals.filter((signal) => signal.value !== null);
  if (valued.length === 0) return [];
  const rows = valued.map((s) => [s.key, s.personId, s.occurredAt, s.type, s.source, s.connection ?? null]);
  return sql.all(
    `SELECT given.value ->> 0 AS key, old.key AS rival, old.person_id AS personId
     FROM json_each(?) AS given CROSS JOIN signal AS old
       ON old.person_id = given.value ->> 1 AND old.occurred_at = given.value ->> 2
     WHERE old.type = given.value ->> 3 AND old.source = given.value ->> 4 AND old.key <> given.value ->> 0
       AND old.connection = given.value ->> 5`,
    JSON.stringify(rows),
  );
}
