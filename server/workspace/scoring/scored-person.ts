import type { ScoreModel } from '#core/score/model.ts';
import { emptySums, type PillarSums } from '#core/score/score.ts';
import type { Tier } from '#core/score/tier.ts';
import { currentModel, outdatedVersions } from '#server/workspace/models/published.ts';
import { rowToSums, SUM_COLUMNS } from '#server/workspace/people/pillar-columns.ts';
import type { Store } from '#server/workspace/store.ts';
import { sumsOfPeople } from './sums.ts';

/** What a score is kept as, under the current model. */
export interface ScoredPerson {
  id: number;
  tier: Tier;
  tierSince: number;
  lastActAt: number | null;
  /** What was last queued for the CRM; null where nothing ever was. */
  flagTier: Tier | null;
  /** The propensity queued with it, below zero where the record shows none; see `shownPropensity`. */
  flagPropensity: number | null;
  sums: PillarSums;
  /** Whether the last act moved since the row was read; the CRM shows its day. */
  acted: boolean;
  /** Whether the sums were just made from all signals there are, and so hold whatever was just recorded. */
  anew: boolean;
  /** Whether an older model scored them last: that their tier moves is no news about them. */
  restated: boolean;
  /** Whether no CRM holds a record of them any more. */
  gone: boolean;
}

type Row = Omit<ScoredPerson, 'sums' | 'acted' | 'anew' | 'restated' | 'gone'> & {
  modelVersion: number;
  removedAt: number | null;
};

/** People with their sums under the current model, by id. */
export function loadPeople(store: Store, ids: Iterable<number>): Map<number, ScoredPerson> {
  const { version, model } = currentModel(store);
  const rows = store.sql.all<Row>(
    `SELECT id, tier, tier_since AS tierSince, last_act_at AS lastActAt, flag_tier AS flagTier,
       flag_propensity AS flagPropensity, model_version AS modelVersion, removed_at AS removedAt, ${SUM_COLUMNS}
     FROM person WHERE id IN (SELECT value FROM json_each(?))`,
    JSON.stringify([...new Set(ids)]),
  );
  const outdated = outdatedVersions(
    store,
    rows.map(({ modelVersion }) => modelVersion),
    model,
  );
  const stale: ScoredPerson[] = [];
  const people = rows.map(({ modelVersion, removedAt, ...row }) => {
    const restated = modelVersion !== version;
    const gone = removedAt !== null;
    const person = { ...row, sums: rowToSums(row), acted: false, anew: false, restated, gone };
    if (outdated.has(modelVersion)) stale.push(person);
    return person;
  });
  scoreAnew(store, model, stale);
  return new Map(people.map((person) => [person.id, person]));
}

/** The tier somebody leaves late; none under a new model, which places everybody by where tiers are entered. */
export function heldTier({ tier, restated }: Pick<ScoredPerson, 'tier' | 'restated'>): Tier {
  return restated ? 'none' : tier;
}

/** Makes people's sums from all of their signals. */
export function scoreAnew(store: Store, model: ScoreModel, people: readonly ScoredPerson[]): void {
  if (people.length === 0) return;
  const made = sumsOfPeople(
    store,
    model,
    people.map(({ id }) => id),
  );
  for (const person of people) {
    const { sums, lastActAt } = made.get(person.id) ?? { sums: emptySums(), lastActAt: null };
    person.sums = sums;
    person.acted = lastActAt !== person.lastActAt;
    person.lastActAt = lastActAt;
    person.anew = true;
  }
}
