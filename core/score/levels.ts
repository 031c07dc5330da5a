import { PILLARS } from '#core/signal/catalogue.ts';
import { DAY } from '#core/time.ts';

import type { Ranking } from './back-test.ts';
import type { ScoreModel } from './model.ts';
import { withRoom, type PastSignal, type Panel } from './panel.ts';
import { pillarShare, type PillarSums } from './score.ts';

/** Ranks are told apart in this many steps: a 160th of a point of propensity, six hours of recency. */
export const LEVELS = 16_384;

const HIGHEST = LEVELS - 1;
const RECENCY_STEP = DAY / 4;

/** Where each row of a panel stands in each ranking: 0 is last, `LEVELS - 1` first. */
export type Levels = Record<Ranking, Uint16Array>;

/** Levels of a panel with no rows yet. */
export function emptyLevels(rows: number): Levels {
  const column = () => new Uint16Array(rows);
  return { model: column(), current: column(), recency: column(), random: column() };
}

/** Adds somebody to a panel, ranked in every way. `id` is theirs for good: chance is drawn from it. */
export function addRanked(
  panel: Panel,
  levels: Levels,
  id: number,
  history: readonly PastSignal[],
  { model, current }: Record<'model' | 'current', ScoreModel>,
): void {
  panel.add(history, [model, current], (row, { cutoff, sums, newest }) => {
    const rank = (ranking: Ranking, level: number): void => {
      levels[ranking] = withRoom(levels[ranking], row, (length) => new Uint16Array(length));
      levels[ranking][row] = level;
    };
    rank('model', levelOf(model, sums[0]!, cutoff));
    rank('current', levelOf(current, sums[1]!, cutoff));
    rank('recency', Math.max(0, HIGHEST - Math.floor((cutoff - newest) / RECENCY_STEP)));
    rank('random', scramble(id, cutoff) & HIGHEST);
  });
}

/** Propensity as a level, unrounded as lists rank by it. */
function levelOf(model: ScoreModel, sums: PillarSums, at: number): number {
  let propensity = 0;
  for (const pillar of PILLARS) {
    const sum = sums[pillar];
    if (sum !== null) propensity += pillarShare(model, pillar, sum, at);
  }
  return Math.round((Math.min(100, Math.max(0, propensity)) * HIGHEST) / 100);
}

/** The propensity a level stands for, 0 to 100. */
export function propensityOf(level: number): number {
  return (100 * level) / HIGHEST;
}

/** Bits that look like chance and are the same every time: the finalizer of MurmurHash3 (Appleby, 2011). */
function scramble(id: number, cutoff: number): number {
  let bits = Math.imul(id, 0x9e37_79b1) ^ Math.floor(cutoff / DAY);
  bits = Math.imul(bits ^ (bits >>> 16), 0x85eb_ca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2_ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}
