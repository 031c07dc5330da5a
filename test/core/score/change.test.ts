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

/** What all lines of a cause hold together. */
function pointsOf({ lines }: { lines: object[] }, cause: string): number {
  return lines
    .map((line) => line as { signal?: string; cause?: string; points: number })
    .filter((line) => (line.cause ?? line.signal) === cause)
    .reduce((sum, { points }) => sum + points, 0);
}

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
      for (const end of ['limit', 'floor'] as const) {
        const known = signals.filter(({ receivedAt }) => receivedAt <= since);
        const swallowed =
          pointsOf(explain(before, signals, NOW), end) - pointsOf(explain(before, known, since), end);
        expect(pointsOf(change, end)).toBe(swallowed);
      }
      expect(change.lines).toEqual(
        change.lines.toSorted((a, b) => Math.abs(b.points) - Math.abs(a.points) || (b.at ?? 0) - (a.at ?? 0)),
      );
    }),
    { numRuns: 2000 },
  );
});

test('nothing heard and nothing faded is no change', () => {
  expect(changeSince(SAME, [], WEEK, NOW)).toEqual({
    since: WEEK,
    known: true,
    firstReadAt: null,
    before: 0,
    after: 0,
    lines: [],
  });
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
    { cause: 'nps', label: 'NPS 10', at: NOW - 2 * DAY, receivedAt: NOW - 2 * DAY, points: 20 },
    { cause: 'ageing', label: 'What was known grew older', at: null, receivedAt: null, points: -5 },
  ]);
});

test('an old act heard of only now is news', () => {
  const late = { ...signal('referral', 30), receivedAt: NOW - DAY };
  expect(changeSince(SAME, [late], WEEK, NOW).lines).toMatchObject([{ cause: 'referral', points: 12 }]);
});

test('a model published in between is a line of its own', () => {
  const louder = { ...DEFAULT_MODEL, strengths: { ...DEFAULT_MODEL.strengths, referral: 120 } };
  const { lines } = changeSince({ before: DEFAULT_MODEL, now: louder }, [signal('referral', 30)], WEEK, NOW);
  expect(lines).toEqual([
    { cause: 'model', label: 'A new score model was published', at: null, receivedAt: null, points: 9 },
  ]);
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

test('what a full score swallows is a line of its own, and no ageing', () => {
  const full = [
    signal('reference_call', 8),
    signal('referral', 8, null, 'r1'),
    signal('referral', 8, null, 'r2'),
    signal('referral', 8, null, 'r3'),
    signal('renewal', 8),
    signal('expansion', 8),
  ];
  const news = [signal('nps', 1, 10), signal('advisory_board', 1)];
  const { after, lines } = changeSince(SAME, [...full, ...news], WEEK, NOW);
  expect(after).toBe(100);
  expect(pointsOf({ lines }, 'limit')).toBeLessThan(0);
  expect(pointsOf({ lines }, 'nps')).toBeGreaterThan(0);
  expect(Math.abs(pointsOf({ lines }, 'ageing'))).toBeLessThanOrEqual(2);
  expect(lines.find(({ cause }) => cause === 'limit')?.label).toBe('A score cannot rise above 100');
});

test('what an empty score swallows is a line of its own', () => {
  const news = { ...signal('detractor', 1), key: 'bad' };
  const { after, lines } = changeSince(SAME, [signal('survey_answered', 20), news], WEEK, NOW);
  expect(after).toBe(0);
  expect(lines.find(({ cause }) => cause === 'floor')?.points).toBeGreaterThan(0);
});

test('what a full pillar holds back is no ageing', () => {
  const calls = [20, 20, 1].map((age, index) => signal('case_study', age, null, `call ${index}`));
  const { before, after, lines } = changeSince(SAME, calls, WEEK, NOW);
  expect(after).toBe(before);
  expect(pointsOf({ lines }, 'ageing')).toBe(0);
  expect(pointsOf({ lines }, 'pillar')).toBe(-pointsOf({ lines }, 'case_study'));
});

test('of whom nothing was known a week ago, the score did not rise: it was first read since', () => {
  const may = { ...signal('referral', 190), receivedAt: NOW - DAY };
  expect(changeSince(SAME, [may], WEEK, NOW)).toMatchObject({ known: false, firstReadAt: NOW - DAY });
  const heard = changeSince(SAME, [may, signal('renewal', 90)], WEEK, NOW);
  expect(heard).toMatchObject({ known: true, firstReadAt: NOW - 90 * DAY });
  expect(heard.lines[0]).toMatchObject({ at: NOW - 190 * DAY, receivedAt: NOW - DAY });
});
