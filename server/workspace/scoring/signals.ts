import { RpcTarget } from 'cloudflare:workers';
import { normalizeEmail } from '#core/person/person.ts';
import { ok, refuse, type Result } from '#core/problem.ts';
import { checkSignal, type Signal, type SignalInput } from '#core/signal/signal.ts';
import { first } from '#server/storage/sql.ts';
import { personKey } from '#server/workspace/people/people.ts';
import { proposeForActs } from '#server/workspace/rewards/proposals.ts';
import { recordSignals, type PersonSignal } from './scoring.ts';
import type { Store } from '#server/workspace/store.ts';

/** A signal as a caller reports it, for a person named by id or by e-mail. */
export type SignalReport = SignalInput & {
  personId?: string | null | undefined;
  email?: string | null | undefined;
  /** Who told of it: nobody who tells of an act approves the reward for it. */
  reportedBy?: string | null | undefined;
};

export interface RecordedSignal extends Signal {
  personId: string;
  reportedBy: string | null;
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
    return recordReports(
      this.#store,
      reports.map((report) => (OUR_KEY.test(report.key) ? noKey : ok(report))),
    );
  }
}

/** What a rep tells on a card, under a key only cards may use. As `Signals.record`. */
export function recordFromCard(store: Store, report: SignalReport): Result<RecordedSignal> {
  return recordReports(store, [ok(report)])[0]!;
}

function recordReports(store: Store, reports: readonly Result<SignalReport>[]): Result<RecordedSignal>[] {
  const now = store.now();
  return store.sql.transaction(() => {
    const checked = reports.map((report) => (report.ok ? check(store, report.value, now) : report));
    const accepted = checked.flatMap((result) => (result.ok ? [result.value] : []));
    const fresh = recordSignals(store, accepted);
    proposeForActs(
      store,
      accepted.filter((signal) => fresh.has(signal.key)),
    );
    return checked.map((result) => (result.ok ? answer(store, result.value, fresh) : result));
  });
}

/** Keys of facts read from a CRM or told on a card; nobody else may claim one. */
const OUR_KEY = /^(crm:\d+:|card:)/;
const MAX_NAME = 200;

function check(store: Store, report: SignalReport, now: number): Result<PersonSignal> {
  const { key } = report;
  if (!key.isWellFormed() || key.includes('\0')) return noKey;
  const reportedBy = report.reportedBy?.trim() || null;
  if (reportedBy !== null && reportedBy.length > MAX_NAME) return noName;
  const claimed = checkSignal(report, now);
  if (!claimed.ok) return claimed;
  const signal = { ...claimed.value, reportedBy };
  const person = findReported(store, report);
  if (person.ok) return ok({ ...signal, personId: person.value });
  // Recorded before its person was merged away, renamed or hidden: the report is a repeat all the same.
  const before = recorded(store, key);
  return before === undefined ? person : ok({ ...signal, personId: before.personId });
}

function findReported(store: Store, { personId, email }: SignalReport): Result<number> {
  if (personId !== undefined && personId !== null) {
    const found = personKey(store, personId);
    if (found !== null) return ok(found);
    const unknown = `There is no person ${personId.slice(0, 40)}.`;
    return refuse('not_found', unknown, 'List people to find the id.', 'personId');
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
  const [found, another] = store.sql.all<{ id: number }>(
    'SELECT DISTINCT person_id AS id FROM record WHERE email = ? AND removed_at IS NULL LIMIT 2',
    address,
  );
  if (found === undefined) {
    const remedy = 'Sync the CRM first, or name the person by personId.';
    return refuse('not_found', 'Nobody has this e-mail.', remedy, 'email');
  }
  return another === undefined
    ? ok(found.id)
    : refuse('ambiguous_email', 'Several people share this e-mail.', 'Name the person by personId.', 'email');
}

function answer(store: Store, signal: PersonSignal, fresh: Set<string>): Result<RecordedSignal> {
  if (fresh.delete(signal.key)) return ok(told(signal, true));
  const before = recorded(store, signal.key);
  return before !== undefined && isSame(before, signal)
    ? ok(told(before, false))
    : refuse(
        'key_conflict',
        'This key was used for a different signal.',
        'Use a new key for a new signal.',
        'key',
      );
}

function told(signal: PersonSignal, created: boolean): RecordedSignal {
  return { ...signal, personId: String(signal.personId), reportedBy: signal.reportedBy ?? null, created };
}

const noKey = refuse('invalid_input', 'The signal has no usable key.', 'Send a key of your own.', 'key');
const noName = refuse(
  'invalid_input',
  'The name of who told of it is too long.',
  `Send at most ${MAX_NAME} characters.`,
  'reportedBy',
);

function recorded({ sql }: Store, key: string): PersonSignal | undefined {
  return first<PersonSignal>(
    sql,
    `SELECT key, person_id AS personId, type, occurred_at AS occurredAt, received_at AS receivedAt, value, source,
       reported_by AS reportedBy
     FROM signal WHERE key = ?`,
    key,
  );
}

function isSame(before: PersonSignal, again: PersonSignal): boolean {
  // A time ahead of its arrival was kept as the arrival, so a repeat of it arrives no earlier than that.
  const clamped = before.occurredAt === before.receivedAt && again.occurredAt >= before.receivedAt;
  return (
    before.personId === again.personId &&
    before.type === again.type &&
    before.value === again.value &&
    (before.occurredAt === again.occurredAt || clamped)
  );
}
