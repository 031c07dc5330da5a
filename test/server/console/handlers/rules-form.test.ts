import { describe, expect, it, test } from 'vitest';
import { DEFAULT_RULES, type RewardRule } from '#core/reward/rule.ts';
import { capRows, idFrom, readRule, ruleValues } from '#server/console/handlers/rules-form.ts';

const REFERRAL: RewardRule = {
  ...DEFAULT_RULES[3]!,
  conditions: { ...DEFAULT_RULES[3]!.conditions, tiers: ['club/gold'], minDealAmount: 25_000_50 },
};

describe('a rule in its form', () => {
  it('has deals in major units and tiers as ticks, and reads them back as they were', () => {
    const values = ruleValues(REFERRAL, 'USD');
    expect(values).toMatchObject({
      'conditions.minDealAmount': '25000.50',
      'conditions.tiers.club/gold': 'on',
    });
    expect(readRule(values, [])).toMatchObject({ value: { conditions: REFERRAL.conditions } });
  });

  it('reads a deal in the money the rule pays, and refuses what is none at its field', () => {
    const values = { ...ruleValues(REFERRAL, 'USD'), currency: 'jpy', amount: '500' };
    expect(readRule({ ...values, 'conditions.minDealAmount': '25,000' }, [])).toMatchObject({
      value: { conditions: { minDealAmount: 25_000 } },
    });
    expect(readRule({ ...values, 'conditions.minDealAmount': '0.5' }, [])).toMatchObject({
      problem: { field: 'conditions.minDealAmount' },
    });
  });

  it('shows one limit to begin with, and as many as were asked for', () => {
    expect(capRows({})).toBe(1);
    expect(capRows({ 'caps.rows': '3' })).toBe(3);
    expect(capRows({ 'caps.rows': '1', 'caps.4.count': '2' })).toBe(5);
    expect(capRows({ 'caps.rows': '99' })).toBe(10);
  });
});

test.each([
  ['Großer Deal, 1st!', [], 'gro-er-deal-1st'],
  ['Zürich talks', ['zurich-talks', 'zurich-talks-2'], 'zurich-talks-3'],
  ['東京', [], 'rule'],
  ['x'.repeat(90), [], 'x'.repeat(50)],
])('the id of %s is made from its name', (name, taken, id) => {
  expect(idFrom(name, taken)).toBe(id);
});
