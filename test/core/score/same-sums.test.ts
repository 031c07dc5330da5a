import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DEFAULT_MODEL, type ScoreModel } from '#core/score/model.ts';
import { makeSameSums } from '#core/score/same-sums.ts';
import { sumsOf } from '#core/score/score.ts';
import { PILLARS, SIGNAL_TYPES } from '#core/signal/catalogue.ts';
import { anySignals } from '#test/core/signals.ts';
import { anyModel } from './models.ts';

describe('models make the same sums', () => {
  test('where only weights, caps and thresholds differ', () => {
    fc.assert(
      fc.property(anyModel, anyModel, anySignals(10), (model, other, signals) => {
        const pillars = Object.fromEntries(
          PILLARS.map((pillar) => [
            pillar,
            { ...other.pillars[pillar], halfLife: model.pillars[pillar].halfLife },
          ]),
        ) as ScoreModel['pillars'];
        const reweighted = { ...other, pillars, strengths: model.strengths };
        expect(makeSameSums(model, reweighted)).toBe(true);
        expect(sumsOf(reweighted, signals)).toEqual(sumsOf(model, signals));
      }),
      { numRuns: 300 },
    );
  });

  test.each(PILLARS)('and others where the half-life of %s differs', (pillar) => {
    const other = structuredClone(DEFAULT_MODEL);
    other.pillars[pillar].halfLife += 1;
    expect(makeSameSums(DEFAULT_MODEL, other)).toBe(false);
  });

  test.each(SIGNAL_TYPES)('and others where %s is worth something else', (type) => {
    const strengths = { ...DEFAULT_MODEL.strengths, [type]: DEFAULT_MODEL.strengths[type] + 1 };
    expect(makeSameSums(DEFAULT_MODEL, { ...DEFAULT_MODEL, strengths })).toBe(false);
  });
});
