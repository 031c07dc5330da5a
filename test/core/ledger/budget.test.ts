import { expect, test } from 'vitest';
import { grantBudget, monthlyHolder } from '#core/ledger/budget.ts';
import { NOW } from '../signals.ts';

test('a budget names its cause and both its accounts', () => {
  expect(grantBudget('general:EUR:1', 'general', 'EUR', 100_000, NOW)).toEqual({
    id: 'budget:general:EUR:1',
    at: NOW,
    kind: 'budget',
    reference: 'general',
    entries: [
      { account: 'funding', holder: '', currency: 'EUR', amount: -100_000 },
      { account: 'budget', holder: 'general', currency: 'EUR', amount: 100_000 },
    ],
  });
});

test('months are those of the calendar in UTC', () => {
  expect(monthlyHolder('general', Date.UTC(2026, 10, 30, 23, 59))).toBe('general/2026-11');
  expect(monthlyHolder('general', Date.UTC(2026, 11, 1))).toBe('general/2026-12');
});
