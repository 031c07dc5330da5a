/** Points that halve every half-life: worth `v` at `asOf` (epoch milliseconds, the newest signal in it). */
export interface DecayedSum {
  v: number;
  asOf: number;
}

/**
 * Adds points earned at `at`, in O(1). A late arrival is aged to `asOf` first, so any order gives the same sum.
 * The method is forward decay: Cormode, Shkapenyuk, Srivastava, Xu, ICDE 2009.
 */
export function fold(sum: DecayedSum | null, points: number, at: number, halfLife: number): DecayedSum {
  if (sum === null) return { v: points, asOf: at };
  if (at >= sum.asOf) return { v: sum.v * remaining(at - sum.asOf, halfLife) + points, asOf: at };
  return { v: sum.v + points * remaining(sum.asOf - at, halfLife), asOf: sum.asOf };
}

/** What the sum is worth at `now`; never more than it was at its newest signal, should clocks disagree. */
export function valueAt(sum: DecayedSum | null, now: number, halfLife: number): number {
  if (sum === null) return 0;
  return sum.v * remaining(Math.max(0, now - sum.asOf), halfLife);
}

/** The share of a point left after `age` milliseconds. */
export function remaining(age: number, halfLife: number): number {
  return halved(age / halfLife);
}

/** Steps between one halving and the next. */
const BITS = 6;
const STEPS = 1 << BITS;
/** After so many halvings nothing is left that a sum could hold. */
const MOST = 1000;
const WHOLE = Float64Array.from({ length: MOST + 1 }, (_, halvings) => 2 ** -halvings);
const PARTS = Float64Array.from({ length: STEPS }, (_, step) => 2 ** (-step / STEPS));

/**
 * `2 ** -halvings` to the last digit or two, twice as fast as `**`, for a number that is not negative: the nearest
 * step is looked up, and the rest, at most a 128th of a halving, is six terms of the exponential series.
 */
export function halved(halvings: number): number {
  if (halvings >= MOST) return 0;
  const steps = halvings * STEPS;
  const nearest = (steps + 0.5) | 0;
  const rest = (nearest - steps) * (Math.LN2 / STEPS);
  const series = 1 + rest * (1 + rest * (1 / 2 + rest * (1 / 6 + rest * (1 / 24 + rest * (1 / 120)))));
  return WHOLE[nearest >> BITS]! * PARTS[nearest & (STEPS - 1)]! * series;
}
