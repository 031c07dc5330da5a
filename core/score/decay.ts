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
  return 2 ** (-age / halfLife);
}
