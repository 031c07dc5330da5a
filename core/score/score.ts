import { PILLARS, SIGNALS, type Pillar } from '#core/signal/catalogue.ts';
import { distinctSignals, type Signal } from '#core/signal/signal.ts';
import { fold, remaining, valueAt, type DecayedSum } from './decay.ts';
import { MODEL } from './model.ts';

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

const TOTAL_WEIGHT = PILLARS.reduce((sum, pillar) => sum + MODEL.pillars[pillar].weight, 0);

/** Sums of a person nothing is known about. */
export function emptySums(): PillarSums {
  return forEachPillar(null);
}

function forEachPillar<T>(x: T): Record<Pillar, T> {
  return { word_of_mouth: x, promotion: x, loyalty: x, protection: x, feedback: x };
}

/** The sums after one more signal, in O(1); the caller makes sure each key is folded once. */
export function foldSignal(sums: PillarSums, signal: Signal): PillarSums {
  const { pillar, points } = SIGNALS[signal.type];
  const { halfLife } = MODEL.pillars[pillar];
  return { ...sums, [pillar]: fold(sums[pillar], points(signal.value), signal.occurredAt, halfLife) };
}

/** The sums recomputed from all of a person's signals, each key once. */
export function sumsOf(signals: Iterable<Signal>): PillarSums {
  const sums = emptySums();
  for (const signal of distinctSignals(signals)) {
    const { pillar, points } = SIGNALS[signal.type];
    sums[pillar] = fold(
      sums[pillar],
      points(signal.value),
      signal.occurredAt,
      MODEL.pillars[pillar].halfLife,
    );
  }
  return sums;
}

/**
 * The score at `now`. Pillars add up towards `MODEL.full` instead of being averaged over those with data:
 * in an average a small kindness in a new pillar, even a deal won, would pull the whole score down.
 */
export function scoreAt(sums: PillarSums, now: number): Score {
  const pillars = forEachPillar<number | null>(null);
  let balance = 0;
  let evidence = 0;
  for (const pillar of PILLARS) {
    const sum = sums[pillar];
    if (sum === null) continue;
    const share = pillarShare(pillar, sum, now);
    balance += share;
    evidence += MODEL.pillars[pillar].weight * freshness(sum, now, MODEL.pillars[pillar].halfLife);
    pillars[pillar] = Math.round(share * 10) / 10 + 0;
  }
  return {
    propensity: Math.min(100, Math.max(0, roundPoints(balance))),
    confidence: Math.round((evidence / TOTAL_WEIGHT) * 100) / 100,
    pillars,
  };
}

/** Points of propensity a pillar adds at `now`, unrounded, negative where it counts against. */
export function pillarShare(pillar: Pillar, sum: DecayedSum, now: number): number {
  const { halfLife, weight, cap } = MODEL.pillars[pillar];
  const ratio = Math.min(1, Math.max(-1, valueAt(sum, now, halfLife) / cap));
  return (100 * weight * ratio) / MODEL.full;
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
