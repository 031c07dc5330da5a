import type { Estimate } from './auc.ts';
import { LEVELS, propensityOf } from './levels.ts';
import type { Tally } from './tally.ts';
import { wilson } from './wilson.ts';

/** People within a tenth of propensity: what the score said on average, and what share advocated. */
export interface Reliability {
  from: number;
  to: number;
  people: number;
  predicted: number;
  observed: number;
}

const TENTHS = 10;

/** Whether people score as they act, by tenths of propensity with anybody in them, from the lowest. */
export function reliabilityOf({ advocated, others }: Tally): Reliability[] {
  const tenths = Array.from({ length: TENTHS }, () => ({ people: 0, said: 0, acted: 0 }));
  for (let cell = 0; cell < advocated.length; cell += 1) {
    const people = advocated[cell]! + others[cell]!;
    if (people === 0) continue;
    const propensity = propensityOf(cell % LEVELS);
    const tenth = tenths[Math.min(TENTHS - 1, Math.floor((propensity * TENTHS) / 100))]!;
    tenth.people += people;
    tenth.said += people * propensity;
    tenth.acted += advocated[cell]!;
  }
  return tenths.flatMap(({ people, said, acted }, index) => {
    if (people === 0) return [];
    const [from, to] = [(index * 100) / TENTHS, ((index + 1) * 100) / TENTHS];
    return [{ from, to, people, predicted: said / people / 100, observed: acted / people }];
  });
}

/** A band of propensity: as many tenths as it takes to tell, and what share advocated with its interval. */
export interface Band extends Omit<Reliability, 'observed'> {
  observed: Estimate;
  /** Whether there are too few people in it for a word about it. */
  thin: boolean;
}

const FEWEST_PEOPLE = 30;

/** Tenths as bands: thin ones side by side are joined until they tell something; what stays alone may stay thin. */
export function bandsOf(tenths: readonly Reliability[]): Band[] {
  const runs: Reliability[][] = [];
  for (const tenth of tenths) {
    const run = runs.at(-1);
    const below = run?.at(-1);
    const joins = below !== undefined && isThin(below) && isThin(tenth) && below.to === tenth.from;
    if (joins) run!.push(tenth);
    else runs.push([tenth]);
  }
  return runs.flatMap(joinThin).map((band) => ({
    ...band,
    observed: wilson(band.observed * band.people, band.people),
    thin: isThin(band),
  }));
}

/** Joins a run of thin tenths from the lowest; what is left over at its end goes to the band below. */
function joinThin(run: readonly Reliability[]): Reliability[] {
  const joined: Reliability[] = [];
  for (const tenth of run) {
    const last = joined.at(-1);
    if (last !== undefined && isThin(last)) joined.splice(-1, 1, join(last, tenth));
    else joined.push(tenth);
  }
  const [below, last] = joined.slice(-2);
  if (below !== undefined && last !== undefined && isThin(last)) joined.splice(-2, 2, join(below, last));
  return joined;
}

function isThin({ people }: Reliability): boolean {
  return people < FEWEST_PEOPLE;
}

function join(low: Reliability, high: Reliability): Reliability {
  const people = low.people + high.people;
  const mean = (of: 'predicted' | 'observed') => (low[of] * low.people + high[of] * high.people) / people;
  return { from: low.from, to: high.to, people, predicted: mean('predicted'), observed: mean('observed') };
}

/** How far up a higher score was followed by more acts. */
export type Reach =
  /** Too few bands with enough people in them. */
  | { kind: 'unknown' }
  /** No band was followed by clearly more acts than the lowest one. */
  | { kind: 'nowhere' }
  /** Up to the propensity `to`; of the bands above none by clearly more, and `fewer` says the last by clearly fewer. */
  | { kind: 'part'; to: number; fewer: boolean }
  /** Up to the last band that tells anything, which ends at `to`. */
  | { kind: 'whole'; to: number };

/**
 * Climbs the bands that are not thin from the lowest as long as the next one acted more. A dip is no end where a
 * later band acted clearly more than the one before the dip: its interval lies above.
 */
export function reachOf(bands: readonly Band[]): Reach {
  const told = bands.filter(({ thin }) => !thin);
  const last = told.at(-1);
  if (last === undefined || told.length < 2) return { kind: 'unknown' };
  let at = 0;
  for (let next = stepFrom(told, 0); next !== -1; next = stepFrom(told, at)) at = next;
  const top = told[at]!;
  if (top === last) return { kind: 'whole', to: last.to };
  if (at === 0) return { kind: 'nowhere' };
  return { kind: 'part', to: top.to, fewer: last.observed.high < top.observed.low };
}

/** The band a climb goes on to, or -1 at its end. */
function stepFrom(bands: readonly Band[], at: number): number {
  const { value, high } = bands[at]!.observed;
  const next = bands[at + 1];
  if (next !== undefined && next.observed.value > value) return at + 1;
  return bands.findIndex(({ observed }, index) => index > at && observed.low > high);
}
