import { expect, test } from 'vitest';
import { coverageOf } from '#core/account/coverage.ts';
import { member } from './members.ts';

test('every role is told: who is known in it, how far the best of them is, and that nobody is', () => {
  const covered = coverageOf([
    member('1', { title: 'CEO', tier: 'none' }),
    member('2', { title: 'VP Sales', tier: 'advocate' }),
    member('3', { title: 'Head of Sales', tier: 'candidate' }),
    member('4', { title: 'Engineer', tier: 'champion' }),
    member('5'),
  ]);
  expect(covered).toEqual([
    { role: 'decision_maker', people: 3, best: 'advocate' },
    { role: 'user', people: 0, best: null },
    { role: 'technical', people: 1, best: 'champion' },
    { role: 'finance', people: 0, best: null },
    { role: 'legal', people: 0, best: null },
    { role: 'marketing', people: 0, best: null },
    { role: 'other', people: 1, best: 'none' },
  ]);
});
