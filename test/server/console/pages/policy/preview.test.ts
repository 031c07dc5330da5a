import { expect, it } from 'vitest';
import type { Load, Simulation } from '#core/policy/simulate.ts';
import { saidOf } from '#server/console/pages/policy/preview.tsx';

const load = (change: Partial<Load>): Load => {
  return { automatic: 0, one: 0, two: 0, finance: 0, decisions: 0, automaticAmount: {}, ...change };
};
const NOTHING: Simulation = {
  rewards: 0,
  firsts: 0,
  held: 0,
  same: 0,
  changed: [],
  before: load({}),
  after: load({}),
};

it('accounts for every reward, and for the money nobody looked at, by currency', () => {
  const said = saidOf({ ...NOTHING, rewards: 31, firsts: 25, same: 6 }, 90);
  expect(said).toBe(
    'Of 31 rewards of the last 90 days, none would have gone another way. 25 could not, because each is somebody’s first reward, and a person always looks at those. 6 would have needed the same people as then. Without a person, no money was approved then, and no money was under this policy.',
  );
  const before = load({ decisions: 1200, automaticAmount: { USD: 5000, EUR: 0 } });
  const after = load({ decisions: 1, automaticAmount: { USD: 120_000, EUR: 2000 } });
  const many = saidOf({ ...NOTHING, rewards: 410, firsts: 1, held: 2, before, after }, 30);
  // More than are named: 410 - 1 - 2.
  expect(many).toContain('407 would have gone another way: 1 decision by people instead of 1,200.');
  expect(many).toContain('1 could not, because it is somebody’s first reward');
  expect(many).toContain('2 could not, because they were held or their budgets were short.');
  expect(many).not.toContain('same people');
  expect(many).toContain('$50.00 was approved then, and €20.00 and $1,200.00 were under this policy.');
  expect(saidOf(NOTHING, 30)).toBe('No reward was proposed in the last 30 days.');
});
