import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { changeSince } from '#core/score/change.ts';
import { explain } from '#core/score/explain.ts';
import { DEFAULT_MODEL } from '#core/score/model.ts';
import { DAY } from '#core/time.ts';
import { anyModel } from './models.ts';
import { anySignals, NOW, signal } from '../signals.ts';

const SAME = { before: DEFAULT_MODEL, now: DEFAULT_MODEL };
const WEEK = NOW - 7 * DAY;

test('the lines add up to the change, whatever was heard, faded or scored otherwise', () => {
  fc.assert(
    fc.property(anySignals(20), anyModel, anyModel, fc.nat(400), (told, before, now, days) => {
      // What happened was heard some time later, or a week's change would hold none of it.
      const signals = told.map((one, index) => ({
        ...one,
        receivedAt: Math.min(NOW, one.occurredAt + index * DAY),
      }));
      const since = NOW - days * DAY;
      const change = changeSince({ before, now }, signals, since, NOW);
      expect(change.lines.reduce((sum, { points }) => sum + points, 0)).toBe(change.after - change.before);
      expect(change.after).toBe(explain(now, signals, NOW).propensity);
      expect(change.lines).toEqual(
        change.lines.toSorted((a, b) => Math.abs(b.points) - Math.abs(a.points) || (b.at ?? 0) - (a.at ?? 0)),
      );
    }),
    { numRuns: 2000 },
  );
});

test('nothing heard and nothing faded is no change', () => {
  expect(changeSince(SAME, [], WEEK, NOW)).toEqual({ since: WEEK, before: 0, after: 0, lines: [] });
});

test('what was heard since stands with its points, what faded in one line', () => {
  const { before, after, lines } = changeSince(
    SAME,
    [signal('reference_call', 200), signal('renewal', 100), signal('nps', 2, 10)],
    NOW - 60 * DAY,
    NOW,
  );
  expect([before, after]).toEqual([37, 52]);
  expect(lines).toEqual([
    { cause: 'nps', label: 'NPS 10', at: NOW - 2 * DAY, points: 20 },
    { cause: 'ageing', label: 'What was known grew older', at: null, points: -5 },
  ]);
});

test('an old act heard of only now is news', () => {
  const late = { ...signal('referral', 30), receivedAt: NOW - DAY };
  expect(changeSince(SAME, [late], WEEK, NOW).lines).toMatchObject([{ cause: 'referral', points: 12 }]);
});

test('a model published in between is a line of its own', () => {
  const louder = { ...DEFAULT_MODEL, strengths: { ...DEFAULT_MODEL.strengths, referral: 120 } };
  const { lines } = changeSince({ before: DEFAULT_MODEL, now: louder }, [signal('referral', 30)], WEEK, NOW);
  expect(lines).toEqual([{ cause: 'model', label: 'A new score model was published', at: null, points: 9 }]);
});

test('what happened and was heard at the very beginning is no news', () => {
  expect(changeSince(SAME, [signal('referral', 7)], WEEK, NOW)).toMatchObject({ before: 13, lines: [] });
});

test('what was announced for later counts when it happens', () => {
  const announced = { ...signal('referral', 2), receivedAt: NOW - 30 * DAY };
  expect(changeSince(SAME, [announced], WEEK, NOW)).toMatchObject({
    before: 0,
    lines: [{ cause: 'referral', points: 13 }],
  });
});

test('what is worth no point is no line', () => {
  expect(changeSince(SAME, [signal('usage', 1, 30)], WEEK, NOW).lines).toEqual([]);
});

test('of equal lines the newest comes first, whatever order they were told in', () => {
  const calls = [3, 1, 2].map((age) => signal('referral', age));
  const { lines } = changeSince(SAME, calls, WEEK, NOW);
  expect(lines.map(({ at }) => at)).toEqual([1, 2, 3].map((age) => NOW - age * DAY));
  expect(new Set(lines.map(({ points }) => points)).size).toBe(1);
});
