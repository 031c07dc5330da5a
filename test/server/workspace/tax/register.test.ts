import { describe, expect, test } from 'vitest';
import { DAY } from '#core/time.ts';
import { yearToDate } from '#server/workspace/tax/year-to-date.ts';
import type { RegisterQuery } from '#server/workspace/tax/register.ts';
import { NOW, problem, value, walk, type TestWorkspace } from '#test/server/workspace/fixture.ts';
import { CALL, workspaceWithPerson } from '#test/server/workspace/rewards.ts';

const ALL: RegisterQuery = {
  year: 2026,
  currency: null,
  which: 'all',
  sort: '-reported',
  limit: 10,
  cursor: null,
};

/** A reward decided on, and paid on a day of its own where one is given. */
function give(workspace: TestWorkspace, key: string, of: Partial<typeof CALL>, paidAt: number | null = null) {
  const { id } = value(workspace.rewards.create({ ...CALL, key, ...of }));
  const { sql } = workspace.store;
  sql.run(
    `UPDATE reward SET state = ?, decided_by = 'slack:U1:Olu', decided_at = ? WHERE id = ?`,
    paidAt === null ? 'approved' : 'paid',
    NOW - 40 * DAY,
    id,
  );
  if (paidAt !== null) {
    sql.run(
      `INSERT INTO ledger_transaction (id, at, kind, reference) VALUES (?, ?, 'payout', ?)`,
      `reward:${id}:payout`,
      paidAt,
      id,
    );
  }
  return id;
}

function asItem(workspace: TestWorkspace, rewardId: string, taxClass: string): void {
  const item = JSON.stringify({ name: 'Mug', disclosure: 'They gave me a mug.' });
  workspace.store.sql.run(
    `INSERT INTO reward_item (reward_id, item_id, value, tax_class, state) VALUES (?, 'mug', ?, ?, 'consumed')`,
    rewardId,
    item,
    taxClass,
  );
}

describe('the register of a year', () => {
  test('sums what was paid in it and what is owed now, by person, currency and tax class', () => {
    const workspace = workspaceWithPerson();
    give(workspace, 'a', { amount: 1500_00 }, NOW - DAY);
    asItem(workspace, give(workspace, 'b', { amount: 300_00 }, NOW - 2 * DAY), 'charity');
    give(workspace, 'c', { amount: 200_00 });
    give(workspace, 'd', { amount: 90_00, currency: 'EUR' }, NOW - DAY);
    give(workspace, 'e', { amount: 700_00 }, Date.UTC(2025, 11, 31, 23, 59));
    value(workspace.rewards.create({ ...CALL, key: 'f', amount: 999_00 }));
    const { items, total, over, near } = value(workspace.tax.register(ALL));
    expect([total, over, near]).toEqual([2, 0, 1]);
    expect(items).toMatchObject([
      {
        personId: '1',
        currency: 'USD',
        paid: 1800_00,
        owed: 200_00,
        byClass: { cash_equivalent: 1700_00, charity: 300_00, goods: 0 },
        reported: 1700_00,
        threshold: 2000_00,
        standing: 'near',
      },
      { currency: 'EUR', paid: 90_00, owed: 0, threshold: null, standing: null },
    ]);
    expect(value(workspace.tax.register({ ...ALL, year: 2025 })).items).toMatchObject([
      { paid: 700_00, owed: 0, threshold: 600_00, standing: 'over' },
    ]);
    expect(workspace.tax.years()).toEqual([2026]);
    expect([workspace.tax.threshold(2025), workspace.tax.threshold(2026)]).toEqual([600_00, 2000_00]);
  });

  test('says of everybody what is told beside their next reward', () => {
    const workspace = workspaceWithPerson();
    give(workspace, 'a', { amount: 1500_00 }, NOW - DAY);
    give(workspace, 'b', { amount: 700_00 });
    const [line] = value(workspace.tax.register(ALL)).items;
    const told = yearToDate(workspace.store, '1', 'USD', NOW);
    expect([line?.reported, line?.byClass, line?.threshold]).toEqual([
      told.reported,
      told.byClass,
      told.threshold,
    ]);
    expect(line?.standing).toBe('coming');
  });

  test('counts no order that failed or is void, and money that came back and left again when it left last', () => {
    const workspace = workspaceWithPerson();
    const { sql } = workspace.store;
    const lastYear = Date.UTC(2025, 10);
    const move = (id: string, kind: string, at: number) =>
      sql.run(
        'INSERT INTO ledger_transaction (id, at, kind, reference) VALUES (?, ?, ?, ?)',
        `reward:${id}:${kind}`,
        at,
        kind.split(':')[0] ?? '',
        id,
      );
    const ordered = (id: string, state: string) =>
      sql.run(
        `INSERT OR REPLACE INTO fulfilment (reward_id, provider, number, key, state, attempts, told_at, checks,
           created_at, updated_at) VALUES (?, 'manual', 1, ?, ?, 1, 0, 0, 0, 0)`,
        id,
        id,
        state,
      );
    give(workspace, 'a', { amount: 1_00 }, NOW - DAY);
    ordered(give(workspace, 'b', { amount: 10_00 }, NOW - DAY), 'failed');
    const back = give(workspace, 'c', { amount: 100_00 }, lastYear);
    move(back, 'return', lastYear + DAY);
    ordered(back, 'returned');
    const again = give(workspace, 'd', { amount: 1000_00 }, lastYear);
    move(again, 'return', lastYear + DAY);
    const told = (year: number) => {
      const line = value(workspace.tax.register({ ...ALL, year })).items[0];
      const at = year === 2026 ? NOW : Date.UTC(year, 6);
      const { paid, owed, reported, byClass } = yearToDate(workspace.store, '1', 'USD', at);
      const nothing = { paid: 0, owed: 0, reported: 0 };
      expect(line ?? { ...nothing, byClass }).toMatchObject({ paid, owed, reported, byClass });
      return [paid, owed];
    };
    ordered(again, 'ordering');
    expect([told(2025), told(2026)]).toEqual([
      [0, 0],
      [1_00, 1000_00],
    ]);
    move(again, 'payout:2', NOW - DAY);
    ordered(again, 'delivered');
    ordered(back, 'ordering');
    expect([told(2025), told(2026)]).toEqual([
      [0, 0],
      [1001_00, 100_00],
    ]);
    const rows = value(workspace.tax.incentives({ year: 2026, limit: 9, cursor: null })).items;
    expect(rows.map(({ rewardId, state, paidAt }) => [rewardId, state, paidAt])).toEqual([
      ['R0001', 'paid', NOW - DAY],
      [back, 'approved', null],
      [again, 'paid', NOW - DAY],
    ]);
  });

  test('is narrowed, sorted and read page by page', () => {
    const workspace = workspaceWithPerson();
    give(workspace, 'a', { amount: 2500_00 }, NOW - DAY);
    give(workspace, 'b', { amount: 100_00, personId: '2' }, NOW - DAY);
    give(workspace, 'c', { amount: 300_00, currency: 'EUR', personId: '2' }, NOW - DAY);
    const paidBy = (query: Partial<RegisterQuery>) =>
      value(workspace.tax.register({ ...ALL, ...query })).items.map(({ paid }) => paid);
    expect(paidBy({ sort: 'paid' })).toEqual([100_00, 300_00, 2500_00]);
    expect(paidBy({ sort: '-paid' })).toEqual([2500_00, 300_00, 100_00]);
    expect(paidBy({ currency: 'EUR' })).toEqual([300_00]);
    expect(paidBy({ which: 'over' })).toEqual([2500_00]);
    const pages = walk((cursor) => workspace.tax.register({ ...ALL, sort: 'paid', limit: 1, cursor }));
    expect(pages.map(({ paid }) => paid)).toEqual([100_00, 300_00, 2500_00]);
    expect(problem(workspace.tax.register({ ...ALL, cursor: 'made-up' })).field).toBe('cursor');
  });
});

