import { expect, it } from 'vitest';
import { DEFAULT_POLICY } from '#core/policy/policy.ts';
import {
  bandSentences,
  chainWords,
  conditionWords,
  isAutomatic,
} from '#server/console/pages/policy/words.ts';

const bands = [
  { upTo: 500_00, managers: 0, finance: false },
  { upTo: 2000_00, managers: 2, finance: false },
  { upTo: null, managers: 2, finance: true },
] as const;

it('says who must agree up to which amount, in whole sentences', () => {
  expect(bandSentences({ currency: 'USD', bands })).toEqual([
    'Up to $500.00: nobody, it is approved at once',
    'Up to $2,000.00: two managers',
    'Above $2,000.00: two managers and finance',
  ]);
  expect(bandSentences({ currency: 'CHF', bands })[0]).toMatch(/^Up to CHF.500\.00:/);
  const one = [{ upTo: null, managers: 0, finance: true }] as const;
  expect(bandSentences({ currency: 'points:stars', bands: one })).toEqual(['Any amount of points: finance']);
  expect(bandSentences({ currency: 'CHF', bands: one })).toEqual(['Any amount in CHF: finance']);
  expect(bandSentences({ currency: 'thanks', bands: one })).toEqual(['Thanks: finance']);
});

it('says when a rule holds, and nothing where it always does', () => {
  expect(conditionWords({ sources: null, programmes: null, trust: null })).toBeNull();
  expect(
    conditionWords({ sources: ['slack', 'crm', 'api'], programmes: ['growth'], trust: ['new', 'known'] }),
  ).toBe('Only from Slack, a CRM card or the API, in growth, for new or known people');
});

it('says whose yes a reward needs', () => {
  const chains = [[], ['approve'], ['approve', 'approve', 'approve_finance'], ['approve_finance']] as const;
  expect(chains.map(chainWords)).toEqual(['no person', 'one manager', 'two managers and finance', 'finance']);
});

it('knows a policy that asks nobody', () => {
  expect(isAutomatic(DEFAULT_POLICY)).toBe(false);
  expect(isAutomatic({ ...DEFAULT_POLICY, rules: [{ ...DEFAULT_POLICY.rules[0]!, bands }] })).toBe(true);
});
