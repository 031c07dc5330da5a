import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { cutoffsBefore, holdOut, HORIZON } from '#core/score/cutoffs.ts';
import { DAY } from '#core/time.ts';

const days = (times: readonly number[]) => times.map((at) => new Date(at).toISOString().slice(0, 10));
const anyTime = fc.integer({ min: Date.UTC(2001, 0, 1), max: Date.UTC(2090, 0, 1) });

test('cut-offs are the twelve newest month starts with 90 days after them', () => {
  const cutoffs = days(cutoffsBefore(Date.UTC(2026, 10, 22, 12)));
  expect(cutoffs).toHaveLength(12);
  expect([cutoffs[0], cutoffs[11]]).toEqual(['2025-09-01', '2026-08-01']);
  const [day] = [Date.UTC(2026, 7, 1) + HORIZON];
  expect(days(cutoffsBefore(day)).at(-1)).toBe('2026-08-01');
  expect(days(cutoffsBefore(day - 1)).at(-1)).toBe('2026-07-01');
});

test('all are starts of days, in order, their horizon over; and the newest is as new as can be', () => {
  fc.assert(
    fc.property(anyTime, (now) => {
      const cutoffs = cutoffsBefore(now);
      expect(cutoffs.every((cutoff) => cutoff % DAY === 0 && cutoff + HORIZON <= now)).toBe(true);
      expect(cutoffs.toSorted((a, b) => a - b)).toEqual(cutoffs);
      expect(new Set(cutoffs).size).toBe(12);
      expect(cutoffs[11]! + HORIZON + 31 * DAY).toBeGreaterThan(now);
    }),
    { numRuns: 300 },
  );
});

test('what is learned from is over before the first day tested on', () => {
  fc.assert(
    fc.property(anyTime, (now) => {
      const cutoffs = cutoffsBefore(now);
      const { fit, test: held } = holdOut(cutoffs);
      expect(held).toEqual(cutoffs.slice(9));
      expect(fit.length).toBeGreaterThanOrEqual(6);
      expect(Math.max(...fit) + HORIZON).toBeLessThanOrEqual(held[0]!);
    }),
    { numRuns: 300 },
  );
});

test('what ends on the very day the test begins is still learned from', () => {
  const quarters = [0, 1, 2, 3, 4].map((quarter) => quarter * HORIZON);
  expect(holdOut(quarters)).toEqual({ fit: quarters.slice(0, 2), test: quarters.slice(2) });
});