test('the register of incentives names each, with the disclosure that holds and who decided', () => {
  const workspace = workspaceWithPerson();
  const review = { act: 'Review', proof: 'https://example.com/review' };
  asItem(workspace, give(workspace, 'a', review, NOW - DAY), 'goods');
  give(workspace, 'b', { ...review, proof: null });
  const taken = give(workspace, 'c', {}, NOW - DAY);
  workspace.store.sql.run(`UPDATE reward SET state = 'reversed' WHERE id = ?`, taken);
  give(workspace, 'd', {}, Date.UTC(2025, 5));
  value(workspace.rewards.create({ ...CALL, key: 'e', currency: 'thanks', amount: 0 }));
  const incentives = walk((cursor) => workspace.tax.incentives({ year: 2026, limit: 2, cursor }));
  expect(incentives).toMatchObject([
    {
      rewardId: 'R0001',
      paidAt: NOW - DAY,
      act: 'Review',
      item: 'Mug',
      taxClass: 'goods',
      disclosure: 'They gave me a mug.',
      proof: 'https://example.com/review',
      approvedBy: ['Olu'],
      email: 'c1@acme.test',
      personId: '1',
    },
    {
      rewardId: 'R0002',
      paidAt: null,
      taxClass: 'cash_equivalent',
      disclosure: 'I received a reward from the company for this.',
      proof: null,
    },
    { rewardId: 'R0003', state: 'reversed', disclosure: null },
  ]);
  expect(problem(workspace.tax.incentives({ year: 2026, limit: 2, cursor: 'made-up' })).field).toBe('cursor');
});

test('an incentive names everybody who approved it, as they are called here', () => {
  const workspace = workspaceWithPerson();
  const { sql } = workspace.store;
  sql.run(
    `INSERT INTO member (id, slack_team, slack_user, email, name, role, state, created_at)
     VALUES (5, 'T1', 'U5', 'ana@acme.test', 'Ana Ortiz', 'manager', 'active', 0)`,
  );
  const id = give(workspace, 'a', {});
  const yes = (by: string) => ({ by, onBehalfOf: null, step: 'approve', at: NOW });
  const given = JSON.stringify([yes('slack:U5:ana'), yes('slack:U1:Olu')]);
  sql.run('UPDATE reward SET approvals = ? WHERE id = ?', given, id);
  const { items } = value(workspace.tax.incentives({ year: 2026, limit: 9, cursor: null }));
  expect(items[0]?.approvedBy).toEqual(['Ana Ortiz', 'Olu']);
});
