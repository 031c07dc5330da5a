import { describe, expect, it } from 'vitest';
import { backTest, RANKINGS } from '#core/score/back-test.ts';
import { addRanked, emptyLevels } from '#core/score/levels.ts';
import { DEFAULT_MODEL } from '#core/score/model.ts';
import { Panel, type PastSignal } from '#core/score/panel.ts';
import type { SignalType } from '#core/signal/catalogue.ts';
import { DAY } from '#core/time.ts';
import { finish } from './finish.ts';

const CUTOFFS = Array.from({ length: 12 }, (_, month) => Date.UTC(2025, 8 + month, 1));
const LAST = CUTOFFS.at(-1)!;
const at = (type: SignalType, time: number): PastSignal => ({ type, value: null, occurredAt: time });

function answer(histories: readonly (readonly PastSignal[])[], oneIn = 1) {
  const panel = new Panel(CUTOFFS, 100);
  const levels = emptyLevels(100);
  const models = { model: DEFAULT_MODEL, current: DEFAULT_MODEL };
  histories.forEach((history, id) => addRanked(panel, levels, id, history, models));
  return finish(backTest(panel, levels, oneIn));
}

const idle = (count: number) => Array.from({ length: count }, () => [at('ticket', CUTOFFS[0]! - DAY)]);
/** Customers of long standing who act once, after the last three cut-offs. */
const active = (count: number) =>
  Array.from({ length: count }, () => [at('renewal', CUTOFFS[0]! - DAY), at('referral', LAST + DAY)]);

describe('a back-test', () => {
  const tested = () => {
    const answered = answer([...idle(100), ...active(20)], 3);
    return answered.enough ? answered.result : expect.unreachable();
  };

  it('counts every person at every month they were known at', () => {
    expect(tested()).toMatchObject({
      oneIn: 3,
      cutoffs: CUTOFFS,
      horizon: 90 * DAY,
      people: 120 * 12,
      advocated: 60,
    });
  });

  it('finds those who advocated above the others, where the model does', () => {
    const { rankings } = tested();
    for (const ranking of ['model', 'current'] as const) {
      expect(rankings[ranking].auc).toMatchObject({ value: 1, high: 1 });
      expect(rankings[ranking].auc.low).toBeLessThan(0.9);
      // 20 of 120 advocated: a tenth has room for 12 of them.
      expect(rankings[ranking].topDecile).toEqual({ share: 0.6, lift: 6 });
      expect(rankings[ranking].gains.slice(0, 3)).toEqual([0, 0.6, 1]);
    }
  });

  it('sees no difference by recency where everybody was heard of on one day', () => {
    const { recency } = tested().rankings;
    expect(recency.auc).toMatchObject({ value: 0.5 });
    expect(recency.topDecile.lift).toBeCloseTo(1, 10);
  });

  it('holds chance against them', () => {
    const { low, high } = tested().rankings.random.auc;
    expect(low).toBeLessThan(0.5);
    expect(high).toBeGreaterThan(0.5);
  });

  it('tells how those of each tenth of propensity acted', () => {
    const { calibration, people: all } = tested();
    expect(calibration.reduce((sum, { people }) => sum + people, 0)).toBe(all);
    expect(calibration.reduce((sum, { people, observed }) => sum + people * observed, 0)).toBeCloseTo(60, 8);
  });

  it('knows every ranking', () => {
    expect(Object.keys(tested().rankings).toSorted()).toEqual(RANKINGS.toSorted());
  });
});

describe('too little data is an answer', () => {
  it.each([
    ['no history', [], /known at 0 of the months/],
    ['a history of one month', idle(50).map(() => [at('ticket', LAST - DAY)]), /known at 1 of the months/],
    ['nobody who advocated', idle(50), /^0 times somebody advocated/],
    ['too few acts', [...idle(50), ...active(9)], /^27 times somebody advocated/],
    [
      'too few people, however often they acted',
      [
        ...idle(50),
        ...active(9).map((own) => [...own, ...CUTOFFS.map((cutoff) => at('share', cutoff + DAY))]),
      ].map((own) => own.toSorted((a, b) => a.occurredAt - b.occurredAt)),
      /^9 people advocated/,
    ],
  ])('%s', (_, histories, why) => {
    const tested = answer(histories);
    expect(tested).toMatchObject({ enough: false, why: expect.stringMatching(why) });
  });

  it('nobody who did not', () => {
    const everybody = active(40).map((own) => [
      own[0]!,
      ...CUTOFFS.map((cutoff) => at('share', cutoff + DAY)),
      own[1]!,
    ]);
    expect(answer(everybody)).toEqual({
      enough: false,
      why: '0 times somebody did not advocate; it takes 30.',
      people: 480,
      advocated: 480,
    });
  });
});

describe('just enough data is enough', () => {
  it('of ten people', () => {
    expect(answer([...idle(10), ...active(10)])).toMatchObject({ enough: true, result: { advocated: 30 } });
  });

  it('of two months, with thirty who acted and thirty who did not', () => {
    const known = at('renewal', CUTOFFS[10]! - DAY);
    const people = Array.from({ length: 30 }, (_, id) =>
      id < 15 ? [known, at('referral', LAST + DAY)] : [known],
    );
    const result = { cutoffs: CUTOFFS.slice(10), people: 60, advocated: 30 };
    expect(answer(people)).toMatchObject({ enough: true, result });
  });
});
