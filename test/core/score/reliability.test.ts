import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LEVELS } from '#core/score/levels.ts';
import { bandsOf, reachOf, reliabilityOf, type Reliability } from '#core/score/reliability.ts';
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

/** Tenths from the lowest: how many people, and the percentage of them that acted. */
const tenths = (...told: [people: number, acted: number][]): Reliability[] =>
  told.flatMap(([people, acted], at) =>
    people === 0
      ? []
      : [{ from: 10 * at, to: 10 * at + 10, people, predicted: (10 * at + 5) / 100, observed: acted / 100 }],
  );
const reach = (...told: [people: number, acted: number][]) => reachOf(bandsOf(tenths(...told)));

describe('bands', () => {
  const told = (...each: [people: number, acted: number][]) =>
    bandsOf(tenths(...each)).map(({ from, to, people, thin }) => [from, to, people, thin]);

  test('of thirty people stand alone, with their interval', () => {
    expect(told([400, 2], [30, 10])).toEqual([
      [0, 10, 400, false],
      [10, 20, 30, false],
    ]);
    const [, band] = bandsOf(tenths([400, 2], [30, 10]));
    expect(band!.observed.value).toBeCloseTo(0.1, 9);
    expect(band!.observed.low).toBeGreaterThan(0.03);
    expect(band!.observed.high).toBeLessThan(0.26);
  });

  test('of fewer are joined with those beside them, what is left over with the one below', () => {
    expect(told([400, 2], [29, 9], [20, 10], [16, 20], [14, 30], [9, 5])).toEqual([
      [0, 10, 400, false],
      [10, 30, 49, false],
      [30, 60, 39, false],
    ]);
    const [, joined] = bandsOf(tenths([400, 2], [10, 10], [30 - 10, 40]));
    expect(joined!.observed.value).toBeCloseTo(0.3, 9);
    expect(joined!.predicted).toBeCloseTo((10 * 0.15 + 20 * 0.25) / 30, 9);
  });

  test('that nothing thin is beside stay thin', () => {
    expect(told([400, 2], [29, 9], [300, 10], [5, 0], [0, 0], [29, 9])).toEqual([
      [0, 10, 400, false],
      [10, 20, 29, true],
      [20, 30, 300, false],
      [30, 40, 5, true],
      [50, 60, 29, true],
    ]);
  });

  test('hold everybody once and all who acted', () => {
    fc.assert(
      fc.property(someRows, (rows) => {
        const bands = bandsOf(reliability(rows));
        expect(bands.reduce((sum, { people }) => sum + people, 0)).toBe(rows.length);
        expect(bands.reduce((sum, { people, observed }) => sum + people * observed.value, 0)).toBeCloseTo(
          rows.filter((row) => row.advocated).length,
          8,
        );
        for (const [at, { from }] of bands.entries()) {
          expect(from).toBeGreaterThanOrEqual(bands[at - 1]?.to ?? 0);
        }
      }),
      { numRuns: 200 },
    );
  });
});

describe('the reach of a score', () => {
  test('ends where no higher score was followed by more acts', () => {
    const acted = [2, 13, 25, 29, 24, 21, 24, 14, 9, 29];
    const people = [20_585, 2112, 1304, 981, 834, 461, 365, 244, 143, 131];
    expect(reach(...acted.map((each, at): [number, number] => [people[at]!, each]))).toEqual({
      kind: 'part',
      to: 40,
      fewer: false,
    });
  });

  test('says where the highest scores acted clearly less', () => {
    expect(reach([1000, 2], [1000, 20], [1000, 40], [1000, 10])).toEqual({
      kind: 'part',
      to: 30,
      fewer: true,
    });
  });

  test('goes on past a dip that clearly more acts follow, not past one that only a few do', () => {
    expect(reach([1000, 2], [1000, 16], [1000, 15], [1000, 30])).toEqual({ kind: 'whole', to: 40 });
    expect(reach([1000, 2], [1000, 16], [1000, 15], [40, 20])).toMatchObject({ kind: 'part', to: 20 });
  });

  test('goes as far as enough people were scored, thin bands left out', () => {
    expect(reach([1000, 2], [1000, 16], [20, 0])).toEqual({ kind: 'whole', to: 20 });
    expect(reach([1000, 2], [9, 100], [1000, 16])).toEqual({ kind: 'whole', to: 30 });
  });

  test('is nowhere or unknown where it is', () => {
    expect(reach([1000, 20], [1000, 10], [1000, 18])).toEqual({ kind: 'nowhere' });
    expect(reach([1000, 20], [0, 0], [29, 90])).toEqual({ kind: 'unknown' });
    expect(reach()).toEqual({ kind: 'unknown' });
  });
});
