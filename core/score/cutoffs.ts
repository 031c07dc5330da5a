import { DAY } from '#core/time.ts';

/** How long after a cut-off an act still counts as what was to be foreseen. */
export const HORIZON = 90 * DAY;
const CUTOFFS = 12;
const HELD_OUT = 3;

/**
 * The first moments of the twelve newest months (UTC) whose horizon is over at `now`, oldest first. They are starts
 * of days, so that facts two CRMs tell alike of one day lie on one side of each.
 */
export function cutoffsBefore(now: number): number[] {
  const date = new Date(now - HORIZON);
  return Array.from({ length: CUTOFFS }, (_, index) =>
    Date.UTC(date.getUTCFullYear(), date.getUTCMonth() - (CUTOFFS - 1 - index), 1),
  );
}

/**
 * Splits cut-offs into older ones to learn from and the newest three to test on. None is learned from whose horizon
 * reaches into the tested time: the same act would be lesson and exam.
 */
export function holdOut(cutoffs: readonly number[]): { fit: number[]; test: number[] } {
  const test = cutoffs.slice(-HELD_OUT);
  const fit = cutoffs.filter((cutoff) => cutoff + HORIZON <= test[0]!);
  return { fit, test };
}
