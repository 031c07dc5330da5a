import type { ImportMapping } from '#core/import/mapping.ts';
import { TIERS, tierAt, type Tier } from '#core/score/tier.ts';
import { foldSignal, scoreAt } from '#core/score/score.ts';
import type { SignalType } from '#core/signal/catalogue.ts';
import { currentModel } from '#server/workspace/models/published.ts';
import { heldTier, loadPeople } from '#server/workspace/scoring/scored-person.ts';
import type { PersonSignal } from '#server/workspace/scoring/scoring.ts';
import { checkReported, conflict } from '#server/workspace/scoring/signals.ts';
import type { Store } from '#server/workspace/store.ts';
import type { ImportEffect, ImportRow } from './import.ts';
import { nextReports, settlePart, type RowOutcome } from './parts.ts';

const PEOPLE = 300;

interface Claim {
  key: string;
  personId: number;
  type: SignalType;
  occurredAt: number;
  value: number | null;
}

/** Tries the next part of a file, and after the last the next people it tells of. */
export function stepCheck(store: Store, file: ImportRow, mapping: ImportMapping): void {
  const next = nextReports(store, file, mapping);
  if (next === null) return stepEffect(store, file);
  const checked = checkReported(store, next.reports);
  const news = checked.flatMap((result) => (result.ok && !result.value.known ? [result.value.signal] : []));
  const fresh = keepClaims(store, file.id, news);
  const outcomes = checked.map((result, at): RowOutcome => {
    const row = next.rows[at]!;
    if (!result.ok) return { row, outcome: { problem: result.problem } };
    const { signal, known } = result.value;
    if (fresh.delete(signal.key)) return { row, outcome: 'added' };
    const same = known || isClaimed(store, file.id, signal);
    return { row, outcome: same ? 'repeats' : { problem: conflict.problem } };
  });
  settlePart(store, file, outcomes);
}

/** Keeps what would be recorded, the first of each key; gives the keys that are new to the file. */
function keepClaims({ sql }: Store, importId: number, signals: readonly PersonSignal[]): Set<string> {
  const rows = signals.map(({ key, personId, type, occurredAt, value }) => [
    key,
    personId,
    type,
    occurredAt,
    value,
  ]);
  const kept = sql.all<{ key: string }>(
    `INSERT INTO import_claim (import_id, key, person_id, type, occurred_at, value)
     SELECT ?, value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4 FROM json_each(?) WHERE true
     ON CONFLICT DO NOTHING RETURNING key`,
    importId,
    JSON.stringify(rows),
  );
  return new Set(kept.map(({ key }) => key));
}

function isClaimed({ sql }: Store, importId: number, signal: PersonSignal): boolean {
  const rows = sql.all(
    `SELECT 1 FROM import_claim WHERE import_id = ? AND key = ? AND person_id = ? AND type = ? AND occurred_at = ?
       AND value IS ?`,
    importId,
    signal.key,
    signal.personId,
    signal.type,
    signal.occurredAt,
    signal.value,
  );
  return rows.length > 0;
}

const noTiers = (): Record<Tier, number> => ({ none: 0, candidate: 0, advocate: 0, champion: 0 });

function stepEffect(store: Store, file: ImportRow): void {
  const people = store.sql.all<{ id: number }>(
    `SELECT DISTINCT person_id AS id FROM import_claim WHERE import_id = ? AND person_id > ? ORDER BY person_id LIMIT ?`,
    file.id,
    file.afterPerson,
    PEOPLE,
  );
  const effect: ImportEffect =
    file.effect === null
      ? { people: 0, changed: 0, most: [], before: noTiers(), after: noTiers(), rise: 0, fall: 0 }
      : (JSON.parse(file.effect) as ImportEffect);
  const last = people.at(-1);
  if (last !== undefined) countEffect(store, file, last.id, effect);
  store.sql.run(
    'UPDATE import_file SET effect = ?, after_person = ?, state = ? WHERE id = ?',
    JSON.stringify(effect),
    last?.id ?? file.afterPerson,
    last === undefined ? 'checked' : 'checking',
    file.id,
  );
}

/** Scores people up to `last` as the import would leave them. */
function countEffect(store: Store, file: ImportRow, last: number, effect: ImportEffect): void {
  const { model } = currentModel(store);
  const claims = store.sql.all<Claim>(
    `SELECT key, person_id AS personId, type, occurred_at AS occurredAt, value FROM import_claim
     WHERE import_id = ? AND person_id > ? AND person_id <= ?`,
    file.id,
    file.afterPerson,
    last,
  );
  const now = store.now();
  const people = loadPeople(
    store,
    claims.map(({ personId }) => personId),
  );
  const was = new Map([...people.values()].map(({ id, sums }) => [id, scoreAt(model, sums, now).propensity]));
  for (const claim of claims) {
    const person = people.get(claim.personId);
    const signal = { ...claim, receivedAt: now, source: null };
    if (person !== undefined) person.sums = foldSignal(model, person.sums, signal);
  }
  for (const { id, tier, restated, sums } of people.values()) {
    const score = scoreAt(model, sums, now);
    const after = tierAt(model, score, heldTier({ tier, restated }));
    countScore(effect, String(id), was.get(id) ?? 0, score.propensity);
    effect.people += 1;
    effect.before[tier] += 1;
    effect.after[after] += 1;
    const step = TIERS.indexOf(after) - TIERS.indexOf(tier);
    if (step > 0) effect.rise += 1;
    if (step < 0) effect.fall += 1;
  }
}

const MOST_CHANGED = 5;

function countScore(effect: ImportEffect, personId: string, before: number, after: number): void {
  if (before === after) return;
  effect.changed += 1;
  const size = (each: { before: number; after: number }) => Math.abs(each.after - each.before);
  effect.most = [...effect.most, { personId, before, after }]
    .toSorted((a, b) => size(b) - size(a))
    .slice(0, MOST_CHANGED);
}
