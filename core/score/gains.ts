import { LEVELS } from './levels.ts';
import type { Tally } from './tally.ts';

const STEPS = 10;

/**
 * Of all who advocated, the share found in the top 0 %, 10 %, … 100 % of each cut-off's list: 11 numbers from 0 to 1,
 * never falling. People on one level are taken in an order of chance, so a step through them finds its share of them.
 */
export function gainsOf(tally: Tally): number[] {
  const found = Array.from({ length: STEPS + 1 }, () => 0);
  for (let cutoff = 0; cutoff < tally.cutoffs; cutoff += 1) findIn(tally, cutoff * LEVELS, found);
  const all = found[STEPS]!;
  return found.map((count) => count / all);
}

/** Adds how many of those who advocated stand in each top part of one cut-off's list. */
function findIn({ advocated, others }: Tally, from: number, found: number[]): void {
  let people = 0;
  for (let cell = from; cell < from + LEVELS; cell += 1) people += advocated[cell]! + others[cell]!;
  let seen = 0;
  let met = 0;
  let step = 1;
  for (let cell = from + LEVELS - 1; cell >= from; cell -= 1) {
    const here = advocated[cell]! + others[cell]!;
    while (seen + here > (people * step) / STEPS) {
      const part = ((people * step) / STEPS - seen) / here;
      found[step]! += met + part * advocated[cell]!;
      step += 1;
    }
    seen += here;
    met += advocated[cell]!;
  }
  found[STEPS]! += met;
}
