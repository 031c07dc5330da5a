import { describe, expect, it, test } from 'vitest';
import { DEFAULT_RULES, type RewardRule } from '#core/reward/rule.ts';
import { capRows, idFrom, readRule, ruleFaults, ruleValues } from '#server/console/handlers/rules-form.ts';

const REFERRAL: RewardRule = {
  ...DEFAULT_RULES[3]!,
  conditions: {
    ...DEFAULT_RULES[3]!.conditions,
    tiers: ['club/gold'],
    minDealAmount: 25_000_50,
    minDealCurrency: 'EUR',
  },
};

describe('a rule in its form', () => {
  it('has deals in major units of their own currency and tiers as ticks, and reads them back as they were', () => {
    const values = ruleValues(REFERRAL, 'USD');
    expect(values).toMatchObject({
      'conditions.minDealAmount': '25000.50',
      'conditions.minDealCurrency': 'EUR',
      'conditions.tiers.club/gold': 'on',
    });
    expect(readRule(values, [])).toMatchObject({ value: { conditions: REFERRAL.conditions } });
  });

  it.each([
    ['USD', '25000.50', 'USD'],
    ['JPY', '2500050', 'JPY'],
    ['points:club', '25000.50', 'USD'],
  ])('whose deal has none shows it in the money of the reward, %s', (unit, amount, currency) => {
    const conditions = { ...REFERRAL.conditions, minDealCurrency: null };
    expect(ruleValues({ ...REFERRAL, conditions }, unit)).toMatchObject({
      'conditions.minDealAmount': amount,
      'conditions.minDealCurrency': currency,
    });
  });

  it.each([
    ['25,000', 'JPY', { value: { conditions: { minDealAmount: 25_000, minDealCurrency: 'JPY' } } }],
    ['', 'JPY', { value: { conditions: { minDealAmount: null, minDealCurrency: null } } }],
    ['0.5', 'JPY', { problem: { field: 'conditions.minDealAmount' } }],
    ['500', '', { problem: { field: 'conditions.minDealCurrency', message: 'No currency is chosen.' } }],
  ])(
    'reads a deal of "%s" in "%s" whatever the reward is, and blames its field',
    (amount, currency, read) => {
      const typed = { 'conditions.minDealAmount': amount, 'conditions.minDealCurrency': currency };
      expect(readRule({ ...ruleValues(REFERRAL, 'USD'), ...typed }, [])).toMatchObject(read);
    },
  );

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

test('everything that is wrong with a rule is told at once, each at its field', () => {
  const values = {
    ...ruleValues(REFERRAL, 'USD'),
    name: '5 stars bonus',
    amount: 'abc',
    programme: 'Not This',
    holdDays: '-1',
    'conditions.minDealAmount': 'much',
    'conditions.industries': 'software, happy customers',
    'caps.0.per': 'person',
    'caps.0.period': 'year',
    'caps.0.count': '0',
  };
  expect(new Set(ruleFaults(values, []).map(({ field }) => field))).toEqual(
    new Set([
      'amount',
      'caps.0.count',
      'conditions.industries',
      'conditions.minDealAmount',
      'holdDays',
      'name',
      'programme',
    ]),
  );
  expect(ruleFaults(ruleValues(REFERRAL, 'USD'), [])).toEqual([]);
});
