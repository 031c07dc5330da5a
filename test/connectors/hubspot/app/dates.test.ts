import { expect, test } from 'vitest';
import { createDates } from '#connectors/hubspot/app/src/app/cards/dates.ts';

const NOW = Date.UTC(2026, 10, 22, 15);
const boston = createDates('America/New_York', () => NOW);

test('a day without an hour is that day everywhere, and a moment is told in the portal’s time', () => {
  expect(boston.day(Date.UTC(2026, 6, 3))).toBe('3 Jul');
  expect(boston.day(Date.UTC(2026, 6, 3, 1))).toBe('2 Jul');
  expect(boston.day(Date.UTC(2025, 6, 3))).toBe('3 Jul 2025');
});

test('a time zone nobody knows counts as UTC', () => {
  expect(createDates('Mars/Olympus', () => NOW).day(Date.UTC(2026, 6, 3, 1))).toBe('3 Jul');
});
