import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { capWords, isReached, PERIODS, periodOf, type Cap } from '#core/reward/cap.ts';

const CAP: Cap = { per: 'person', period: 'month', count: null, amount: null };

test('a cap lets its last unit through, and nothing after it', () => {
  expect(isReached({ ...CAP, count: 2 }, { count: 1, amount: 0 }, 50)).toBe(false);
  expect(isReached({ ...CAP, count: 2 }, { count: 2, amount: 0 }, 50)).toBe(true);
  expect(isReached({ ...CAP, amount: 100 }, { count: 9, amount: 50 }, 50)).toBe(false);
  expect(isReached({ ...CAP, amount: 100 }, { count: 0, amount: 51 }, 50)).toBe(true);
  expect(isReached({ ...CAP, count: 9, amount: 100 }, { count: 0, amount: 51 }, 50)).toBe(true);
});

describe('periods', () => {
  const at = Date.UTC(2026, 10, 22, 12);
  test.each([
    ['day', Date.UTC(2026, 10, 22), Date.UTC(2026, 10, 23)],
    ['month', Date.UTC(2026, 10, 1), Date.UTC(2026, 11, 1)],
    ['quarter', Date.UTC(2026, 9, 1), Date.UTC(2027, 0, 1)],
    ['year', Date.UTC(2026, 0, 1), Date.UTC(2027, 0, 1)],
    ['all', 0, null],
  ] as const)('a %s is of the calendar', (period, from, until) => {
    expect(periodOf(period, at)).toEqual({ from, until });
  });

  test('hold their time, and begin where the one before ends', () => {
    const time = fc.integer({ min: Date.UTC(2000, 0), max: Date.UTC(2100, 0) });
    fc.assert(
      fc.property(time, fc.constantFrom(...PERIODS), (now, period) => {
        const { from, until } = periodOf(period, now);
        expect(from).toBeLessThanOrEqual(now);
        if (until === null) return;
        expect(until).toBeGreaterThan(now);
        expect(periodOf(period, until).from).toBe(until);
        expect(periodOf(period, until - 1)).toEqual({ from, until });
      }),
    );
  });
});

test('caps are told in words', () => {
  const money = (amount: number) => `$${amount}`;
  expect(capWords({ ...CAP, count: 2 }, money)).toBe('2 per person a month');
  expect(capWords({ per: 'account', period: 'quarter', count: null, amount: 9 }, money)).toBe(
    '$9 per account a quarter',
  );
  expect(capWords({ per: 'everyone', period: 'all', count: 5, amount: 9 }, money)).toBe('5 or $9 in all');
});
