import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { fold, halved, remaining, valueAt, type DecayedSum } from '#core/score/decay.ts';
import { anyOrder } from '../signals.ts';
import { RUNS } from './models.ts';

const H = 1000;
const gains = fc.array(
  fc.record({ points: fc.integer({ min: -100, max: 100 }), at: fc.integer({ min: 0, max: 20 * H }) }),
  { minLength: 1, maxLength: 30 },
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
    { numRuns: RUNS },
  );
});

test('a power of a half is right to the last digits, and nothing is left after a thousand halvings', () => {
  const anyHalvings = fc.oneof(
    fc.double({ min: 0, max: 4, noNaN: true }),
    fc.double({ min: 0, max: 999, noNaN: true }),
  );
  fc.assert(
    fc.property(anyHalvings, (halvings) => {
      expect(Math.abs(halved(halvings) / 2 ** -halvings - 1)).toBeLessThan(1e-15);
    }),
    { numRuns: RUNS },
  );
  for (let whole = 0; whole < 1000; whole += 1) expect(halved(whole)).toBe(2 ** -whole);
  expect([halved(999.999) > 0, halved(1000), halved(Infinity)]).toEqual([true, 0, 0]);
});

test('a point only ever gets less, from one millisecond to the next', () => {
  const halfLife = 3650 * 86_400_000;
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 5 * halfLife }), (age) => {
      expect(remaining(age + 1, halfLife)).toBeLessThan(remaining(age, halfLife));
    }),
    { numRuns: RUNS },
  );
});
