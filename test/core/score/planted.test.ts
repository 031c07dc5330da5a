import { beforeAll, describe, expect, it } from 'vitest';
import { aucOf } from '#core/score/auc.ts';
import { backTest, type BackTest } from '#core/score/back-test.ts';
import { addFilled, emptyFillings, fitWeights } from '#core/score/calibrate.ts';
import { cutoffsBefore, holdOut } from '#core/score/cutoffs.ts';
import { DEFAULT_MODEL } from '#core/score/model.ts';
import { Panel } from '#core/score/panel.ts';
import { tallyOf } from '#core/score/tally.ts';
import { PILLARS, type Pillar } from '#core/signal/catalogue.ts';
import { NOW } from '../signals.ts';
import { finish } from './finish.ts';
import {
  lookBack,
  PLANTED,
  plantWorld,
  TRUE_MODEL,
  weighted,
  WRONG_MODEL,
  type PlantedWorld,
} from './planted.ts';

const CUTOFFS = cutoffsBefore(NOW);
const { fit: LEARNED, test: HELD_OUT } = holdOut(CUTOFFS);

function tested(world: PlantedWorld, model: typeof DEFAULT_MODEL, cutoffs = CUTOFFS): BackTest {
  const { panel, levels } = lookBack(world, cutoffs, model);
  const answer = finish(backTest(panel, levels, 1));
  if (!answer.enough) throw new Error(answer.why);
  return answer.result;
}

/** The weights learned from a world, beginning from a wrong model. */
function learned({ histories }: PlantedWorld): Record<Pillar, number> {
  const panel = new Panel(LEARNED, 0);
  const fillings = emptyFillings(0);
  for (const history of histories) addFilled(panel, fillings, history, WRONG_MODEL);
  const weights = finish(fitWeights(panel, fillings, WRONG_MODEL));
  if (weights === null) throw new Error('nothing learned');
  return weights;
}

/** Rows of figures under one heading, as they are printed. */
function print(heading: string, rows: Record<string, Record<string, number | string>>): void {
  console.log(heading);
  console.table(rows);
}

describe('where people’s true willingness is known', () => {
  let world: PlantedWorld;
  let wrong: BackTest;
  let right: BackTest;
  let truth: number;

  beforeAll(() => {
    world = plantWorld({ seed: 4, people: 6000, cutoffs: CUTOFFS });
    wrong = tested(world, WRONG_MODEL);
    right = tested(world, TRUE_MODEL);
    const { panel, truth: levels } = lookBack(world, CUTOFFS, TRUE_MODEL);
    truth = aucOf(panel, levels, tallyOf(panel, levels)).value;
    const row = ({ auc, topDecile }: BackTest['rankings']['model']) => ({
      AUC: auc.value.toFixed(3),
      interval: `${auc.low.toFixed(3)} to ${auc.high.toFixed(3)}`,
      'short of the truth': (truth - auc.value).toFixed(3),
      'in the top tenth': topDecile.share.toFixed(2),
      lift: topDecile.lift.toFixed(1),
    });
    print(`The truth itself has an AUC of ${truth.toFixed(3)}`, {
      'true model': row(right.rankings.model),
      'default model': row(tested(world, DEFAULT_MODEL).rankings.model),
      'wrong model': row(wrong.rankings.model),
      recency: row(right.rankings.recency),
      random: row(right.rankings.random),
    });
  }, 60_000);

  it('the true model finds advocates almost as well as the truth', () => {
    expect(truth).toBeGreaterThan(0.8);
    expect(Math.abs(truth - right.rankings.model.auc.value)).toBeLessThan(0.02);
    expect(right.rankings.model.topDecile.lift).toBeGreaterThan(3.5);
  });

  it('chance is chance, and recency little better', () => {
    const { random, recency, model } = right.rankings;
    expect(random.auc.low).toBeLessThan(0.5);
    expect(random.auc.high).toBeGreaterThan(0.5);
    expect(recency.auc.value).toBeGreaterThan(0.5);
    expect(model.auc.low - recency.auc.high).toBeGreaterThan(0.2);
  });

  it('a wrong model is told from the true one', () => {
    expect(wrong.rankings.current.auc).toEqual(right.rankings.model.auc);
    expect(right.rankings.model.auc.low - wrong.rankings.model.auc.high).toBeGreaterThan(0.1);
  });

  it('calibration finds the planted weights from a wrong model, and beats it on months it never saw', () => {
    const weights = learned(world);
    print(
      'Weights',
      Object.fromEntries(
        PILLARS.map((pillar) => [pillar, { planted: PLANTED[pillar], learned: weights[pillar] }]),
      ),
    );
    for (const pillar of PILLARS) expect(Math.abs(weights[pillar] - PLANTED[pillar])).toBeLessThanOrEqual(5);
    const order = (of: Record<Pillar, number>) => PILLARS.toSorted((a, b) => of[b] - of[a]);
    expect(order(weights)).toEqual(order(PLANTED));
    const calibrated = tested(world, weighted(weights), HELD_OUT).rankings;
    const before = tested(world, WRONG_MODEL, HELD_OUT).rankings;
    expect(calibrated.model.auc.low).toBeGreaterThan(before.model.auc.high);
    expect(calibrated.current.auc.value - calibrated.model.auc.value).toBeLessThan(0.01);
  });
});

describe('over 200 worlds in which much of what moves people shows in no signal', () => {
  const WORLDS = 200;
  const PEOPLE = 150;
  const cutoffs = CUTOFFS.slice(-6);

  it('the interval holds the true value about 95 times in a hundred, and a naive one does not', () => {
    const estimate = (seed: number, people: number) => {
      const { panel, levels } = lookBack(
        plantWorld({ seed, people, cutoffs, hidden: 1.2 }),
        cutoffs,
        TRUE_MODEL,
      );
      const tally = tallyOf(panel, levels.model);
      const naive = {
        size: panel.size,
        cutoff: panel.cutoff,
        label: panel.label,
        advocates: panel.advocated,
        person: Uint32Array.from(panel.person, (_, row) => row),
      };
      return { honest: aucOf(panel, levels.model, tally), naive: aucOf(naive, levels.model, tally) };
    };
    const truth = estimate(9999, 9000).honest.value;
    const worlds = Array.from({ length: WORLDS }, (_, index) => estimate(index + 1, PEOPLE));
    const held = (which: 'honest' | 'naive') =>
      worlds.filter((world) => world[which].low <= truth && truth <= world[which].high).length / WORLDS;
    print(`Intervals of 200 worlds that hold the true AUC of ${truth.toFixed(3)}`, {
      'people as one observation': { share: held('honest') },
      'rows as if independent': { share: held('naive') },
    });
    // Of 200 at 95 %, 95 times in a hundred 184 to 196 are hit.
    expect(held('honest')).toBeGreaterThanOrEqual(0.92);
    expect(held('honest')).toBeLessThanOrEqual(0.98);
    expect(held('naive')).toBeLessThan(0.9);
  }, 60_000);
});
