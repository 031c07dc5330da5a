import { HORIZON } from '#core/score/cutoffs.ts';
import { addRanked, emptyLevels, LEVELS } from '#core/score/levels.ts';
import { DEFAULT_MODEL, type ScoreModel } from '#core/score/model.ts';
import { Panel, type PastSignal } from '#core/score/panel.ts';
import { emptySums, foldSignal, pillarRatio, type PillarSums } from '#core/score/score.ts';
import { PILLARS, SIGNAL_TYPES, SIGNALS, type Pillar, type SignalType } from '#core/signal/catalogue.ts';
import { DAY } from '#core/time.ts';

/**
 * Worlds in which people's true willingness is known: how full each pillar is, weighed by planted weights, decides
 * how likely they act in the month that follows. Everything is drawn from the seed.
 */
export interface PlantedWorld {
  histories: PastSignal[][];
  /** By person and cut-off: the log-odds of acting in the month after it. */
  willing: Float64Array[];
}

interface Planted {
  seed: number;
  people: number;
  cutoffs: readonly number[];
  /** How much of what moves people no signal shows: the deviation of a constant of their own, in log-odds. */
  hidden?: number;
}

export const PLANTED: Record<Pillar, number> = {
  word_of_mouth: 40,
  promotion: 10,
  loyalty: 30,
  protection: 5,
  feedback: 15,
};
const WRONG: Record<Pillar, number> = {
  word_of_mouth: 5,
  promotion: 25,
  loyalty: 5,
  protection: 45,
  feedback: 20,
};
const WARM_UP = 9;
const BASE = -4.4;
const SLOPE = 6;

/** The default model with other weights, adding up to a full score. */
export function weighted(weights: Record<Pillar, number>): ScoreModel {
  const pillars = { ...DEFAULT_MODEL.pillars };
  for (const pillar of PILLARS) pillars[pillar] = { ...pillars[pillar], weight: weights[pillar] };
  return { ...DEFAULT_MODEL, pillars, full: 100 };
}

export const TRUE_MODEL = weighted(PLANTED);
export const WRONG_MODEL = weighted(WRONG);

const ACTS = SIGNAL_TYPES.filter((type) => SIGNALS[type].act && type !== 'review');

/** What happens to people whatever they do, how often a month, by how they fare in that pillar (0 to 1). */
const NEWS: Partial<
  Record<Pillar, { good: [SignalType, number | null][]; bad: [SignalType, number | null][] }>
> = {
  word_of_mouth: { good: [['nomination', null]], bad: [['bad_reference', null]] },
  loyalty: {
    good: [
      ['renewal', null],
      ['event_attended', null],
    ],
    bad: [['downgrade', null]],
  },
  protection: { good: [['recovery', null]], bad: [['escalation', null]] },
  feedback: {
    good: [
      ['nps', 10],
      ['csat', 5],
    ],
    bad: [
      ['nps', 2],
      ['complaint', null],
    ],
  },
};

/** Draws a world. */
export function plantWorld({ seed, people, cutoffs, hidden = 0 }: Planted): PlantedWorld {
  const draw = generator(seed);
  const months = monthsAround(cutoffs);
  const world: PlantedWorld = { histories: [], willing: [] };
  for (let person = 0; person < people; person += 1) {
    const fares = PILLARS.map(() => draw());
    const own = hidden * normal(draw);
    const history: PastSignal[] = [];
    const willing = new Float64Array(cutoffs.length);
    let sums = emptySums();
    months.slice(0, -1).forEach((month, index) => {
      const odds = BASE + SLOPE * willingness(sums, month) + own;
      if (index >= WARM_UP) willing[index - WARM_UP] = odds;
      const chance = index < WARM_UP ? 0.05 : 1 / (1 + Math.exp(-odds));
      const drawn = newsOf(fares, draw);
      if (draw() < chance) drawn.push([ACTS[Math.floor(draw() * ACTS.length)]!, null]);
      const length = months[index + 1]! - month;
      const told = drawn.map(([type, value]) => ({
        type,
        value,
        occurredAt: month + Math.floor(draw() * length),
      }));
      told.sort((a, b) => a.occurredAt - b.occurredAt);
      for (const signal of told) sums = foldSignal(TRUE_MODEL, sums, signal);
      history.push(...told);
    });
    world.histories.push(history);
    world.willing.push(willing);
  }
  return world;
}

/** A world as a panel, ranked by a model beside the planted one as the current, and by the truth itself. */
export function lookBack(
  { histories, willing }: PlantedWorld,
  cutoffs: readonly number[],
  model: ScoreModel,
) {
  const panel = new Panel(cutoffs, histories.length * cutoffs.length);
  const levels = emptyLevels(histories.length * cutoffs.length);
  histories.forEach((history, id) =>
    addRanked(panel, levels, id + 1, history, { model, current: TRUE_MODEL }),
  );
  const truth = new Uint16Array(panel.size);
  // People without a row have no number in the panel.
  const numbered = willing.filter((_, id) => (histories[id]?.[0]?.occurredAt ?? Infinity) < cutoffs.at(-1)!);
  for (let row = 0; row < panel.size; row += 1) {
    const odds = numbered[panel.person[row]!]![panel.cutoff[row]!]!;
    truth[row] = Math.round(((LEVELS - 1) * Math.min(10, Math.max(-10, odds)) + 10 * (LEVELS - 1)) / 20);
  }
  return { panel, levels, truth };
}

function willingness(sums: PillarSums, at: number): number {
  let total = 0;
  for (const pillar of PILLARS) {
    const sum = sums[pillar];
    if (sum !== null) total += PLANTED[pillar] * pillarRatio(TRUE_MODEL, pillar, sum, at);
  }
  return total / 100;
}

function newsOf(fares: readonly number[], draw: () => number): [SignalType, number | null][] {
  const news: [SignalType, number | null][] = [];
  PILLARS.forEach((pillar, index) => {
    const kinds = NEWS[pillar];
    if (kinds === undefined || draw() > 0.2) return;
    const list = draw() < 0.3 + 0.7 * fares[index]! ? kinds.good : kinds.bad;
    news.push(list[Math.floor(draw() * list.length)]!);
  });
  return news;
}

/** The months before the first cut-off in which histories begin, all cut-offs, and those a horizon after reaches. */
function monthsAround(cutoffs: readonly number[]): number[] {
  const first = new Date(cutoffs[0]!);
  const months: number[] = [];
  for (let index = -WARM_UP; ; index += 1) {
    const month = Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + index, 1);
    months.push(month);
    if (month > cutoffs.at(-1)! + HORIZON + DAY) return months;
  }
}

/** Numbers from 0 to 1 that look like chance: mulberry32 (Ettinger, 2017). */
export function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b_79f5) | 0;
    let bits = Math.imul(state ^ (state >>> 15), 1 | state);
    bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits;
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
  };
}

function normal(draw: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - draw())) * Math.cos(2 * Math.PI * draw());
}
