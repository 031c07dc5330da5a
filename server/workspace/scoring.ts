import { SIGNALS } from '#core/signal/catalogue.ts';
import type { Signal } from '#core/signal/signal.ts';
import { foldSignal, scoreAt, sumsOf, type PillarSums } from '#core/score/score.ts';
import { nextTierCheck, tierAt, tierRose, type Tier } from '#core/score/tier.ts';
import { assignSums, rowToSums, SUM_COLUMNS, sumsToValues } from './pillar-columns.ts';
import type { Store } from './store.ts';
import { announceRise, queueFlags } from './consequences.ts';

interface ScoredPerson {
  id: number;
  tier: Tier;
  tierSince: number;
  lastActAt: number | null;
  flagTier: Tier | null;
  flagPropensity: number | null;
  sums: PillarSums;
}

export interface PersonSignal extends Signal {
  personId: number;
}

const CHUNK = 500;

/**
 * Records signals and everything that follows from them. A key that is already known changes nothing.
 * Gives the keys that were new.
 */
export function recordSignals(store: Store, signals: readonly PersonSignal[]): Set<string> {
  const fresh = new Set<string>();
  for (let from = 0; from < signals.length; from += CHUNK) {
    const chunk = signals.slice(from, from + CHUNK);
    const inserted = insertSignals(store, chunk);
    for (const key of inserted) fresh.add(key);
    const news = chunk.filter((signal) => inserted.delete(signal.key));
    if (news.length > 0) foldInto(store, news);
  }
  return fresh;
}

function insertSignals({ sql }: Store, signals: readonly PersonSignal[]): Set<string> {
  const rows = signals.map((s) => [s.key, s.personId, s.type, s.occurredAt, s.receivedAt, s.value, s.source]);
  const inserted = sql.all<{ key: string }>(
    `INSERT INTO signal (key, person_id, type, occurred_at, received_at, value, source)
     SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6
     FROM json_each(?) WHERE true ON CONFLICT (key) DO NOTHING RETURNING key`,
    JSON.stringify(rows),
  );
  return new Set(inserted.map((row) => row.key));
}

function foldInto(store: Store, signals: readonly PersonSignal[]): void {
  const people = loadPeople(
    store,
    signals.map((signal) => signal.personId),
  );
  for (const signal of signals) {
    const person = people.get(signal.personId);
    if (person === undefined) continue;
    person.sums = foldSignal(person.sums, signal);
    if (SIGNALS[signal.type].act) person.lastActAt = Math.max(person.lastActAt ?? 0, signal.occurredAt);
  }
  rescore(store, [...people.values()]);
}

/** Scores people anew from their signals: after a merge, an erasure, or a retraction. */
export function recompute(store: Store, ids: readonly number[]): void {
  const people = loadPeople(store, ids);
  for (const person of people.values()) {
    const signals = signalsOf(store, person.id);
    person.sums = sumsOf(signals);
    const acts = signals.filter((signal) => SIGNALS[signal.type].act).map((signal) => signal.occurredAt);
    person.lastActAt = acts.length === 0 ? null : Math.max(...acts);
  }
  rescore(store, [...people.values()]);
}

/** Looks again at everyone whose tier may have changed by the passing of time alone. */
export function reviewTiers(store: Store): void {
  for (;;) {
    const due = store.sql.all<{ id: number }>(
      'SELECT id FROM person WHERE tier_check_at <= ? ORDER BY tier_check_at LIMIT ?',
      store.now(),
      CHUNK,
    );
    if (due.length === 0) return;
    const people = loadPeople(
      store,
      due.map((row) => row.id),
    );
    store.sql.transaction(() => rescore(store, [...people.values()]));
  }
}

/** A person's signals, oldest first. */
export function signalsOf({ sql }: Store, personId: number): Signal[] {
  return sql.all<Signal>(
    `SELECT key, type, occurred_at AS occurredAt, received_at AS receivedAt, value, source
     FROM signal WHERE person_id = ? ORDER BY occurred_at, key`,
    personId,
  );
}

function loadPeople({ sql }: Store, ids: readonly number[]): Map<number, ScoredPerson> {
  const rows = sql.all<Omit<ScoredPerson, 'sums'>>(
    `SELECT id, tier, tier_since AS tierSince, last_act_at AS lastActAt, flag_tier AS flagTier,
       flag_propensity AS flagPropensity, ${SUM_COLUMNS}
     FROM person WHERE id IN (SELECT value FROM json_each(?))`,
    JSON.stringify([...new Set(ids)]),
  );
  return new Map(rows.map((row) => [row.id, { ...row, sums: rowToSums(row) }]));
}

function rescore(store: Store, people: ScoredPerson[]): void {
  const now = store.now();
  const risen: { id: number; tier: Tier }[] = [];
  const flagged: number[] = [];
  const rows = people.map((person) => {
    const score = scoreAt(person.sums, now);
    const tier = tierAt(score, person.tier);
    if (tierRose(person.tier, tier)) risen.push({ id: person.id, tier });
    // People who never stood out are left alone in the CRM: every write there wakes the customer's workflows.
    const shown = tier !== 'none' || person.flagTier !== null;
    const changed = tier !== person.flagTier || score.propensity !== person.flagPropensity;
    if (shown && changed) flagged.push(person.id);
    const queued = shown && changed;
    const check = nextTierCheck(person.sums, tier, now);
    if (check !== null) store.wake(check);
    return [
      person.id,
      tier,
      tier === person.tier ? person.tierSince : now,
      check,
      person.lastActAt,
      queued ? tier : person.flagTier,
      queued ? score.propensity : person.flagPropensity,
      ...sumsToValues(person.sums),
    ];
  });
  store.sql.run(
    `UPDATE person SET tier = changed.value ->> 1, tier_since = changed.value ->> 2,
       tier_check_at = changed.value ->> 3, last_act_at = changed.value ->> 4,
       flag_tier = changed.value ->> 5, flag_propensity = changed.value ->> 6, ${assignSums(7)}
     FROM json_each(?) AS changed WHERE person.id = changed.value ->> 0`,
    JSON.stringify(rows),
  );
  queueFlags(store, flagged);
  announceRise(store, risen);
}
