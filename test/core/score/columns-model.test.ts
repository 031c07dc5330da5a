import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { compileModel, shareOf } from '#core/score/columns-model.ts';
import { pointsOf } from '#core/score/model.ts';
import { SIGNAL_TYPES, SIGNALS } from '#core/signal/catalogue.ts';
import { anyModel, RUNS } from './models.ts';

test('a fresh signal of any type and value has the share its points have below the cap', () => {
  const anyValue = fc.oneof(
    fc.integer({ min: -3, max: 130 }),
    fc.double({ min: -2, max: 110 }),
    fc.constant(null),
    fc.double(),
  );
  fc.assert(
    fc.property(anyModel, fc.constantFrom(...SIGNAL_TYPES), anyValue, (model, type, value) => {
      const compiled = compileModel(model);
      const { weight, cap } = model.pillars[SIGNALS[type].pillar];
      const expected = (pointsOf(model, type, value) * 100 * weight) / (cap * model.full);
      const share = shareOf(compiled, SIGNAL_TYPES.indexOf(type), value ?? NaN);
      expect(Math.abs(share - expected)).toBeLessThanOrEqual(1e-12 * Math.abs(expected));
    }),
    { numRuns: RUNS },
  );
});
