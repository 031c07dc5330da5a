import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { glanceAt } from '#core/score/glance.ts';
import { DEFAULT_MODEL } from '#core/score/model.ts';
import { emptySums, scoreAt } from '#core/score/score.ts';
import { DAY } from '#core/time.ts';
import { NOW } from '../signals.ts';
import { anySums } from '../sums.ts';
import { anyModel, RUNS } from './models.ts';

test('a glance shows the score, but for the last digit of a few', () => {
  let differ = 0;
  const anyAt = fc.integer({ min: NOW - 10 * DAY, max: NOW + 3000 * DAY });
  fc.assert(
    fc.property(anyModel, anySums, anyAt, (model, sums, at) => {
      const { propensity, confidence } = scoreAt(model, sums, at);
      const seen = glanceAt(model, sums)(at);
      if (seen.propensity !== propensity || seen.confidence !== confidence) differ += 1;
      expect(Math.abs(seen.propensity - propensity)).toBeLessThanOrEqual(1);
      expect(Math.abs(seen.confidence - confidence)).toBeLessThan(0.0101);
    }),
    { numRuns: RUNS / 4 },
  );
  expect(differ).toBeLessThan(RUNS / 500);
});

test('one glance serves many moments, before the newest signal and after', () => {
  const sums = {
    ...emptySums(),
    word_of_mouth: { v: 80, asOf: NOW },
    loyalty: { v: -20, asOf: NOW - 30 * DAY },
    feedback: { v: 500, asOf: NOW + DAY },
  };
  const glance = glanceAt(DEFAULT_MODEL, sums);
  for (const days of [-40, 0, 1, 100, 365, 2000, 100]) {
    const { propensity, confidence } = scoreAt(DEFAULT_MODEL, sums, NOW + days * DAY);
    expect(glance(NOW + days * DAY)).toEqual({ propensity, confidence });
  }
});
