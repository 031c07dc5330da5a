import { describe, expect, test } from 'vitest';
import { DEFAULT_RULES, type RewardRule } from '#core/reward/rule.ts';
import { DAY } from '#core/time.ts';
import { Identities } from '#server/workspace/identity/identity.ts';
import { batch, contact, told } from '#test/server/workspace/crm.ts';
import { FakeDoors } from '#test/server/workspace/fake-doors.ts';
import { connectedWorkspace, CRM, NOW, problem, value } from '#test/server/workspace/fixture.ts';
import { STARS } from '#test/server/workspace/points/programmes.ts';

const SPEAKING = { act: 'speaking', amount: 50_00, currency: 'USD' };

function setUp(...rules: object[]) {
  const w = connectedWorkspace({ slack: false });
  if (rules.length > 0) value(w.rewardRules.replace(rules, 'ana'));
  /** Contact `id` spoke `ages` days ago, as the CRM tells now. */
  const spoke = (id: string, ages: number[], companyId: string | null = null) =>
    w.ingest.apply(
      CRM,
      batch({
        contacts: [
          contact(id, {
            companyId,
            signals: ages.map((age) => told(id, 'speaking', age)),
            modifiedAt: w.clock.now,
          }),
        ],
      }),
    );
  const proposed = () =>
    w.all<{ id: number }>('SELECT person_id AS id FROM reward ORDER BY id').map(({ id }) => id);
  const notes = (action: string) =>
    w
      .all<{ detail: string }>('SELECT detail FROM audit WHERE action = ? ORDER BY id', action)
      .map(({ detail }) => detail);
  return { ...w, spoke, proposed, notes };
}

describe('reward rules', () => {
  test('kept before a least deal had a currency of its own have none', () => {
    const w = setUp({ ...SPEAKING, conditions: { sources: ['card'] } });
    w.store.sql.run(`UPDATE setting SET value = replace(value, ',"minDealCurrency":null', '')`);
    expect(w.rewardRules.list()[0]?.conditions).toMatchObject({ sources: ['card'], minDealCurrency: null });
  });

  test('hold from now on; what was proposed stays', () => {
    const w = setUp();
    expect(w.rewardRules.list()).toEqual(DEFAULT_RULES);
    w.spoke('1', [1]);
    const [rule] = value(w.rewardRules.replace([{ ...SPEAKING, amount: 7_00, currency: 'EUR' }], 'ana')) as [
      RewardRule,
    ];
    expect(rule).toMatchObject({ id: 'speaking', amount: 7_00, active: true });
    w.spoke('2', [1]);
    expect(w.all('SELECT person_id AS id, amount, currency FROM reward ORDER BY id')).toEqual([
      { id: 1, amount: 100_00, currency: 'USD' },
      { id: 2, amount: 7_00, currency: 'EUR' },
    ]);
    expect(w.notes('reward_rules.changed')).toEqual(['Talk at an event €7.00']);
  });

  test('depend on tiers of points that exist alone', () => {
    const w = setUp();
    const rule = (tier: string) => [{ ...SPEAKING, conditions: { tiers: [tier] } }];
    value(w.points.put(STARS, 'ana'));
    for (const tier of ['fans/promoter', 'stars/promoter']) {
      expect(problem(w.rewardRules.replace(rule(tier), 'ana'))).toMatchObject({
        code: 'invalid_input',
        field: 'rules.0.conditions.tiers',
      });
    }
    value(w.rewardRules.replace(rule(`stars/${STARS.tiers[0]!.id}`), 'ana'));
  });

  test('may be none at all, and a refused rule changes none', () => {
    const w = setUp();
    value(w.rewardRules.replace([], 'ana'));
    const kind = [{ act: 'review', amount: 700, currency: 'EUR', minRating: 4 }];
    expect(problem(w.rewardRules.replace(kind, 'ana'))).toMatchObject({ field: 'rules.0.minRating' });
    expect(problem(w.rewardRules.replace([], ' ')).field).toBe('by');
    expect(problem(w.rewardRules.replace([{ act: 'speaking', item: 'cup' }], 'ana')).field).toBe(
      'rules.0.item',
    );
    expect(w.rewardRules.list()).toEqual([]);
    w.spoke('1', [1]);
    expect(w.proposed()).toEqual([]);
  });

  test('are kept and taken away one by one, in their place', () => {
    const w = setUp();
    value(w.rewardRules.put('case_study', { act: 'case_study', amount: 1, currency: 'EUR' }, 'ana'));
    value(w.rewardRules.put('beta', { act: 'beta', item: 'thank-you' }, 'ana'));
    const ids = DEFAULT_RULES.map(({ id }) => id);
    expect(w.rewardRules.list().map(({ id }) => id)).toEqual([...ids, 'beta']);
    expect(w.rewardRules.list()[1]).toMatchObject({ amount: 1, currency: 'EUR' });
    value(w.rewardRules.remove('speaking', 'ana'));
    expect(w.rewardRules.list().map(({ id }) => id)).not.toContain('speaking');
    expect(problem(w.rewardRules.remove('speaking', 'ana')).code).toBe('not_found');
  });

  test('give an item of the catalogue in their programme', () => {
    const w = setUp({ act: 'speaking', item: 'gift-card-50', programme: 'vip' });
    w.spoke('1', [1]);
    expect(w.all('SELECT item, amount, currency, programme FROM reward')).toEqual([
      { item: 'gift-card-50', amount: 50_00, currency: 'USD', programme: 'vip' },
    ]);
    value(w.catalogue.archive('gift-card-50', true, 'ana'));
    w.spoke('2', [1]);
    expect(w.notes('reward.refused')).toEqual(['Talk at an event: Gift card, $50 is not given any more.']);
  });

  test('ask for the first act of its kind, and for the industry', () => {
    const w = setUp(
      { ...SPEAKING, id: 'retail', conditions: { industries: ['Retail'] } },
      { ...SPEAKING, id: 'first', amount: 10_00, conditions: { occurrence: 'first', sources: ['crm'] } },
    );
    const company = { url: 'https://crm.test/c', modifiedAt: NOW, domain: 'shop.test', industry: 'RETAIL' };
    w.ingest.apply(CRM, batch({ companies: [{ id: 'c1', name: 'Shop', ...company }] }));
    w.spoke('1', [3, 2]);
    w.spoke('2', [3, 2], 'c1');
    expect(w.all('SELECT person_id AS id, amount FROM reward ORDER BY id')).toEqual([
      { id: 1, amount: 10_00 },
      { id: 2, amount: 50_00 },
      { id: 2, amount: 50_00 },
    ]);
    expect(w.all('SELECT DISTINCT rule, account FROM rule_use ORDER BY rule')).toEqual([
      { rule: 'first', account: 'person:1' },
      { rule: 'retail', account: 'shop.test' },
    ]);
  });
});

