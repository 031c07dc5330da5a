import { scoreAt, type PillarSums } from '#core/score/score.ts';
import { nextTierCheck, tierAt, tierRose, type Tier } from '#core/score/tier.ts';
import { first } from '#server/storage/sql.ts';
import { announceRise, queueFlags } from './consequences.ts';
import { assignSums, rowToSums, SUM_COLUMNS, sumsToValues } from '#server/workspace/people/pillar-columns.ts';
import type { Store } from '#server/workspace/store.ts';

export interface ScoredPerson {
  id: number;
  tier: Tier;
  tierSince: number;
  lastActAt: number | null;
  /** What was last queued for the CRM; null where nothing ever was. */
  flagTier: Tier | null;
  flagPropensity: number | null;
  sums: PillarSums;
  /** Whether the last act moved since the row was read; the CRM shows its day. */
  acted: boolean;
}

/** People with their sums, by id. */
export function loadPeople({ sql }: Store, ids: Iterable<number>): Map<number, ScoredPerson> {
  const rows = sql.all<Omit<ScoredPerson, 'sums' | 'acted'>>(
    `SELECT id, tier, tier_since AS tierSince, last_act_at AS lastActAt, flag_tier AS flagTier,
       flag_propensity AS flagPropensity, ${SUM_COLUMNS}
     FROM person WHERE id IN (SELECT value FROM json_each(?))`,
    JSON.stringify([...new Set(ids)]),
  );
  return new Map(rows.map((row) => [row.id, { ...row, sums: rowToSums(row), acted: false }]));
}

/** Keeps people's sums with the tier they give now, and whatever follows from it. */
export function rescore(store: Store, people: readonly ScoredPerson[], now = store.now()): void {
  const risen: { id: number; tier: Tier }[] = [];
  const flagged: number[] = [];
  const rows = people.map((person) => {
    const { propensity, confidence } = scoreAt(person.sums, now);
    const tier = tierAt({ propensity, confidence }, person.tier);
    if (tierRose(person.tier, tier)) risen.push({ id: person.id, tier });
    // People who never stood out are left alone in the CRM: every write there wakes the customer's workflows.
    const shown = tier !== 'none' || person.flagTier !== null;
    const changed = tier !== person.flagTier || propensity !== person.flagPropensity || person.acted;
    if (shown && changed) flagged.push(person.id);
    // Always ahead of now, or a review that takes everyone due would never end.
    const next = nextTierCheck(person.sums, tier, now);
    const check = next === null ? null : Math.max(next, now + 1);
    if (check !== null) store.wake(check);
    return [
      person.id,
      tier,
      tier === person.tier ? person.tierSince : now,
      check,
      person.lastActAt,
      shown && changed ? tier : person.flagTier,
      shown && changed ? propensity : person.flagPropensity,
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
  announceRise(store, risen, now);
}

const CHUNK = 500;

/** Looks again at everyone whose tier may have changed by the passing of time alone. */
export function reviewTiers(store: Store): void {
  const now = store.now();
  for (;;) {
    const due = store.sql.all<{ id: number }>(
      'SELECT id FROM person WHERE tier_check_at <= ? ORDER BY tier_check_at LIMIT ?',
      now,
      CHUNK,
    );
    if (due.length === 0) return;
    const people = loadPeople(
      store,
      due.map((row) => row.id),
    );
    store.sql.transaction(() => rescore(store, [...people.values()], now));
  }
}

/** When a tier is next to be looked at, or null. */
export function nextReview({ sql }: Store): number | null {
  return first<{ at: number | null }>(sql, 'SELECT min(tier_check_at) AS at FROM person')?.at ?? null;
}

/**
 * Before flags leave: scores those people again whose score has aged since their flag was queued, so that what is
 * kept as shown is what the records will carry.
 */
export function rescoreShown(store: Store, connection: string, recordIds: readonly string[]): void {
  const now = store.now();
  const ids = store.sql.all<{ id: number }>(
    `SELECT DISTINCT person_id AS id FROM record WHERE connection = ? AND id IN (SELECT value FROM json_each(?))`,
    connection,
    JSON.stringify(recordIds),
  );
  const people = loadPeople(
    store,
    ids.map((row) => row.id),
  );
  const aged = [...people.values()].filter(
    ({ sums, flagPropensity }) => scoreAt(sums, now).propensity !== flagPropensity,
  );
  if (aged.length > 0) store.sql.transaction(() => rescore(store, aged, now));
}

/** The CRM records of these people are written anew, whatever they carry: they are new, or somebody else's before. */
export function forgetFlags({ sql }: Store, personIds: readonly number[]): void {
  sql.run(
    `UPDATE person SET flag_propensity = NULL
     WHERE flag_tier IS NOT NULL AND id IN (SELECT value FROM json_each(?))`,
    JSON.stringify(personIds),
  );
}
