import { describe, expect, test } from 'vitest';
import { grantBudget, reserve } from '#core/ledger/ledger.ts';
import type { Reward } from '#core/reward/reward.ts';
import { budgetLeft, post, uncommitted } from '#server/workspace/rewards/ledger.ts';
import { connectedWorkspace, NOW, problem, value, walk } from '#test/server/workspace/fixture.ts';

const reward: Reward = {
  id: 'R0001',
  key: 'k',
  personId: '1',
  amount: 300,
  currency: 'EUR',
  act: 'Call',
  proof: null,
  proposedBy: 'rep',
  reportedBy: null,
  state: 'proposed',
  decidedBy: null,
  decidedAt: null,
  reason: null,
  createdAt: NOW,
  expiresAt: NOW,
};

describe('a budget', () => {
  test('granted twice under one key counts once; another sum under it is refused', () => {
    const { ledger, store } = connectedWorkspace();
    value(ledger.grant('Q4', 'EUR', 1000, 'admin'));
    value(ledger.grant('Q4', 'EUR', 1000, 'admin'));
    expect(budgetLeft(store, 'EUR')).toBe(1000);
    expect(problem(ledger.grant('Q4', 'EUR', 2000, 'admin')).code).toBe('key_conflict');
    expect(problem(ledger.grant('Q4', 'USD', 1000, 'admin')).code).toBe('key_conflict');
    expect(ledger.balances()).toEqual([
      { account: 'budget', currency: 'EUR', amount: 1000 },
      { account: 'funding', currency: 'EUR', amount: -1000 },
    ]);
  });

  test.each([
    [0, 'EUR', 'amount'],
    [-5, 'EUR', 'amount'],
    [0.5, 'EUR', 'amount'],
    [Number.NaN, 'EUR', 'amount'],
    [5, 'eur', 'currency'],
  ])('of %d %s is refused', (amount, currency, field) => {
    const { ledger } = connectedWorkspace();
    expect(problem(ledger.grant('Q4', currency, amount, 'admin'))).toMatchObject({
      code: 'invalid_input',
      field,
    });
  });

  test('holds what is proposed without having spent it, and is unlimited until one is granted', () => {
    const { ledger, store } = connectedWorkspace();
    expect([budgetLeft(store, 'EUR'), uncommitted(store, 'EUR')]).toEqual([null, null]);
    value(ledger.grant('Q4', 'EUR', 1000, 'admin'));
    post(store, reserve(reward, NOW));
    expect([budgetLeft(store, 'EUR'), uncommitted(store, 'EUR')]).toEqual([700, 1000]);
  });
});

test('a transaction is booked once, whole', () => {
  const { store, all } = connectedWorkspace();
  expect(post(store, reserve(reward, NOW))).toBe(true);
  expect(post(store, reserve(reward, NOW + 5))).toBe(false);
  expect(all('SELECT sum(amount) AS sum, count(*) AS n FROM ledger_entry')).toEqual([{ sum: 0, n: 2 }]);
});

test('the books are listed newest first, without gaps or repeats', () => {
  const { ledger, store } = connectedWorkspace();
  for (let n = 0; n < 9; n += 1) post(store, grantBudget(`b${n}`, 'EUR', 100, NOW + Math.floor(n / 3)));
  const listed = walk((cursor) => ledger.list({ limit: 4, cursor }));
  for (const { entries } of listed) expect(entries.reduce((sum, entry) => sum + entry.amount, 0)).toBe(0);
  const seen = listed.map((transaction) => transaction.id);
  expect(seen).toEqual([8, 7, 6, 5, 4, 3, 2, 1, 0].map((n) => `budget:b${n}`));
});
