import type { Pillar } from '#core/signal/catalogue.ts';
import { aucOf, type Estimate } from './auc.ts';
import { HORIZON } from './cutoffs.ts';
import { gainsOf } from './gains.ts';
import type { Levels } from './levels.ts';
import type { Panel } from './panel.ts';
import { reliabilityOf, type Reliability } from './reliability.ts';
import { tallyOf } from './tally.ts';

/** What a back-test compares. `model` is the one looked at, `current` the published one. */
export const RANKINGS = ['model', 'current', 'recency', 'random'] as const;
export type Ranking = (typeof RANKINGS)[number];

/** How well one way of ranking people found those who later advocated. */
export interface RankingResult {
  /** Chance that somebody who advocated stood above somebody who did not, with its 95 % interval; 0.5 is a coin. */
  auc: Estimate;
  /** Of those who advocated, the share that stood in the top tenth; and how many times a random tenth holds. */
  topDecile: { share: number; lift: number };
  /** Share of those who advocated found in the top 0 %, 10 %, … 100 % of people: 11 numbers. */
  gains: number[];
}

/** People scored as of past months, beside what they did in the months after. */
export interface BackTest {
  /** Every how many people one was looked at: 1, unless there are too many for all. */
  oneIn: number;
  /** The days scores were taken at, epoch milliseconds, oldest first. */
  cutoffs: number[];
  /** Milliseconds after each cut-off in which an act counts. */
  horizon: number;
  /** Pairs of a person and a cut-off, and how many of them were followed by an act. */
  people: number;
  advocated: number;
  rankings: Record<Ranking, RankingResult>;
  /** By tenths of propensity with anybody in them: what share advocated, beside what the score said. */
  calibration: Reliability[];
}

/** A back-test, or why the data is too thin for one: an honest answer, not a failure. */
export type BackTestAnswer =
  | { enough: true; result: BackTest }
  | { enough: false; why: string; people: number; advocated: number };

/** What fitting the weights to those who said yes gave. */
export interface Calibration {
  /** The draft that was made from it; it is never published by itself. */
  draftId: string;
  /** The cut-offs it was learned from, with their rows; the back-test is on newer ones only. */
  fit: { cutoffs: number[]; people: number; advocated: number };
  /** Fitted beside published weight of each pillar. */
  weights: Record<Pillar, { before: number; after: number }>;
  backTest: BackTestAnswer;
}

/** Fewer acts than this say nothing with any precision; nor do fewer people, however often each acts. */
const FEWEST_ADVOCATED = 30;
const FEWEST_PEOPLE = 10;
const FEWEST_CUTOFFS = 2;

/**
 * Compares the rankings of a panel, or says why it is too thin. Yields between its longer parts, where others may go
 * first; each takes some 20 ms for a million rows.
 */
export function* backTest(panel: Panel, levels: Levels, oneIn: number): Generator<void, BackTestAnswer> {
  const { size: people, advocated } = panel;
  const why = tooThin(panel);
  if (why !== null) return { enough: false, why, people, advocated };
  const rankings = {
    model: yield* judge(panel, levels.model),
    current: yield* judge(panel, levels.current),
    recency: yield* judge(panel, levels.recency),
    random: yield* judge(panel, levels.random),
  };
  return {
    enough: true,
    result: {
      oneIn,
      cutoffs: panel.covered,
      horizon: HORIZON,
      people,
      advocated,
      rankings,
      calibration: reliabilityOf(tallyOf(panel, levels.model)),
    },
  };
}

/** Why a panel is too thin to judge a ranking by, or null where it is not. */
function tooThin({ covered, size, advocated, advocates }: Panel): string | null {
  if (covered.length < FEWEST_CUTOFFS) {
    return `Anybody was known at ${covered.length} of the months that 90 days have followed; it takes ${FEWEST_CUTOFFS}.`;
  }
  if (advocated < FEWEST_ADVOCATED) {
    return `${advocated} times somebody advocated within 90 days; it takes ${FEWEST_ADVOCATED}.`;
  }
  if (advocates < FEWEST_PEOPLE) return `${advocates} people advocated; it takes ${FEWEST_PEOPLE}.`;
  const others = size - advocated;
  return others < FEWEST_ADVOCATED
    ? `${others} times somebody did not advocate; it takes ${FEWEST_ADVOCATED}.`
    : null;
}

function* judge(panel: Panel, levels: Uint16Array): Generator<void, RankingResult> {
  const tally = tallyOf(panel, levels);
  yield;
  const gains = gainsOf(tally);
  const share = gains[1]!;
  const auc = aucOf(panel, levels, tally);
  yield;
  return { auc, topDecile: { share, lift: share * 10 }, gains };
}
