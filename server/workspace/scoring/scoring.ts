import { SIGNALS } from '#core/signal/catalogue.ts';
import type { Signal } from '#core/signal/signal.ts';
import { foldSignal } from '#core/score/score.ts';
import { peopleWithEchoes } from '#server/workspace/identity/echoes.ts';
import { currentModel } from '#server/workspace/models/published.ts';
import { rescore } from './rescore.ts';
import { loadPeople, scoreAnew } from './scored-person.ts';
import type { Store } from '#server/workspace/store.ts';

export interface PersonSignal extends Signal {
  personId: number;
  /** The CRM account it was read from; none where somebody reported it. */
  connection?: string;
  /** Who told of it, where somebody did and we know who. */
  reportedBy?: string | null;
}

const CHUNK = 500;

/**
 * Records signals and everything that follows from them. A key that is already known changes nothing.
 * People in `anew` lost a signal: they are scored from all of theirs. Gives the keys that were new.
 */
export function recordSignals(
  store: Store,
  signals: readonly PersonSignal[],
  anew: ReadonlySet<number> = new Set(),
): Set<string> {
  const fresh = new Set<string>();
  const whole = new Set(anew);
  for (let from = 0; from < signals.length; from += CHUNK) {
    const chunk = signals.slice(from, from + CHUNK);
    const inserted = insertSignals(store, chunk);
    for (const key of inserted) fresh.add(key);
    const told = chunk.filter((signal) => inserted.delete(signal.key));
    for (const personId of peopleWithEchoes(store, told)) whole.add(personId);
    const news = told.filter((signal) => !whole.has(signal.personId));
    if (news.length > 0) foldInto(store, news);
  }
  if (whole.size > 0) recompute(store, [...whole]);
  return fresh;
}

function insertSignals({ sql }: Store, signals: readonly PersonSignal[]): Set<string> {
  const rows = signals.map((s) => [
    s.key,
    s.personId,
    s.type,
    s.occurredAt,
    s.receivedAt,
    s.value,
    s.source,
    s.connection ?? null,
    s.reportedBy ?? null,
  ]);
  const inserted = sql.all<{ key: string }>(
    `INSERT INTO signal (key, person_id, type, occurred_at, received_at, value, source, connection, reported_by)
     SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6,
       value ->> 7, value ->> 8
     FROM json_each(?) WHERE true ON CONFLICT (key) DO NOTHING RETURNING key`,
    JSON.stringify(rows),
  );
  return new Set(inserted.map((row) => row.key));
}

function foldInto(store: Store, signals: readonly PersonSignal[]): void {
  const { model } = currentModel(store);
  const people = loadPeople(
    store,
    signals.map((signal) => signal.personId),
  );
  for (const signal of signals) {
    const person = people.get(signal.personId);
    // Sums just made from all signals hold this one.
    if (person === undefined || person.anew) continue;
    person.sums = foldSignal(model, person.sums, signal);
    if (SIGNALS[signal.type].act && signal.occurredAt > (person.lastActAt ?? -1)) {
      person.lastActAt = signal.occurredAt;
      person.acted = true;
    }
  }
  rescore(store, [...people.values()]);
}

/** Scores people anew from their signals: after a merge, an erasure, or a retraction. */
export function recompute(store: Store, ids: readonly number[]): void {
  const { model } = currentModel(store);
  const people = loadPeople(store, ids);
  const all = [...people.values()];
  scoreAnew(
    store,
    model,
    all.filter(({ anew }) => !anew),
  );
  rescore(store, all);
}

/** Takes signals back; whom they counted for is to be scored anew. */
export function deleteSignals({ sql }: Store, keys: readonly string[]): void {
  if (keys.length === 0) return;
  sql.run('DELETE FROM signal WHERE key IN (SELECT value FROM json_each(?))', JSON.stringify(keys));
}
