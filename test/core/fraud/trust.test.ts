import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { TRUST_LEVELS, trustOf, type TrustHistory } from '#core/fraud/trust.ts';
import { DAY } from '#core/time.ts';

const NOW = Date.UTC(2026, 10, 22);
const ago = (...days: number[]) => days.map((day) => NOW - day * DAY);
const rank = (history: TrustHistory, now = NOW) => TRUST_LEVELS.indexOf(trustOf(history, now));

test.each([
  ['nobody was paid', [], [], 'new'],
  ['paid yesterday', [1], [], 'new'],
  ['paid 29 days ago', [29], [], 'new'],
  ['paid 30 days ago', [30], [], 'known'],
  ['three times, first 89 days ago', [89, 50, 1], [], 'known'],
  ['twice, first 90 days ago', [90, 1], [], 'known'],
  ['three times, first 90 days ago', [90, 50, 1], [], 'trusted'],
  ['a fraud after it all', [200, 150, 100], [1], 'new'],
  ['paid once since the fraud', [200, 150, 100, 40], [50], 'known'],
  ['a clean quarter since the fraud', [500, 95, 60, 40], [100], 'trusted'],
] as const)('%s: %s paid, %s confirmed is %s', (_, paid, confirmed, level) => {
  expect(trustOf({ paidAt: ago(...paid), confirmedAt: ago(...confirmed) }, NOW)).toBe(level);
});

const moments = fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 8 });

test('trust only rises with time and clean rewards, and a fraud leaves nobody above new', () => {
  fc.assert(
    fc.property(moments, moments, fc.integer({ min: 0, max: 200 }), (paid, frauds, later) => {
      const history = { paidAt: ago(...paid), confirmedAt: ago(...frauds) };
      const level = rank(history);
      expect(rank(history, NOW + later * DAY)).toBeGreaterThanOrEqual(level);
      expect(rank({ ...history, paidAt: [...history.paidAt, NOW] })).toBeGreaterThanOrEqual(level);
      expect(rank({ ...history, confirmedAt: [...history.confirmedAt, NOW] })).toBe(0);
      expect(rank({ paidAt: history.paidAt, confirmedAt: [] })).toBeGreaterThanOrEqual(level);
    }),
    { numRuns: 3000 },
  );
});

test('what has not happened yet counts for nothing', () => {
  expect(trustOf({ paidAt: ago(100, 60, -1), confirmedAt: [] }, NOW)).toBe('known');
  expect(trustOf({ paidAt: ago(100, 60, 50), confirmedAt: ago(-1) }, NOW)).toBe('trusted');
});
