import { RpcTarget } from 'cloudflare:workers';
import { ok, refuse, type Result } from '#core/problem.ts';
import { checkSignal, type Signal, type SignalInput } from '#core/signal/signal.ts';
import { first } from '#server/storage/sql.ts';
import { proposeForActs } from '#server/workspace/rewards/acts.ts';
import { findReported } from './reported-person.ts';
import { recordSignals, type PersonSignal } from './scoring.ts';
import { noteTellers } from './tellers.ts';
import type { Store } from '#server/workspace/store.ts';

/** A signal as a caller reports it, for a person named by id, by a CRM record of theirs, or by e-mail. */
export type SignalReport = SignalInput & {
  personId?: string | null | undefined;
  recordId?: string | null | undefined;
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

  /**
   * Records one signal; the same key again gives the first one back, other content under it is a `key_conflict`. `by` is
   * who lets it in, whoever told of it; null where that is nobody who decides.
   */
  record(report: SignalReport, by: string | null = null): Result<RecordedSignal> {
    return this.recordAll([report], by)[0]!;
  }

  /** Records many in one commit, each with a result of its own; a refused one does not hold back the others. */
  recordAll(reports: SignalReport[], by: string | null = null): Result<RecordedSignal>[] {
    return recordReported(
      this.#store,
      reports.map((report) => ok(report)),
      by,
    );
  }
}

/** As `Signals.recordAll`, for reports some of which could not even be read. */
export function recordReported(
  store: Store,
  reports: readonly Result<SignalReport>[],
  by: string | null,
): Result<RecordedSignal>[] {
  return recordReports(store, reports.map(withOwnKey), by);
}

/** What would become of reports, each on its own and nothing recorded: the signal, and whether it is known already. */
export function checkReported(
  store: Store,
  reports: readonly Result<SignalReport>[],
): Result<{ signal: PersonSignal; known: boolean }>[] {
  const now = store.now();
  return reports.map(withOwnKey).map((report) => {
    const checked = report.ok ? check(store, report.value, now) : report;
    if (!checked.ok) return checked;
    const before = recorded(store, checked.value.key);
    if (before !== undefined && !isSame(before, checked.value)) return conflict;
    return ok({ signal: checked.value, known: before !== undefined });
  });
}

/** What a rep tells on a card, under a key only cards may use. As `Signals.record`. */
export function recordFromCard(store: Store, report: SignalReport): Result<RecordedSignal> {
  return recordReports(store, [ok(report)], null)[0]!;
}

/** On a card, who told of it is who let it in. */
function recordReports(
  store: Store,
  reports: readonly Result<SignalReport>[],
  by: string | null,
): Result<RecordedSignal>[] {
  const now = store.now();
  return store.sql.transaction(() => {
    const checked = reports.map((report) => (report.ok ? check(store, report.value, now) : report));
    const accepted = checked.flatMap((result) => (result.ok ? [result.value] : []));
    const fresh = recordSignals(store, accepted);
    // Of two under one key the first was recorded; the other is a repeat or a conflict, and earns nothing.
    const firsts = new Map(accepted.toReversed().map((signal) => [signal.key, signal]));
    const news = [...fresh].flatMap((key) => firsts.get(key) ?? []);
    if (by !== null) noteTellers(store, by, news);
    proposeForActs(store, news);
    return checked.map((result) => (result.ok ? answer(store, result.value, fresh) : result));
  });
}

/** Keys of facts read from a CRM or told on a card; nobody else may claim one. */
const OUR_KEY = /^(crm:\d+:|card:)/;
const MAX_NAME = 200;

function withOwnKey(report: Result<SignalReport>): Result<SignalReport> {
  return report.ok && OUR_KEY.test(report.value.key) ? noKey : report;
}

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

function answer(store: Store, signal: PersonSignal, fresh: Set<string>): Result<RecordedSignal> {
  if (fresh.delete(signal.key)) return ok(told(signal, true));
  const before = recorded(store, signal.key);
  return before !== undefined && isSame(before, signal) ? ok(told(before, false)) : conflict;
}

/** The refusal of a key that stands for something else. */
export const conflict = refuse(
  'key_conflict',
  'This key was used for a different signal.',
  'Use a new key for a new signal.',
  'key',
);

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
    (before.reportedBy ?? null) === (again.reportedBy ?? null) &&
    (before.occurredAt === again.occurredAt || clamped)
  );
}
