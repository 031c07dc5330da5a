import { isKnown } from '#core/score/evidence.ts';
import type { ScoreModel } from '#core/score/model.ts';
import { scoreAt, type Score } from '#core/score/score.ts';
import { nextTierCheck, tierAt, tierRose, type Tier } from '#core/score/tier.ts';
import { currentModel } from '#server/workspace/models/published.ts';
import { countRestated, type Restated } from '#server/workspace/models/sweep-state.ts';
import { announceRise, queueFlags } from './consequences.ts';
import {
  assignRanks,
  assignSums,
  ranksToValues,
  sumsToValues,
} from '#server/workspace/people/pillar-columns.ts';
import type { Store } from '#server/workspace/store.ts';
import { heldTier, loadPeople, type ScoredPerson } from './scored-person.ts';

/** Keeps people's sums with the tier they give now, and whatever follows from it. */
export function rescore(store: Store, people: readonly ScoredPerson[], now = store.now()): void {
  const { version, model } = currentModel(store);
  const risen: { id: number; tier: Tier }[] = [];
  const restated: Restated[] = [];
  const flagged: number[] = [];
  const rows = people.map((person) => {
    const { propensity, confidence } = scoreAt(model, person.sums, now);
    const flagPropensity = shownPropensity(model, { propensity, confidence });
    const tier = tierAt(model, { propensity, confidence }, heldTier(person));
    if (person.restated && !person.gone) restated.push({ before: person.tier, after: tier });
    if (!person.restated && tierRose(person.tier, tier)) risen.push({ id: person.id, tier });
    // People who never stood out are left alone in the CRM: every write there wakes the customer's workflows.
    const shown = tier !== 'none' || person.flagTier !== null;
    const changed = tier !== person.flagTier || flagPropensity !== person.flagPropensity || person.acted;
    if (shown && changed) flagged.push(person.id);
    // Always ahead of now, or a review that takes everyone due would never end.
    const next = nextTierCheck(model, person.sums, tier, now);
    const check = next === null ? null : Math.max(next, now + 1);
    if (check !== null) store.wake(check);
    return [
      person.id,
      tier,
      tier === person.tier ? person.tierSince : now,
      check,
      person.lastActAt,
      shown && changed ? tier : person.flagTier,
      shown && changed ? flagPropensity : person.flagPropensity,
      version,
      ...sumsToValues(person.sums),
      ...ranksToValues(model, person.sums),
    ];
  });
  store.sql.run(
    `UPDATE person SET tier = changed.value ->> 1, tier_since = changed.value ->> 2,
       tier_check_at = changed.value ->> 3, last_act_at = changed.value ->> 4,
       flag_tier = changed.value ->> 5, flag_propensity = changed.value ->> 6, model_version = changed.value ->> 7,
       ${assignSums(8)}, ${assignRanks(18)}
     FROM json_each(?) AS changed WHERE person.id = changed.value ->> 0`,
    JSON.stringify(rows),
  );
  queueFlags(store, flagged);
  announceRise(store, risen, now);
  countRestated(store, restated);
}

/** What is kept of the propensity a record shows: -1 minus it where too little is known and the record shows none. */
function shownPropensity(
  model: ScoreModel,
  { propensity, confidence }: Pick<Score, 'propensity' | 'confidence'>,
): number {
  return isKnown(model, confidence) ? propensity : -1 - propensity;
}

const CHUNK = 500;

/** Looks again at everyone whose tier may have changed by the passing of time alone. */
export function reviewTiers(store: Store): void {
  const now = store.now();
  for (;;) {
    const due = store.sql.all<{ id: number }>(
      'SELECT id FROM person WHERE tier_check_at <= ? ORDER BY tier_check_at LIMIT +?',
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

/** SQL for when a tier is next to be looked at, or null. */
export const NEXT_REVIEW = 'SELECT min(tier_check_at) FROM person WHERE tier_check_at IS NOT NULL';

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
  const { model } = currentModel(store);
  const aged = [...people.values()].filter(
    ({ sums, flagPropensity }) => shownPropensity(model, scoreAt(model, sums, now)) !== flagPropensity,
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
