import { PILLARS } from '#core/signal/catalogue.ts';
import type { ScoreModel } from './model.ts';
import { pillarShare, type PillarSums } from './score.ts';

/** Halvings after which nothing is left that could make a point. */
const LAST = 64;

/** `d * 2 ** (-rate * s)`, s milliseconds after some moment. */
interface Term {
  rate: number;
  d: number;
}

/**
 * Moments after `from` (epoch milliseconds, rising, not whole ones) between which ageing only lowers or only raises the
 * balance; after the last one nothing is left of it. Where nothing counts against somebody that is the only one.
 */
export function turningPoints(model: ScoreModel, sums: PillarSums, from: number): number[] {
  const counted = PILLARS.flatMap((pillar) => {
    const sum = sums[pillar];
    const { halfLife, cap, weight } = model.pillars[pillar];
    if (sum === null || sum.v === 0 || weight === 0) return [];
    // Until then the newest signal is ahead, or the cap cuts, so the share stands still.
    const until = sum.asOf + halfLife * Math.max(0, Math.log2(Math.abs(sum.v) / cap));
    return [{ pillar, sum, halfLife, until }];
  });
  const end = Math.max(from, ...counted.map(({ until, halfLife }) => until + LAST * halfLife));
  if (counted.every(({ sum }) => sum.v > 0)) return [end];
  const kinks = counted.map(({ until }) => until).filter((until) => until > from);
  const points: number[] = [];
  let start = from;
  for (const kink of [...kinks, end].toSorted((a, b) => a - b)) {
    const slopes = new Map<number, number>();
    for (const { pillar, sum, halfLife, until } of counted) {
      if (until > start) continue;
      const slope = pillarShare(model, pillar, sum, start) / halfLife;
      slopes.set(halfLife, (slopes.get(halfLife) ?? 0) + slope);
    }
    const terms = [...slopes].map(([halfLife, d]) => ({ rate: 1 / halfLife, d }));
    for (const root of rootsOf(terms, kink - start)) points.push(start + root);
    points.push(kink);
    start = kink;
  }
  return points;
}

/**
 * Where a sum of exponentials is zero between 0 and `end`. Divided by its slowest term it is a constant and one term
 * fewer, whose own slope is a sum of so many terms again: between the roots of that it only rises or only falls.
 */
function rootsOf(terms: readonly Term[], end: number): number[] {
  const byRate = terms.filter(({ d }) => d !== 0).toSorted((a, b) => a.rate - b.rate);
  const [slowest, rest] = [byRate[0]!, byRate.slice(1)];
  if (rest.every(({ d }) => d * slowest.d > 0)) return [];
  const faster = rest.map(({ rate, d }) => ({ rate: rate - slowest.rate, d }));
  if (faster.length === 1) {
    const root = Math.log2(-faster[0]!.d / slowest.d) / faster[0]!.rate;
    return root > 0 && root < end ? [root] : [];
  }
  const valueAt = (s: number): number =>
    faster.reduce((sum, { rate, d }) => sum + d * 2 ** (-rate * s), slowest.d);
  const slope = faster.map(({ rate, d }) => ({ rate, d: d * rate }));
  const bounds = [0, ...rootsOf(slope, end), end];
  return bounds.slice(1).flatMap((to, index) => rootBetween(valueAt, bounds[index]!, to));
}

/** The root of what only rises or only falls, to a fraction of a millisecond. */
function rootBetween(valueAt: (s: number) => number, from: number, to: number): number[] {
  const below = valueAt(from) < 0;
  if (valueAt(to) < 0 === below) return [];
  let [low, high] = [from, to];
  while (high - low > 0.25) {
    const middle = (low + high) / 2;
    if (valueAt(middle) < 0 === below) low = middle;
    else high = middle;
  }
  return [high];
}
