import { expect, test } from 'vitest';
import { DEFAULT_RULES } from '#core/reward/rule.ts';
import { batch, contact, told } from '#test/server/workspace/crm.ts';
import { connectedWorkspace, CRM, NOW, problem, value } from '#test/server/workspace/fixture.ts';

function setUp() {
  const w = connectedWorkspace();
  const act = (id: string, type: 'speaking' | 'community_answer') =>
    w.ingest.apply(
      CRM,
      batch({ contacts: [contact(id, { signals: [told(id, type, 1)], modifiedAt: NOW })] }),
    );
  return { ...w, act };
}

test('acts earn what the rules say from now on; what was proposed stays', () => {
  const w = setUp();
  expect(w.rewardRules.list()).toEqual(DEFAULT_RULES);
  w.act('1', 'speaking');
  const rules = [{ act: 'community_answer', amount: 700, currency: 'EUR' }];
  expect(value(w.rewardRules.replace(rules, 'ana'))).toEqual(rules);
  w.act('2', 'speaking');
  w.act('3', 'community_answer');
  expect(w.all('SELECT person_id AS id, amount, currency FROM reward ORDER BY id')).toEqual([
    { id: 1, amount: 100_00, currency: 'USD' },
    { id: 3, amount: 700, currency: 'EUR' },
  ]);
  expect(w.all(`SELECT actor, detail FROM audit WHERE action = 'reward_rules.changed'`)).toEqual([
    { actor: 'ana', detail: 'community_answer €7.00' },
  ]);
});

test('no rules at all earn nothing, and a refused rule changes none', () => {
  const w = setUp();
  value(w.rewardRules.replace([], 'ana'));
  const kind = [{ act: 'review', amount: 700, currency: 'EUR', minRating: 4 }];
  expect(problem(w.rewardRules.replace(kind, 'ana'))).toMatchObject({ field: 'rules.0.minRating' });
  expect(problem(w.rewardRules.replace([], ' ')).field).toBe('by');
  expect(w.rewardRules.list()).toEqual([]);
  w.act('1', 'speaking');
  expect(w.all('SELECT 1 FROM reward')).toEqual([]);
});
