import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { LEVELS } from '#core/score/levels.ts';
import { reliabilityOf } from '#core/score/reliability.ts';
import { columnsOf, someRows, type Row } from './rows.ts';

const reliability = (rows: readonly Row[]) => reliabilityOf(columnsOf(rows).tally);
const scored = (propensity: number, advocated: boolean): Row => ({
  person: 0,
  cutoff: 0,
  level: Math.round(((LEVELS - 1) * propensity) / 100),
  advocated,
});

test('people are told by tenths of propensity, empty tenths left out', () => {
  const told = reliability([
    scored(0, false),
    scored(4, false),
    scored(33, true),
    scored(35, false),
    scored(100, true),
  ]);
  expect(told.map(({ from, to, people, observed }) => [from, to, people, observed])).toEqual([
    [0, 10, 2, 0],
    [30, 40, 2, 0.5],
    [90, 100, 1, 1],
  ]);
  expect(told.map(({ predicted }) => Math.round(predicted * 100))).toEqual([2, 34, 100]);
});

test('everybody is in one tenth, and all who advocated are found', () => {
  fc.assert(
    fc.property(someRows, (rows) => {
      const told = reliability(rows);
      expect(told.reduce((sum, { people }) => sum + people, 0)).toBe(rows.length);
      expect(told.reduce((sum, { people, observed }) => sum + people * observed, 0)).toBeCloseTo(
        rows.filter((row) => row.advocated).length,
        8,
      );
      for (const { from, to, predicted } of told) {
        expect(predicted * 100).toBeGreaterThanOrEqual(from - 1e-9);
        expect(predicted * 100).toBeLessThanOrEqual(to + 1e-9);
      }
    }),
    { numRuns: 200 },
  );
});
