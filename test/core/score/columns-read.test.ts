import { expect, test } from 'vitest';
import { ageSignals } from '#core/score/columns-age.ts';
import { compileModel } from '#core/score/columns-model.ts';
import { readScores } from '#core/score/columns-read.ts';
import { columnsOf } from '#core/score/columns.ts';
import { DEFAULT_MODEL } from '#core/score/model.ts';
import { scoreAt, sumsOf } from '#core/score/score.ts';
import { DAY } from '#core/time.ts';
import { NOW, signal } from '../signals.ts';

test('thousands of people are each read as if they were alone', () => {
  const people = Array.from({ length: 1_100 }, (_, n) =>
    [signal('nps', n % 700, n % 11), signal('reference_call', n % 311), signal('escalation', n % 97)].slice(
      n % 4,
    ),
  );
  const aged = ageSignals(compileModel(DEFAULT_MODEL), columnsOf(people), NOW);
  for (const later of [0, 33, 400]) {
    const at = NOW + later * DAY;
    const { propensity, confidence } = readScores(aged, at);
    const expected = people.map((list) => scoreAt(DEFAULT_MODEL, sumsOf(DEFAULT_MODEL, list), at));
    expect([...propensity]).toEqual(expected.map((one) => one.propensity));
    expect([...confidence].map((hundredths) => hundredths / 100)).toEqual(
      expected.map((one) => one.confidence),
    );
  }
});
