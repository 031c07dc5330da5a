import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { wilson } from '#core/score/wilson.ts';

test.each([
  [5, 10, 0.2366, 0.7634],
  [0, 10, 0, 0.2775],
  [10, 10, 0.7225, 1],
  [0, 0, 0, 1],
])('%i of %i lies between %d and %d', (hits, all, low, high) => {
  const interval = wilson(hits, all);
  expect(interval.low).toBeCloseTo(low, 4);
  expect(interval.high).toBeCloseTo(high, 4);
});

test('holds the share within 0 to 1 and narrows with people', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 1_000_000 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (all, share) => {
        const { value, low, high } = wilson(share * all, all);
        expect(low).toBeGreaterThanOrEqual(0);
        expect(low).toBeLessThanOrEqual(value);
        expect(high).toBeGreaterThanOrEqual(value);
        expect(high).toBeLessThanOrEqual(1);
        const more = wilson(share * all * 4, all * 4);
        expect(more.high - more.low).toBeLessThan(high - low);
      },
    ),
  );
});
