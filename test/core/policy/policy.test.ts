import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DEFAULT_POLICY, rulingOn, type Band, type Policy, type PolicyRule } from '#core/policy/policy.ts';
import { SOURCES, type Reward } from '#core/reward/reward.ts';
import { proposed } from '../reward/proposals.ts';
import { NOW } from '../signals.ts';

const KNOWN = { trust: 'known', isFirst: false } as const;
const AUTO: Band = { upTo: 2500, managers: 0, finance: false };
const ONE: Band = { upTo: null, managers: 1, finance: false };

function rule(change: Partial<PolicyRule> = {}): PolicyRule {
  const all = { sources: null, programmes: null, trust: null };
  return { name: 'Small', currency: 'USD', ...all, bands: [AUTO, ONE], ...change };
}

const policyOf = (...rules: PolicyRule[]): Policy => ({ ...DEFAULT_POLICY, rules });
const reward = (change: Partial<Reward> = {}): Reward => ({ ...proposed(NOW), ...change });

describe('the policy everybody begins with', () => {
  test.each([
    [1, ['approve']],
    [500_00, ['approve']],
    [500_01, ['approve', 'approve']],
    [2000_00, ['approve', 'approve']],
    [2000_01, ['approve', 'approve', 'approve_finance']],
  ])('asks for %d cents: %j', (amount, chain) => {
    expect(rulingOn(DEFAULT_POLICY, reward({ amount }), KNOWN).chain).toEqual(chain);
  });

  test('leaves no money to nobody, in any currency', () => {
    for (const currency of ['USD', 'EUR', 'JPY', 'KWD']) {
      expect(rulingOn(DEFAULT_POLICY, reward({ amount: 1, currency }), KNOWN).chain).not.toEqual([]);
    }
    expect(rulingOn(DEFAULT_POLICY, reward({ currency: 'JPY' }), KNOWN).chain).toContain('approve_finance');
    expect(rulingOn(DEFAULT_POLICY, reward({ kind: 'thanks', currency: 'thanks' }), KNOWN).chain).toEqual([
      'approve',
    ]);
  });
});

test('what a rule leaves to nobody is reviewed all the same when it is the first of a person', () => {
  const policy = policyOf(rule());
  expect(rulingOn(policy, reward({ amount: 2500 }), KNOWN).chain).toEqual([]);
  const first = rulingOn(policy, reward({ amount: 2500 }), { trust: 'new', isFirst: true });
  expect(first.chain).toEqual(['approve']);
  expect(first.because).toContain('first reward');
});

test('the first rule that fits counts: by currency, source, programme and trust', () => {
  const two: Band = { upTo: null, managers: 2, finance: false };
  const policy = policyOf(
    rule({ name: 'Cards', sources: ['crm'], bands: [two] }),
    rule({ name: 'Events', programmes: ['events'], bands: [two] }),
    rule({ name: 'New', trust: ['new'], bands: [two] }),
    rule({ name: 'Rest' }),
  );
  const name = (change: Partial<Reward>, trust: 'new' | 'known' = 'known') =>
    rulingOn(policy, reward(change), { trust, isFirst: false }).because;
  expect(name({ source: 'crm' })).toBe('Cards');
  expect(name({ programme: 'events' })).toBe('Events');
  expect(name({}, 'new')).toBe('New');
  expect(name({})).toBe('Rest');
  expect(name({ currency: 'EUR' })).toBe('no rule for EUR');
});

test('a larger amount never needs fewer, where the bands say so', () => {
  const rising: Band[] = [AUTO, { ...ONE, upTo: 9000 }, { upTo: null, managers: 2, finance: true }];
  const amounts = fc.integer({ min: 1, max: 20_000 });
  fc.assert(
    fc.property(amounts, amounts, fc.constantFrom(...SOURCES), (a, b, source) => {
      const length = (amount: number) =>
        rulingOn(policyOf(rule({ bands: rising })), reward({ amount, source }), KNOWN).chain.length;
      expect(length(Math.min(a, b))).toBeLessThanOrEqual(length(Math.max(a, b)));
    }),
    { numRuns: 20_000 },
  );
});
