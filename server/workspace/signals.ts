import { RpcTarget } from 'cloudflare:workers';
import { normalizeEmail } from '#core/person/person.ts';
import { ok, refuse, type Result } from '#core/problem.ts';
import { checkSignal, type Signal, type SignalInput } from '#core/signal/signal.ts';
import { first } from '#server/storage/sql.ts';
import { proposeForActs } from './proposals.ts';
import { recordSignals, type PersonSignal } from './scoring.ts';
import type { Store } from './store.ts';

/** A signal as a caller reports it, for a person named by id or by e-mail. */
export type SignalReport = SignalInput & {
  personId?: string | null | undefined;
  email?: string | null | undefined;
};

export interface RecordedSignal extends Signal {
  personId: string;
  /** False when the key was known already: nothing changed. */
  created: boolean;
}

/** Signals reported from outside the CRMs. */
export class Signals extends RpcTarget {
  #store: Store;

  constructor(store: Store) {
    super();
    this.#store = store;
  }

  /** Records one signal; the same key again gives the first one back, other content under it is a `key_conflict`. */
  record(report: SignalReport): Result<RecordedSignal> {
    return this.recordAll([report])[0]!;
  }

  /** Records many in one commit, each with a result of its own; a refused one does not hold back the others. */
  recordAll(reports: SignalReport[]): Result<RecordedSignal>[] {
    const store = this.#store;
    const now = store.now();
    return store.sql.transaction(() => {
      const checked = reports.map((report) => check(store, report, now));
      const accepted = checked.flatMap((result) => (result.ok ? [result.value] : []));
      const fresh = recordSignals(store, accepted);
      proposeForActs(
        store,
        accepted.filter((signal) => fresh.has(signal.key)),
      );
      return checked.map((result) => (result.ok ? answer(store, result.value, fresh) : result));
    });
  }
}

function check(store: Store, report: SignalReport, now: number): Result<PersonSignal> {
  const signal = checkSignal(report, now);
  if (!signal.ok) return signal;
  const person = findPerson(store, report);
  return person.ok ? ok({ ...signal.value, personId: person.value }) : person;
}

function findPerson({ sql }: Store, { personId, email }: SignalReport): Result<number> {
  if (personId !== undefined && personId !== null) {
    const found = first<{ id: number }>(
      sql,
      'SELECT id FROM person WHERE id = ? AND removed_at IS NULL',
      Number(personId),
    );
    return found === undefined
      ? refuse('not_found', `There is no person ${personId}.`, 'List people to find the id.', 'personId')
      : ok(found.id);
  }
  const address = normalizeEmail(email ?? '');
  if (address === null) {
    return refuse(
      'invalid_input',
      'A signal needs a personId or a valid email.',
      'Send one of the two.',
      'email',
    );
  }
  const found = sql.all<{ id: number }>(
    'SELECT id FROM person WHERE email = ? AND removed_at IS NULL LIMIT 2',
    address,
  );
  if (found.length === 1) return ok(found[0]!.id);
  return found.length === 0
    ? refuse(
        'not_found',
        'Nobody has this e-mail.',
        'Sync the CRM first, or name the person by personId.',
        'email',
      )
    : refuse('ambiguous_email', 'Several people share this e-mail.', 'Name the person by personId.', 'email');
}

function answer({ sql }: Store, signal: PersonSignal, fresh: Set<string>): Result<RecordedSignal> {
  if (fresh.delete(signal.key)) return ok({ ...signal, personId: String(signal.personId), created: true });
  const before = first<PersonSignal>(
    sql,
    `SELECT key, person_id AS personId, type, occurred_at AS occurredAt, received_at AS receivedAt, value, source
     FROM signal WHERE key = ?`,
    signal.key,
  );
  // A future time was clamped to its arrival, so the same report may carry another arrival.
  const same =
    before !== undefined &&
    before.personId === signal.personId &&
    before.type === signal.type &&
    before.value === signal.value &&
    (before.occurredAt === signal.occurredAt || before.occurredAt === before.receivedAt);
  return same
    ? ok({ ...before, personId: String(before.personId), created: false })
    : refuse(
        'key_conflict',
        'This key was used for a different signal.',
        'Use a new key for a new signal.',
        'key',
      );
}
