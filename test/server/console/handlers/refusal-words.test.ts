import { describe, expect, it } from 'vitest';
import { checkItem } from '#core/catalogue/check-item.ts';
import { checkProgramme } from '#core/points/check-programme.ts';
import { checkPolicy } from '#core/policy/check-policy.ts';
import { DEFAULT_POLICY } from '#core/policy/policy.ts';
import { checkRewardRules } from '#core/reward/check-rules.ts';
import { checkTerms } from '#core/reward/reward.ts';
import { checkTaxSettings } from '#core/tax/settings.ts';
import type { Result } from '#core/problem.ts';
import { readSettings } from '#server/fulfilment/settings.ts';
import { openWorkspace, problem } from '#test/server/workspace/fixture.ts';

const LONG = 'x'.repeat(3001);
const terms = { amount: 5000, currency: 'USD', act: 'Reference call', proof: null };
const rule = { act: 'reference_call', amount: 5000, currency: 'USD' };
const item = { id: 'mug', name: 'Mug', kind: 'swag', price: 1200, currency: 'USD', taxClass: 'goods' };
const mug = { ...item, acts: ['reference_call'] };
const points = {
  id: 'club',
  name: 'Club',
  expiry: { kind: 'none' },
  holdDays: 0,
  dayCap: null,
  monthCap: null,
  tiers: [{ id: 'base', name: 'Base', qualify: 0, multiplier: 10_000, neverExpires: false }],
  noticeDays: 30,
  cost: { currency: 'JPY', amount: 1, points: 1 },
  redemptionRate: null,
};
const policy = (name: string, upTo: number) => ({
  ...DEFAULT_POLICY,
  rules: [
    {
      name,
      currency: 'EUR',
      sources: null,
      programmes: null,
      trust: null,
      bands: [
        { upTo, managers: 0, finance: false },
        { upTo: null, managers: 1, finance: false },
      ],
    },
  ],
});
const threshold = (value: number) => ({ us_1099_threshold: [{ from: '2000-01-01', value }] });
const disclosure = (value: string) => ({ disclosure_text: [{ from: '2000-01-01', value }] });
const campaign = (name: string) => readSettings('tremendous', { environment: 'sandbox', campaign: name });
const budget = (currency: string, amount: number) =>
  openWorkspace().budgets.set('general', currency, amount, 'admin');

/** Words no finance person knows: of our code, of our vendors', and of how we count money. */
const CODES = /minor unit|ISO|expected|:<|null|\bSend\b|[a-z]_[a-z]|\d{5}/;

describe('a refusal is in words a finance person knows', () => {
  it.each<[string, () => Result<unknown>, string]>([
    ['a reward of nothing', () => checkTerms({ ...terms, amount: 0 }), 'from $0.01 to $100,000,000.00'],
    ['one in yen', () => checkTerms({ ...terms, amount: -1, currency: 'JPY' }), 'from ¥1 to ¥10,000,000,000'],
    ['one in no currency', () => checkTerms({ ...terms, currency: 'usd' }), 'no such currency'],
    ['too long an act', () => checkTerms({ ...terms, act: LONG }), 'is too long. Use at most 200 characters'],
    [
      'too long a proof',
      () => checkTerms({ ...terms, proof: LONG }),
      'too long. Use at most 2,000 characters',
    ],
    ['a rule of nothing', () => checkRewardRules([{ ...rule, amount: 0 }]), 'from $0.01'],
    ['a rule in no currency', () => checkRewardRules([{ ...rule, currency: 'X' }]), 'three letters'],
    ['a rule with a long name', () => checkRewardRules([{ ...rule, name: LONG }]), 'at most 100 characters'],
    [
      'a cap below a reward',
      () => checkRewardRules([{ ...rule, caps: [{ per: 'person', period: 'month', amount: 1 }] }]),
      'from $50.00 to',
    ],
    ['an item for nothing', () => checkItem({ ...mug, price: 0 }), 'from $0.01'],
    ['an item in no currency', () => checkItem({ ...mug, currency: 'X' }), 'three letters'],
    ['an item with a long name', () => checkItem({ ...mug, name: LONG }), 'at most 100 characters'],
    ['a cost below zero', () => checkItem({ ...mug, cost: { amount: -1, currency: 'USD' } }), 'from $0.00'],
    ['too many in stock', () => checkItem({ ...mug, stock: 1e9 }), 'to 1,000,000'],
    ['a gift card as goods', () => checkItem({ ...mug, kind: 'gift_card' }), 'cash and gift cards'],
    ['goods by the books alone', () => checkItem({ ...mug, provider: 'ledger' }), 'your own system'],
    [
      'a rate of 20',
      () => checkProgramme({ ...points, tiers: [{ ...points.tiers[0], multiplier: 200_000 }] }),
      '10',
    ],
    ['a share of 200 %', () => checkProgramme({ ...points, redemptionRate: 20_000 }), '0 to 100 percent'],
    [
      'points that cost too much',
      () => checkProgramme({ ...points, cost: { ...points.cost, amount: 1e12 } }),
      '¥',
    ],
    [
      'points in no currency',
      () => checkProgramme({ ...points, cost: { ...points.cost, currency: 'x' } }),
      'USD',
    ],
    ['a long name of points', () => checkProgramme({ ...points, name: LONG }), 'at most 80 characters'],
    ['a limit of nothing', () => checkPolicy(policy('EUR', 0)), 'from €0.01'],
    ['a rule of the policy with a long name', () => checkPolicy(policy(LONG, 5)), 'at most 80 characters'],
    ['a threshold of nothing', () => checkTaxSettings(threshold(0)), 'from $0.01 to $1,000,000.00'],
    ['a long disclosure', () => checkTaxSettings(disclosure(LONG)), 'too long. Use at most 300 characters'],
    ['no disclosure', () => checkTaxSettings(disclosure(' ')), 'is missing'],
    ['a budget below zero', () => budget('KWD', -1), 'from KWD'],
    ['a budget in no currency', () => budget('usd', 1), 'no such currency'],
    ['no campaign', () => campaign(''), 'The campaign is missing'],
    ['a long campaign', () => campaign(LONG), 'The campaign is too long. Use at most 100 characters'],
    ['no address', () => readSettings('webhook', { url: '' }), 'The address is missing'],
    ['no such environment', () => readSettings('tremendous', { environment: 'moon' }), 'no such environment'],
  ])('for %s', (_, refused, words) => {
    const { message, remedy } = problem(refused());
    const said = `${message} ${remedy}`;
    expect(said).toContain(words);
    expect(said).not.toMatch(CODES);
  });

  it('for what names a key, a reason or a proof too long', async () => {
    const { apiKeys, policies, taxLimits } = openWorkspace();
    const key = apiKeys.create({ id: 'a', hash: 'b', name: LONG, role: 'viewer' }, 'admin');
    expect(problem(key).message).toBe('The name of the key is too long.');
    const note = policies.publish(DEFAULT_POLICY, 1, LONG, 'admin');
    expect(problem(note).message).toBe('The note is too long.');
    expect(problem(taxLimits.setSettings({}, LONG)).message).toContain('too long');
  });
});
