import { expect, test } from 'vitest';
import { grantBudget } from '#core/ledger/budget.ts';
import { reserve } from '#core/ledger/reward.ts';
import { post } from '#server/workspace/ledger/post.ts';
import type { LedgerFilter } from '#server/workspace/ledger/ledger.ts';
import { proposed } from '#test/core/reward/proposals.ts';
import { connectedWorkspace, NOW, value, walk } from '#test/server/workspace/fixture.ts';
import { CALL, workspaceWithPerson } from '#test/server/workspace/rewards.ts';

const reward = proposed(NOW, { amount: 300, currency: 'EUR' });

test('a transaction is booked once, whole', () => {
  const { store, all } = connectedWorkspace();
  expect(post(store, reserve(reward, NOW))).toBe(true);
  expect(post(store, reserve(reward, NOW + 5))).toBe(false);
  expect(all('SELECT sum(amount) AS sum, count(*) AS n FROM ledger_entry')).toEqual([{ sum: 0, n: 2 }]);
});

test('the books are listed newest first, without gaps or repeats', () => {
  const { ledger, store } = connectedWorkspace();
  for (let n = 0; n < 9; n += 1) {
    post(store, grantBudget(`b${n}`, 'general', 'EUR', 100, NOW + Math.floor(n / 3)));
  }
  const listed = walk((cursor) => ledger.list({ limit: 4, cursor }));
  for (const { entries } of listed) expect(entries.reduce((sum, entry) => sum + entry.amount, 0)).toBe(0);
  const seen = listed.map((transaction) => transaction.id);
  expect(seen).toEqual([8, 7, 6, 5, 4, 3, 2, 1, 0].map((n) => `budget:b${n}`));
  expect(value(ledger.list({ limit: 9, cursor: null, q: 'general' })).items).toHaveLength(9);
});

test('the books are searched by currency, account, sub-account, kind, time and words', () => {
  const workspace = workspaceWithPerson();
  value(workspace.budgets.set('general/2026-11', 'USD', 90_000, 'admin'));
  value(workspace.budgets.set('events', 'EUR', 500, 'admin'));
  workspace.clock.now += 1000;
  value(workspace.rewards.create(CALL));
  const found = (filter: LedgerFilter) =>
    value(workspace.ledger.list({ ...filter, limit: 9, cursor: null })).items.map(({ id }) => id);
  expect(found({ currency: 'EUR' })).toEqual(['budget:events:EUR:1']);
  expect(found({ account: 'reserved' })).toEqual(['reward:R0001:reserve']);
  expect(found({ holder: 'general' })).toEqual(['reward:R0001:reserve', 'budget:general/2026-11:USD:1']);
  expect(found({ holder: 'gen' })).toEqual([]);
  expect(found({ kind: 'budget', currency: 'USD' })).toEqual(['budget:general/2026-11:USD:1']);
  expect(found({ from: NOW + 1 })).toEqual(['reward:R0001:reserve']);
  expect(found({ until: NOW + 1 })).toHaveLength(2);
  expect(found({ q: 'r0001' })).toEqual(['reward:R0001:reserve']);
  expect(workspace.ledger.kinds()).toEqual(['budget', 'reserve']);
  expect(workspace.ledger.balancesAt(NOW + 1)).not.toContainEqual(
    expect.objectContaining({ account: 'reserved' }),
  );
  expect(workspace.ledger.balancesAt(NOW + 2000)).toEqual(workspace.ledger.balances());
});

test('a balance somebody changed past the books is told', () => {
  const workspace = workspaceWithPerson();
  value(workspace.budgets.set('general', 'USD', 500, 'admin'));
  expect(workspace.ledger.differences()).toEqual([]);
  workspace.store.sql.run(`UPDATE balance SET amount = 700 WHERE account = 'budget'`);
  expect(workspace.ledger.differences()).toEqual([
    { account: 'budget', holder: 'general', currency: 'USD', amount: 700, fold: 500 },
  ]);
});
