import * as fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { addFilled, emptyFillings, fitWeights, tooThinToFit } from '#core/score/calibrate.ts';
import { DEFAULT_MODEL, totalWeight, type ScoreModel } from '#core/score/model.ts';
import { Panel, type PastSignal } from '#core/score/panel.ts';
import { pillarShare, sumsOf } from '#core/score/score.ts';
import { PILLARS, type SignalType } from '#core/signal/catalogue.ts';
import { DAY } from '#core/time.ts';
import { NOW, signal } from '../signals.ts';
import { finish } from './finish.ts';

const CUTOFF = NOW - 100 * DAY;
const before = (type: SignalType, value: number | null = null): PastSignal => signal(type, 110, value);
const ACTS = signal('referral', 50);

function calibrated(histories: readonly (readonly PastSignal[])[], model: ScoreModel = DEFAULT_MODEL) {
  const panel = new Panel([CUTOFF], 0);
  const fillings = emptyFillings(0);
  for (const history of histories) addFilled(panel, fillings, history, model);
  return { panel, fillings, weights: finish(fitWeights(panel, fillings, model)) };
}

const times = (count: number, ...history: PastSignal[]) => Array.from({ length: count }, () => history);

/** Those who renewed advocate often, those with a good answer sometimes, those with a bad one less. */
const PEOPLE = [
  ...times(60, before('renewal'), ACTS),
  ...times(40, before('renewal')),
  ...times(20, before('nps', 10), ACTS),
  ...times(60, before('nps', 10)),
  ...times(5, before('nps', 2), ACTS),
  ...times(95, before('nps', 2)),
];

describe('fitted weights', () => {
  it('favour what foretold an act, and add up to what they did before', () => {
    const { weights } = calibrated(PEOPLE);
    expect(weights!.loyalty).toBeGreaterThan(weights!.feedback);
    expect(weights!.feedback).toBeGreaterThan(10);
    expect(weights).toMatchObject({ word_of_mouth: 0, promotion: 0, protection: 0 });
    expect(Object.values(weights!).reduce((sum, weight) => sum + weight, 0)).toBe(100);
  });

  it('leave out what would count against the good', () => {
    const { weights } = calibrated([
      ...PEOPLE,
      ...times(60, before('recovery')),
      ...times(30, before('escalation'), ACTS),
    ]);
    expect(weights!.protection).toBe(0);
    expect(weights!.loyalty).toBeGreaterThan(0);
  });

  it('are none where nothing foretells an act', () => {
    expect(
      calibrated([...times(50, before('recovery')), ...times(50, before('escalation'), ACTS)]).weights,
    ).toBeNull();
  });

  test.each([1, 0.37, 99.5, 350, 4999])(
    'of a model that weighs %d in all add up to it within a hundredth',
    (total) => {
      const pillars = { ...DEFAULT_MODEL.pillars };
      for (const pillar of PILLARS) pillars[pillar] = { ...pillars[pillar], weight: total / 5 };
      const model = { ...DEFAULT_MODEL, pillars, full: total / 2 };
      const weights = Object.values(calibrated(PEOPLE, model).weights!);
      const sum = weights.reduce((all, weight) => all + weight, 0);
      expect(sum).toBeGreaterThanOrEqual(totalWeight(model) * (1 - 1e-9));
      expect(sum).toBeLessThanOrEqual(totalWeight(model) * 1.01);
      expect(weights.every((weight) => String(weight).length <= 6)).toBe(true);
    },
  );
});

test('a row holds how full each pillar was, before its weight', () => {
  const history = [before('renewal'), before('nps', 2)];
  const { fillings } = calibrated([...PEOPLE, history]);
  const sums = sumsOf(
    DEFAULT_MODEL,
    history.map((one, index) => ({ ...one, key: String(index), receivedAt: 0, source: null })),
  );
  PILLARS.forEach((pillar, index) => {
    const sum = sums[pillar];
    const { weight } = DEFAULT_MODEL.pillars[pillar];
    const share = sum === null ? 0 : pillarShare(DEFAULT_MODEL, pillar, sum, CUTOFF);
    expect(fillings[index]![PEOPLE.length]).toBeCloseTo((share * DEFAULT_MODEL.full) / 100 / weight, 6);
  });
});

describe('too little to learn from', () => {
  it.each([
    ['acts', times(200, before('renewal')), /^0 times somebody advocated/],
    ['others', times(60, before('renewal'), ACTS), /^0 times somebody did not/],
  ])('too few %s', (_, histories, why) => {
    expect(tooThinToFit(calibrated(histories).panel)).toMatch(why);
  });

  it('is too few people, or none too few', () => {
    expect(tooThinToFit(calibrated(PEOPLE).panel)).toBeNull();
    expect(tooThinToFit({ size: 500, advocated: 60, advocates: 19 } as Panel)).toMatch(/^19 people/);
    expect(tooThinToFit({ size: 100, advocated: 50, advocates: 20 } as Panel)).toBeNull();
    expect(tooThinToFit({ size: 100, advocated: 49, advocates: 20 } as Panel)).toMatch(
      /^49 times .* takes 50/,
    );
    expect(tooThinToFit({ size: 99, advocated: 50, advocates: 20 } as Panel)).toMatch(/^49 times .* not/);
  });
});

test('weights are never negative and always finite, whoever acted', () => {
  fc.assert(
    fc.property(fc.array(fc.boolean(), { minLength: PEOPLE.length, maxLength: PEOPLE.length }), (acted) => {
      const histories = PEOPLE.map(([one], index) => (acted[index]! ? [one!, ACTS] : [one!]));
      const { weights } = calibrated(histories);
      if (weights === null) return;
      expect(Object.values(weights).every((weight) => weight >= 0 && Number.isFinite(weight))).toBe(true);
    }),
    { numRuns: 50 },
  );
});
