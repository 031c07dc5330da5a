import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { addRanked, emptyLevels, LEVELS, propensityOf } from '#core/score/levels.ts';
import { DEFAULT_MODEL } from '#core/score/model.ts';
import { Panel, type PastSignal } from '#core/score/panel.ts';
import { scoreAt, sumsOf } from '#core/score/score.ts';
import { DAY } from '#core/time.ts';
import { anySignals, NOW, signal } from '../signals.ts';

const ZEALOUS = { ...DEFAULT_MODEL, full: 20 };

function ranked(histories: readonly (readonly PastSignal[])[], cutoffs = [NOW]) {
  const panel = new Panel(cutoffs, 0);
  const levels = emptyLevels(0);
  histories.forEach((history, index) =>
    addRanked(panel, levels, index + 1, history, { model: ZEALOUS, current: DEFAULT_MODEL }),
  );
  return { panel, levels };
}

test('each model ranks by the propensity it shows', () => {
  fc.assert(
    fc.property(anySignals(15), (signals) => {
      const history = signals.toSorted((a, b) => a.occurredAt - b.occurredAt);
      fc.pre(history.some(({ occurredAt }) => occurredAt < NOW));
      const { levels } = ranked([history]);
      const known = history.filter(({ occurredAt }) => occurredAt < NOW);
      const shown = (model: typeof DEFAULT_MODEL) => scoreAt(model, sumsOf(model, known), NOW).propensity;
      expect(Math.abs(propensityOf(levels.model[0]!) - shown(ZEALOUS))).toBeLessThan(0.51);
      expect(Math.abs(propensityOf(levels.current[0]!) - shown(DEFAULT_MODEL))).toBeLessThan(0.51);
    }),
    { numRuns: 300 },
  );
});

test('nothing is below the last level or above the first', () => {
  const [bad, good] = [signal('escalation', 1), signal('bad_reference', 1)].map((one) => [one]);
  const best = (['reference_call', 'referral', 'renewal', 'defence', 'advisory_board'] as const).flatMap(
    (type) => Array.from({ length: 9 }, (_, index) => signal(type, 9 - index)),
  );
  best.sort((a, b) => a.occurredAt - b.occurredAt);
  const { levels } = ranked([bad!, good!, best]);
  expect(levels.model.slice(0, 3)).toEqual(Uint16Array.of(0, 0, LEVELS - 1));
});

test('recency ranks by the newest signal, whatever it says', () => {
  const { levels } = ranked([
    [signal('renewal', 400), signal('complaint', 2)],
    [signal('reference_call', 3)],
    [signal('reference_call', 5000)],
  ]);
  expect(levels.recency[0]).toBe(LEVELS - 1 - 8);
  expect(levels.recency[1]).toBe(LEVELS - 1 - 12);
  expect(levels.recency[2]).toBe(0);
});

test('chance is even, the same every time, and new at every cut-off', () => {
  const histories = Array.from({ length: 4000 }, () => [signal('renewal', 400)]);
  const cutoffs = [NOW - 30 * DAY, NOW];
  const { panel, levels } = ranked(histories, cutoffs);
  expect(ranked(histories, cutoffs).levels.random).toEqual(levels.random);
  const drawn = Array.from(levels.random.subarray(0, panel.size));
  const tenths = Map.groupBy(drawn, (level) => Math.floor((level * 10) / LEVELS));
  for (const tenth of tenths.values()) expect(Math.abs(tenth.length - 800)).toBeLessThan(110);
  const again = drawn.filter(
    (level, row) => row % 2 === 1 && Math.abs(level - drawn[row - 1]!) < LEVELS / 10,
  );
  // Two independent draws are within a tenth of each other 19 times in a hundred.
  expect(again.length / 4000).toBeCloseTo(0.19, 1);
});
