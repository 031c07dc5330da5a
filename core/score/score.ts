import { PILLARS, SIGNALS, type Pillar } from '#core/signal/catalogue.ts';
import { distinctSignals, type Signal } from '#core/signal/signal.ts';
import { fold, remaining, valueAt, type DecayedSum } from './decay.ts';
import { pointsOf, totalWeight, type ScoreModel } from './model.ts';

/** All the score remembers about a person: one decayed sum a pillar, null where nothing was ever seen. */
export type PillarSums = Record<Pillar, DecayedSum | null>;

export interface Score {
  /** Would they help: integer 0..100. */
  propensity: number;
  /** How much we know: 0..1, two decimals. */
  confidence: number;
  /** Points each pillar adds to (or takes from) propensity, one decimal; null where nothing was ever seen. */
  pillars: Record<Pillar, number | null>;
}

/** Sums of a person nothing is known about. */
export function emptySums(): PillarSums {
  return forEachPillar(null);
}

function forEachPillar<T>(x: T): Record<Pillar, T> {
  return { word_of_mouth: x, promotion: x, loyalty: x, protection: x, feedback: x };
}

/** The sums after one more signal, in O(1); the caller makes sure each key is folded once. */
export function foldSignal(
  model: ScoreModel,
  sums: PillarSums,
  { type, value, occurredAt }: Pick<Signal, 'type' | 'value' | 'occurredAt'>,
): PillarSums {
  const { pillar } = SIGNALS[type];
  const { halfLife } = model.pillars[pillar];
  return { ...sums, [pillar]: fold(sums[pillar], pointsOf(model, type, value), occurredAt, halfLife) };
}

/** The sums recomputed from all of a person's signals, each key once. */
export function sumsOf(model: ScoreModel, signals: Iterable<Signal>): PillarSums {
  return sumsOfDistinct(model, distinctSignals(signals));
}

/** As `sumsOf`, for signals whose keys are known to differ. */
export function sumsOfDistinct(
  model: ScoreModel,
  signals: Iterable<Pick<Signal, 'type' | 'value' | 'occurredAt'>>,
): PillarSums {
  const sums = emptySums();
  for (const { type, value, occurredAt } of signals) {
    const { pillar } = SIGNALS[type];
    const { halfLife } = model.pillars[pillar];
    sums[pillar] = fold(sums[pillar], pointsOf(model, type, value), occurredAt, halfLife);
  }
  return sums;
}

/**
 * The score at `now`. Pillars add up towards the model's `full` instead of being averaged over those with data:
 * in an average a small kindness in a new pillar, even a deal won, would pull the whole score down.
 */
export function scoreAt(model: ScoreModel, sums: PillarSums, now: number): Score {
  const pillars = forEachPillar<number | null>(null);
  let balance = 0;
  let evidence = 0;
  for (const pillar of PILLARS) {
    const sum = sums[pillar];
    if (sum === null) continue;
    const share = pillarShare(model, pillar, sum, now);
    balance += share;
    const { weight, halfLife } = model.pillars[pillar];
    evidence += weight * freshness(sum, now, halfLife);
    pillars[pillar] = roundPoints(10 * share) / 10;
  }
  return {
    propensity: Math.min(100, Math.max(0, roundPoints(balance))),
    confidence: roundPoints((100 * evidence) / totalWeight(model)) / 100,
    pillars,
  };
}

/** Points of propensity a pillar adds at `now`, unrounded, negative where it counts against. */
export function pillarShare(model: ScoreModel, pillar: Pillar, sum: DecayedSum, now: number): number {
  return (100 * model.pillars[pillar].weight * pillarRatio(model, pillar, sum, now)) / model.full;
}

/** How full a pillar is at `now`, from -1 (all of it counts against) to 1. */
export function pillarRatio(model: ScoreModel, pillar: Pillar, sum: DecayedSum, now: number): number {
  const { halfLife, cap } = model.pillars[pillar];
  return Math.min(1, Math.max(-1, valueAt(sum, now, halfLife) / cap));
}

/** A whole number of points. Cut to nine digits first, so that the order of additions cannot tip a half. */
export function roundPoints(points: number): number {
  return Math.round(Math.round(points * 1e9) / 1e9) + 0;
}

/**
 * What a pillar's evidence is still worth as knowledge: all of it for one half-life after the newest signal, then
 * halving. Counting old data in full would call us sure about people nobody has heard of for years.
 */
function freshness(sum: DecayedSum, now: number, halfLife: number): number {
  return remaining(Math.max(0, now - sum.asOf - halfLife), halfLife);
}
