import { changeSince, type ScoreChange } from '#core/score/change.ts';
import { heardIn, shortfallOf, type Shortfall } from '#core/score/evidence.ts';
import { explain, type Explanation } from '#core/score/explain.ts';
import { raises, type Raise } from '#core/score/raise.ts';
import { scoreAt, sumsOf, type Score } from '#core/score/score.ts';
import type { Tier } from '#core/score/tier.ts';
import { DAY } from '#core/time.ts';
import { first } from '#server/storage/sql.ts';
import { modelAt, versionOn } from '#server/workspace/models/published.ts';
import { signalsOf } from '#server/workspace/scoring/history.ts';
import type { Store } from '#server/workspace/store.ts';

/** A score opened into its reasons, with what would raise it and what changed since the day a week ago began. */
export interface Outlook extends Omit<Explanation, 'propensity'> {
  /** Null where too little is known; the lines then add up to what it would be. */
  propensity: number | null;
  /** What is missing before the propensity means anything; null where enough is known. */
  shortfall: Shortfall | null;
  /** Points of propensity each pillar adds or takes, one decimal; null where nothing was ever heard. */
  pillars: Score['pillars'];
  /** The most first. */
  raises: Raise[];
  /** Null where too little is known for a number that could change. */
  change: ScoreChange | null;
}

const RAISES = 5;

/** The reasons for a person's score, from their signals as they stand. */
export function explainPerson(store: Store, id: number): Explanation {
  return explain(modelAt(store, standingOf(store, id).version), signalsOf(store, id), store.now());
}

/** As `explainPerson`, with what would raise it and what changed within a week. */
export function outlookOf(store: Store, id: number): Outlook {
  const { version, tier } = standingOf(store, id);
  const now = store.now();
  const since = Math.floor(now / DAY) * DAY - 7 * DAY;
  const signals = signalsOf(store, id);
  const model = modelAt(store, version);
  const before = modelAt(store, Math.min(version, versionOn(store, since)));
  const sums = sumsOf(model, signals);
  const why = explain(model, signals, now);
  const shortfall = shortfallOf(model, why.confidence, heardIn(sums));
  return {
    ...why,
    propensity: shortfall === null ? why.propensity : null,
    shortfall,
    pillars: scoreAt(model, sums, now).pillars,
    raises: raises(model, signals, tier, now, RAISES),
    change: shortfall === null ? changeSince({ before, now: model }, signals, since, now) : null,
  };
}

function standingOf({ sql }: Store, id: number): { version: number; tier: Tier } {
  const row = first<{ version: number; tier: Tier }>(
    sql,
    'SELECT model_version AS version, tier FROM person WHERE id = ?',
    id,
  );
  return row ?? { version: 1, tier: 'none' };
}