describe('a cap', () => {
  const capped = (cap: object) => ({ ...SPEAKING, caps: [{ period: 'month', ...cap }] });

  test('lets exactly one of two acts at its last unit through, and says when it frees', () => {
    const w = setUp(capped({ per: 'person', count: 1 }));
    w.spoke('1', [3, 2]);
    w.spoke('2', [3]);
    expect(w.proposed()).toEqual([1, 2]);
    expect(w.all(`SELECT actor, subject, detail FROM audit WHERE action = 'reward.capped'`)).toEqual([
      {
        actor: 'rule:speaking',
        subject: 'person:1',
        detail: 'Talk at an event: the cap of 1 per person a month is reached until 2026-12-01 (UTC)',
      },
    ]);
  });

  test('counts an account, everybody, and amounts', () => {
    const account = setUp(capped({ per: 'account', count: 1, period: 'all' }));
    const company = { url: 'https://crm.test/c', modifiedAt: NOW, domain: 'shop.test', industry: null };
    account.ingest.apply(CRM, batch({ companies: [{ id: 'c1', name: 'Shop', ...company }] }));
    account.spoke('1', [1], 'c1');
    account.spoke('2', [1], 'c1');
    account.spoke('3', [1]);
    expect(account.proposed()).toEqual([1, 3]);
    expect(account.notes('reward.capped')[0]).toContain('is reached and stays so');
    const everybody = setUp(capped({ per: 'everyone', amount: 120_00 }));
    for (const id of ['1', '2', '3']) everybody.spoke(id, [1]);
    expect(everybody.proposed()).toEqual([1, 2]);
    expect(everybody.notes('reward.capped')[0]).toContain('the cap of $120.00 a month');
  });

  test('counts what may still be paid, and frees with the next period', () => {
    const w = setUp(capped({ per: 'person', count: 1 }));
    w.spoke('1', [3]);
    value(w.rewards.decide('R0001', { decision: 'decline', by: 'slack:U2:Ana', reason: 'no' }));
    w.spoke('1', [3, 2]);
    expect(w.proposed()).toEqual([1, 1]);
    value(w.rewards.decide('R0002', { decision: 'approve', by: 'slack:U2:Ana' }));
    w.spoke('1', [3, 2, 1]);
    expect(w.proposed()).toEqual([1, 1]);
    w.pass(9);
    w.spoke('1', [3, 2, 1, -8]);
    expect(w.proposed()).toEqual([1, 1, 1]);
  });
});

describe('a hold', () => {
  const held = { ...SPEAKING, holdDays: 10 };

  test('proposes after its days, once', async () => {
    const w = setUp(held);
    w.spoke('1', [3]);
    w.spoke('1', [3]);
    expect(w.proposed()).toEqual([]);
    expect(w.notes('reward.waits')).toEqual(['Talk at an event: proposed on 2026-11-29']);
    expect(w.nextTimer()).toBe(NOW + 7 * DAY);
    w.pass(6);
    await w.tick(new FakeDoors());
    expect(w.proposed()).toEqual([]);
    w.pass(1);
    await w.tick(new FakeDoors());
    await w.tick(new FakeDoors());
    expect(w.proposed()).toEqual([1]);
    expect(w.all('SELECT key FROM rule_hold')).toEqual([]);
  });

  test('that is over already waits for nothing', () => {
    const w = setUp(held);
    w.spoke('1', [10]);
    expect(w.proposed()).toEqual([1]);
  });

  test('ends in nothing where the act was taken back, or its rule', async () => {
    const w = setUp(held);
    w.spoke('1', [3]);
    w.spoke('2', [3]);
    w.store.sql.run('DELETE FROM signal WHERE person_id = 1');
    value(w.rewardRules.put('speaking', { ...held, active: false }, 'ana'));
    w.pass(8);
    await w.tick(new FakeDoors());
    expect(w.proposed()).toEqual([]);
    expect(w.notes('reward.not_proposed').toSorted()).toEqual([
      'speaking: the act does not stand any more',
      'speaking: the rule is not in force any more',
    ]);
  });

  test('goes with a person into another, and is forgotten with the erased', async () => {
    const w = setUp(held);
    w.spoke('1', [3]);
    w.spoke('2', [4]);
    value(new Identities(w.store).link('1', '2', 'ana'));
    w.pass(8);
    await w.tick(new FakeDoors());
    expect(w.proposed()).toHaveLength(2);
    w.spoke('3', [-8]);
    expect(w.all('SELECT 1 FROM rule_hold')).toHaveLength(1);
    value(w.erasures.erase('3', 'ana'));
    expect(w.all('SELECT 1 FROM rule_hold')).toEqual([]);
  });
});
