import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { gainsOf } from '#core/score/gains.ts';
import { RUNS } from './models.ts';
import { columnsOf, someRows, type Row } from './rows.ts';

const gains = (rows: readonly Row[]) => gainsOf(columnsOf(rows).tally);
const list = (
  count: number,
  advocated: (place: number) => boolean,
  level = (place: number) => 1000 - place,
) =>
  Array.from({ length: count }, (_, place) => ({
    person: place,
    cutoff: 0,
    level: level(place),
    advocated: advocated(place),
  }));

test('gains never fall, begin at nobody and end at everybody who advocated', () => {
  fc.assert(
    fc.property(someRows, (rows) => {
      const found = gains(rows);
      expect(found).toHaveLength(11);
      expect(found[0]).toBe(0);
      expect(found[10]).toBe(1);
      for (let step = 1; step <= 10; step += 1)
        expect(found[step]).toBeGreaterThanOrEqual(found[step - 1]! - 1e-12);
    }),
    { numRuns: RUNS / 200 },
  );
});

test('a perfect list finds everybody as soon as there is room', () => {
  expect(gains(list(100, (place) => place < 20))).toEqual([0, 0.5, 1, 1, 1, 1, 1, 1, 1, 1, 1]);
});

test('a list upside down finds nobody until the end', () => {
  expect(gains(list(100, (place) => place >= 90))).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]);
});

test('people on one level are found as chance would find them', () => {
  const tied = gains(
    list(
      30,
      (place) => place % 3 === 0,
      () => 7,
    ),
  );
  tied.forEach((share, step) => expect(share).toBeCloseTo(step / 10, 12));
});

test('each cut-off has its own list: a month of high scores does not crowd out another', () => {
  const high = list(10, (place) => place === 0);
  const low = list(
    10,
    (place) => place === 0,
    (place) => 100 - place,
  ).map((row) => ({ ...row, cutoff: 1 }));
  expect(gains([...high, ...low])[1]).toBe(1);
});

test('a month nobody was known at yet takes nothing away, nor do the lowest of all levels', () => {
  const rows = list(
    20,
    (place) => place % 10 === 9,
    (place) => 19 - place,
  );
  const expected = [0, 0, 0, 0, 0, 0.5, 0.5, 0.5, 0.5, 0.5, 1];
  expect(gains(rows)).toEqual(expected);
  expect(gains(rows.map((row) => ({ ...row, cutoff: 1 })))).toEqual(expected);
});
