import { describe, expect, test } from 'vitest';
import { DAY } from '#core/time.ts';
import { balanceOf } from '#server/workspace/ledger/post.ts';
import { NOW, problem, value } from '#test/server/workspace/fixture.ts';
import { CALL, held, workspaceWithPerson } from '#test/server/workspace/rewards.ts';

const MONTH = 'general/2026-11';

describe('a budget', () => {
  test('is set to a sum; set again to the same it moves nothing, to another only the difference', () => {
    const workspace = workspaceWithPerson();
    const { budgets } = workspace;
    value(budgets.set('general', 'EUR', 1000, 'admin'));
    value(budgets.set('general', 'EUR', 1000, 'admin'));
    value(budgets.set('general', 'EUR', 400, 'admin'));
    value(budgets.set('general', 'EUR', 1000, 'admin'));
    expect(budgets.list()).toEqual([
      { holder: 'general', currency: 'EUR', amount: 1000, left: 1000, reserved: 0, payable: 0, paid: 0 },
    ]);
    const listed = value(workspace.ledger.list({ limit: 9, cursor: null })).items;
    expect(listed.map(({ entries }) => entries[0]!.amount)).toEqual([600, -600, 1000]);
  });

  test.each([
    ['general', -5, 'EUR', 'amount'],
    ['general', 0.5, 'EUR', 'amount'],
    ['general', Number.NaN, 'EUR', 'amount'],
    ['general', Number.MAX_SAFE_INTEGER, 'EUR', 'amount'],
    ['general', 5, 'eur', 'currency'],
    ['general/2026-13', 5, 'EUR', 'holder'],
    ['General', 5, 'EUR', 'holder'],
    ['', 5, 'EUR', 'holder'],
  ])('for %s of %d %s is refused', (holder, amount, currency, field) => {
    const { budgets } = workspaceWithPerson();
    expect(problem(budgets.set(holder, currency, amount, 'admin'))).toMatchObject({
      code: 'invalid_input',
      field,
    });
    expect(budgets.list()).toEqual([]);
  });

  test('of a month that is over is refused, and not copied into one either', () => {
    const { budgets } = workspaceWithPerson();
    expect(problem(budgets.set('general/2019-01', 'USD', 5000, 'admin'))).toMatchObject({
      field: 'holder',
      message: 'The month 2019-01 is over.',
    });
    value(budgets.set(MONTH, 'USD', 5000, 'admin'));
    expect(problem(budgets.copyMonth('2026-11', '2026-10', 'admin')).code).toBe('invalid_input');
    expect(budgets.list()).toHaveLength(1);
  });

  test('nobody drew on is removed with a line in the trail, and can be set anew', () => {
    const workspace = workspaceWithPerson();
    const { budgets, store } = workspace;
    value(budgets.set('genral', 'USD', 9000, 'admin'));
    value(budgets.set('genral', 'USD', 10_000, 'admin'));
    expect(budgets.untouched()).toEqual(['genral:USD']);
    value(budgets.remove('genral', 'USD', 'fin'));
    expect(budgets.list()).toEqual([]);
    expect(balanceOf(store, 'USD', 'budget', 'genral')).toBe(0);
    expect(balanceOf(store, 'USD', 'funding', '')).toBe(0);
    expect(
      store.sql.all(`SELECT actor, about, detail FROM audit WHERE action = 'budget.removed'`),
    ).toMatchObject([{ actor: 'fin', about: 'budget:genral:USD', detail: '10000 USD' }]);
    expect(problem(budgets.remove('genral', 'USD', 'fin')).code).toBe('not_found');
    expect(value(budgets.set('genral', 'USD', 700, 'admin'))).toMatchObject({ amount: 700, left: 700 });
  });

  test('that was drawn on stays, also once all of it was given back', () => {
    const workspace = workspaceWithPerson();
    const { budgets } = workspace;
    value(budgets.set('general', 'USD', 9000, 'admin'));
    value(workspace.rewards.create(CALL));
    value(workspace.rewards.decide('R0001', { decision: 'decline', by: 'Olu', reason: 'No.' }));
    expect(budgets.list()).toMatchObject([{ left: 9000, reserved: 0 }]);
    expect(budgets.untouched()).toEqual([]);
    expect(problem(budgets.remove('general', 'USD', 'admin')).code).toBe('key_conflict');
  });

  test('says which currencies are in use; where there is none, what reward rules pay', () => {
    const { budgets, rewardRules } = workspaceWithPerson();
    expect(budgets.currencies()).toEqual(['USD']);
    const rule = { act: 'speaking', amount: 100, currency: 'EUR' };
    value(rewardRules.replace([rule, { act: 'referral', amount: 1, currency: 'CHF', active: false }], 'ana'));
    expect(budgets.currencies()).toEqual(['EUR']);
    value(budgets.set('general', 'JPY', 1000, 'admin'));
    value(budgets.set(MONTH, 'GBP', 1000, 'admin'));
    expect(budgets.currencies()).toEqual(['GBP', 'JPY']);
  });

  test('is never set below what is reserved', () => {
    const workspace = workspaceWithPerson();
    value(workspace.budgets.set('general', 'USD', 9000, 'admin'));
    value(workspace.rewards.create(CALL));
    const refused = problem(workspace.budgets.set('general', 'USD', 4999, 'admin'));
    expect(refused).toMatchObject({ code: 'budget_exceeded', field: 'amount' });
    expect(refused.message).toContain('$50.00');
    expect(value(workspace.budgets.set('general', 'USD', 5000, 'admin'))).toMatchObject({
      left: 0,
      reserved: 5000,
    });
  });

  test('of the month is used before the one that stands, and only in its month', () => {
    const workspace = workspaceWithPerson();
    value(workspace.budgets.set('general', 'USD', 5000, 'admin'));
    value(workspace.budgets.set(MONTH, 'USD', 5000, 'admin'));
    expect(value(workspace.rewards.create(CALL)).holder).toBe(MONTH);
    expect(problem(workspace.rewards.create({ ...CALL, key: 'b' })).code).toBe('budget_exceeded');
    workspace.clock.now = NOW + 20 * DAY;
    expect(value(workspace.rewards.create({ ...CALL, key: 'c' })).holder).toBe('general');
  });

  test('of one programme is none of another', () => {
    const workspace = workspaceWithPerson();
    value(workspace.budgets.set('general', 'USD', 90_000, 'admin'));
    const refused = problem(workspace.rewards.create({ ...CALL, programme: 'events' }));
    expect(refused.message).toContain('There is no budget in USD for the programme events');
  });
});

test('without any budget nothing is limited, and money comes and goes from the open purse', () => {
  const workspace = workspaceWithPerson();
  value(workspace.rewards.create(CALL));
  expect(held(workspace)).toMatchObject({ funding: -5000, reserved: 5000 });
  value(workspace.budgets.set('general', 'USD', 1000, 'admin'));
  value(workspace.rewards.decide('R0001', { decision: 'decline', by: 'Olu', reason: 'No.' }));
  expect(held(workspace)).toMatchObject({ funding: -1000, budget: 1000, reserved: 0 });
});
