import { describe, expect, test } from 'vitest';
import { DEFAULT_SETTINGS } from '#core/fraud/settings.ts';
import { DEFAULT_TAX_SETTINGS } from '#core/tax/settings.ts';
import { keepFraudSettings } from '#server/workspace/fraud/settings.ts';
import { settleReward } from '#server/workspace/rewards/states.ts';
import { problem, value } from '#test/server/workspace/fixture.ts';
import { CALL, workspaceWithPerson } from '#test/server/workspace/rewards.ts';

function setUp() {
  const w = workspaceWithPerson();
  const velocity = { days: 7, perPerson: 99, perProposer: 99, perAccount: 99 };
  keepFraudSettings(w.store, { ...DEFAULT_SETTINGS, sameDomain: { general: 'off' }, velocity }, 'admin');
  let n = 0;
  const give = (more: object, pay = true) => {
    const { id } = value(w.rewards.create({ ...CALL, ...more, key: `k${(n += 1)}` }));
    value(w.rewards.decide(id, { decision: 'approve', by: 'slack:U2:Ana' }));
    if (pay) settleReward(w.store, id);
    return id;
  };
  return { ...w, give };
}

describe('what a person was given this year', () => {
  test('is what was paid and what is owed, by tax class, against the limit of the year', () => {
    const w = setUp();
    w.give({ amount: 100_00 });
    w.give({ item: 'donation-50' });
    w.give({ amount: 30_00 }, false);
    w.give({ amount: 40_00, personId: '2' });
    w.give({ amount: 70_00, currency: 'EUR' });
    w.give({ item: 'thank-you', amount: 0, currency: 'thanks' });
    value(w.rewards.create({ ...CALL, key: 'waits' }));
    expect(value(w.taxLimits.yearToDate('1', 'USD'))).toEqual({
      year: 2026,
      currency: 'USD',
      paid: 150_00,
      owed: 30_00,
      total: 180_00,
      byClass: { cash_equivalent: 130_00, goods: 0, de_minimis: 0, charity: 50_00, none: 0 },
      reported: 130_00,
      threshold: 2000_00,
    });
    expect(value(w.taxLimits.yearToDate('1', 'EUR'))).toMatchObject({ total: 70_00, threshold: null });
  });

  test('leaves out what never arrived', () => {
    const w = setUp();
    w.give({ amount: 100_00 });
    w.store.sql.run(
      `INSERT INTO fulfilment (reward_id, provider, number, key, state, attempts, told_at, checks, created_at, updated_at)
       VALUES ('R0001', 'manual', 1, 'k', 'failed', 1, 0, 0, 0, 0)
       ON CONFLICT (reward_id) DO UPDATE SET state = 'failed'`,
    );
    expect(value(w.taxLimits.yearToDate('1', 'USD')).total).toBe(0);
  });

  test('counts a payment in the year it left in, and a debt in the present one', () => {
    const w = setUp();
    w.give({ amount: 100_00 });
    w.give({ amount: 30_00 }, false);
    w.pass(45);
    expect(value(w.taxLimits.yearToDate('1', 'USD'))).toMatchObject({ year: 2027, total: 30_00 });
  });

  test('is asked for people and currencies there are', () => {
    const w = setUp();
    expect(problem(w.taxLimits.yearToDate('99', 'USD')).code).toBe('not_found');
    expect(problem(w.taxLimits.yearToDate('1', 'usd')).field).toBe('currency');
  });
});

describe('limits', () => {
  test('are the law’s until somebody sets others', () => {
    const w = setUp();
    expect(w.taxLimits.settings()).toEqual(DEFAULT_TAX_SETTINGS);
    const us_1099_threshold = [
      ...DEFAULT_TAX_SETTINGS.us_1099_threshold,
      { from: '2027-01-01', value: 2100_00 },
    ];
    value(w.taxLimits.setSettings({ us_1099_threshold }, 'ana'));
    value(w.taxLimits.setSettings({ us_1099_threshold }, 'ana'));
    expect(w.taxLimits.settings().us_1099_threshold).toEqual(us_1099_threshold);
    expect(w.all(`SELECT actor FROM audit WHERE action = 'tax.settings'`)).toEqual([{ actor: 'ana' }]);
    expect(problem(w.taxLimits.setSettings({ vat: [] }, 'ana')).field).toBe('vat');
    expect(problem(w.taxLimits.setSettings({}, ' ')).field).toBe('by');
    w.pass(45);
    expect(value(w.taxLimits.yearToDate('1', 'USD')).threshold).toBe(2100_00);
  });
});
