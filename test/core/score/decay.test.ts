import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { fold, valueAt, type DecayedSum } from '#core/score/decay.ts';
import { anyOrder } from '../signals.ts';

const H = 1000;
const gains = fc.array(
  fc.record({ points: fc.integer({ min: -100, max: 100 }), at: fc.integer({ min: 0, max: 20 * H }) }),
  { minLength: 1, maxLength: 50 },
);
type Gain = { points: number; at: number };

function foldAll(list: Gain[]): DecayedSum | null {
  let sum: DecayedSum | null = null;
  for (const { points, at } of list) sum = fold(sum, points, at, H);
  return sum;
}

test('points halve with every half-life', () => {
  const sum = fold(null, 80, 5 * H, H);
  expect(valueAt(sum, 5 * H, H)).toBe(80);
  expect(valueAt(sum, 6 * H, H)).toBe(40);
  expect(valueAt(sum, 8 * H, H)).toBe(10);
});

test('a late arrival is aged before it is added', () => {
  const sum = fold(fold(null, 10, 3 * H, H), 80, 0, H);
  expect(sum).toEqual({ v: 20, asOf: 3 * H });
});

test('nothing is worth nothing, and a clock that runs behind adds nothing', () => {
  expect(valueAt(null, 5, H)).toBe(0);
  expect(valueAt(fold(null, 80, 5 * H, H), H, H)).toBe(80);
});

test('any order of arrival gives the sum of the aged points', () => {
  fc.assert(
    fc.property(
      gains.chain((list) => fc.tuple(fc.constant(list), anyOrder(list))),
      ([list, arrivals]) => {
        const asOf = Math.max(...list.map((gain) => gain.at));
        const aged = list.map((gain) => gain.points * 2 ** (-(asOf - gain.at) / H));
        const expected = aged.reduce((sum, points) => sum + points, 0);
        const scale = aged.reduce((sum, points) => sum + Math.abs(points), 0);
        const folded = foldAll(arrivals);
        expect(folded?.asOf).toBe(asOf);
        expect(Math.abs((folded?.v ?? NaN) - expected)).toBeLessThanOrEqual(1e-9 * scale);
      },
    ),
    { numRuns: 1000 },
  );
});
