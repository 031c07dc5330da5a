import { expect, it } from 'vitest';
import { taxStanding } from '#core/tax/standing.ts';

it.each([
  ['nothing', 0, 0, null],
  ['a cent below 80 %', 1599_99, 0, null],
  ['80 %', 1000_00, 600_00, 'near'],
  ['a cent below', 1999_99, 0, 'near'],
  ['over once paid', 1999_99, 1, 'coming'],
  ['exactly at it', 2000_00, 0, 'over'],
  ['over, and more to come', 5000_00, 5000_00, 'over'],
])('stands by what is paid and owed: %s', (_, paid, owed, standing) => {
  expect(taxStanding(paid, owed, 2000_00)).toBe(standing);
});

it('is nowhere where there is no limit', () => {
  expect(taxStanding(9e9, 9e9, null)).toBeNull();
});
