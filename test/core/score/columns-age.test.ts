import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { ageSignals, ageSums } from '#core/score/columns-age.ts';
import { compileModel } from '#core/score/columns-model.ts';
import { readScores } from '#core/score/columns-read.ts';
import { columnsOf } from '#core/score/columns.ts';
import { DEFAULT_MODEL, type ScoreModel } from '#core/score/model.ts';
import { scoreAt, sumsOf } from '#core/score/score.ts';
import type { Signal } from '#core/signal/signal.ts';
import { DAY } from '#core/time.ts';
import { anySignals, NOW, signal } from '../signals.ts';
import { anyModel, RUNS } from './models.ts';

const anyPeople = fc.array(anySignals(8), { maxLength: 4 });
const anyLater = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 2000 * DAY }));

function oneByOne(model: ScoreModel, people: Signal[][], at: number) {
  const scores = people.map((list) => scoreAt(model, sumsOf(model, list), at));
  return scores.map(({ propensity, confidence }) => [propensity, confidence]);
}

function shown({ propensity, confidence }: ReturnType<typeof readScores>) {
  return Array.from(propensity, (points, person) => [points, confidence[person]! / 100]);
}

test('columns of signals give every score that one person at a time gets, now and at any later time', () => {
  fc.assert(
    fc.property(anyModel, anyPeople, anyLater, (model, people, later) => {
      const aged = ageSignals(compileModel(model), columnsOf(people), NOW);
      expect(aged.landmark).toBe(NOW);
      expect(shown(readScores(aged, NOW + later))).toEqual(oneByOne(model, people, NOW + later));
    }),
    { numRuns: RUNS },
  );
});

test('columns of kept sums give the same', () => {
  fc.assert(
    fc.property(anyModel, anyPeople, anyLater, (model, people, later) => {
      const kept = people.map((list) => sumsOf(model, list));
      const aged = ageSums(compileModel(model), kept, NOW);
      expect(aged.landmark).toBe(NOW);
      expect(shown(readScores(aged, NOW + later))).toEqual(oneByOne(model, people, NOW + later));
    }),
    { numRuns: RUNS },
  );
});

test('part of the columns is read by its offsets alone', () => {
  const people = [
    [signal('nps', 3, 9)],
    [signal('referral', 9), signal('idea', 2)],
    [signal('review', 1, 4)],
  ];
  const all = columnsOf(people);
  const aged = ageSignals(compileModel(DEFAULT_MODEL), { ...all, offsets: all.offsets.subarray(1, 3) }, NOW);
  expect(shown(readScores(aged, NOW))).toEqual(oneByOne(DEFAULT_MODEL, [people[1]!], NOW));
});

test('where clocks disagree, everything is aged to the newest signal', () => {
  const people = [[signal('nps', 0, 10), signal('nps', -2, 9, 'ahead')], [signal('referral', 100)]];
  const compiled = compileModel(DEFAULT_MODEL);
  const ahead = NOW + 2 * DAY;
  const sums = people.map((list) => sumsOf(DEFAULT_MODEL, list));
  for (const aged of [ageSignals(compiled, columnsOf(people), NOW), ageSums(compiled, sums, NOW)]) {
    expect(aged.landmark).toBe(ahead);
    for (const at of [NOW, ahead]) {
      expect(shown(readScores(aged, at))).toEqual(oneByOne(DEFAULT_MODEL, people, ahead));
    }
    expect(shown(readScores(aged, ahead + DAY))).toEqual(oneByOne(DEFAULT_MODEL, people, ahead + DAY));
  }
});
