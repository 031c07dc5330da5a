import { RpcTarget } from 'cloudflare:workers';
import { checkAsk, REST_PERIOD, type Ask, type AskKind } from '#core/ask/ask.ts';
import type { ReadinessGate } from '#core/card/card.ts';
import { ok, refuse, type Result } from '#core/problem.ts';
import { DAY } from '#core/time.ts';
import { first } from '#server/storage/sql.ts';
import { note } from '#server/workspace/trail/note.ts';
import { personKey } from '#server/workspace/people/people.ts';
import { readinessOf } from './readiness.ts';
import { recountRest } from './rests.ts';
import type { Store } from '#server/workspace/store.ts';

/** An ask as a caller reports it; without a time it was made just now. */
export interface AskReport {
  key: string;
  personId: string;
  kind: AskKind;
  askedAt: number | null;
  askedBy: string;
  note: string | null;
}

/** A gate that forbade an ask. */
export interface AskWarning {
  field: ReadinessGate['gate'];
  /** What closes it, and what would open it. */
  message: string;
}

export interface LoggedAsk extends Ask {
  personId: string;
  /** When this ask alone would let them be asked again, epoch milliseconds. */
  restsUntil: number;
  /** Gates that were closed when it was logged, which it was nevertheless; none for a key known already. */
  warnings: AskWarning[];
  /** False when the key was known already: nothing changed. */
  created: boolean;
}

interface AskRow extends Ask {
  personId: number;
}

/** What people were asked for. */
export class Asks extends RpcTarget {
  #store: Store;

  constructor(store: Store) {
    super();
    this.#store = store;
  }

  /**
   * Logs an ask, whatever gate is closed, for it happened: the person rests, and their CRM records say until when. The same key again gives the first one back.
   * Fails with `invalid_input`, `not_found`, or `key_conflict` where the key stands for another ask.
   */
  log(report: AskReport): Result<LoggedAsk> {
    const store = this.#store;
    return store.sql.transaction(() => {
      const now = store.now();
      const { key, kind, askedBy, note: why } = report;
      const asked = checkAsk({ key, kind, askedAt: report.askedAt ?? now, askedBy, note: why }, now);
      if (!asked.ok) return asked;
      const personId = personKey(store, report.personId);
      const before = askUnder(store, key);
      if (before !== null) return repeated(before, report, asked.value, personId);
      if (personId === null) {
        return refuse('not_found', 'There is no such person.', 'List people to find the id.', 'personId');
      }
      const { closed } = readinessOf(store, personId);
      insertAsk(store, { ...asked.value, personId });
      note(store, askedBy, 'person.asked', `person:${personId}`, kind);
      recountRest(store, personId);
      return ok(answer({ ...asked.value, personId }, closed));
    });
  }
}

function askUnder({ sql }: Store, key: string): AskRow | null {
  return (
    first<AskRow>(
      sql,
      `SELECT key, person_id AS personId, kind, asked_at AS askedAt, asked_by AS askedBy, note FROM ask WHERE key = ?`,
      key,
    ) ?? null
  );
}

function insertAsk({ sql }: Store, ask: AskRow): void {
  sql.run(
    'INSERT INTO ask (key, person_id, kind, asked_at, asked_by, note) VALUES (?, ?, ?, ?, ?, ?)',
    ask.key,
    ask.personId,
    ask.kind,
    ask.askedAt,
    ask.askedBy,
    ask.note,
  );
}

/** The first ask under the key, where the second tells of the same; a person merged away since is no difference. */
function repeated(before: AskRow, given: AskReport, again: Ask, personId: number | null): Result<LoggedAsk> {
  // A time ahead of its arrival was kept as the arrival, at most a day before.
  const at = Math.floor(given.askedAt ?? before.askedAt);
  const sameTime = at === before.askedAt || (at > before.askedAt && at - before.askedAt <= DAY);
  const same =
    (personId === null || before.personId === personId) &&
    before.kind === again.kind &&
    before.note === again.note &&
    sameTime;
  return same
    ? ok(answer(before, null))
    : refuse('key_conflict', 'This key was used for a different ask.', 'Use a new key for a new ask.', 'key');
}

/** `closed`: the gates that were closed before it; null where it was known already. */
function answer(ask: AskRow, closed: readonly ReadinessGate[] | null): LoggedAsk {
  const warnings = (closed ?? []).map(({ gate, message, clears }) => ({
    field: gate,
    message: `${message} ${clears}`,
  }));
  const restsUntil = ask.askedAt + REST_PERIOD;
  return { ...ask, personId: String(ask.personId), restsUntil, warnings, created: closed !== null };
}
