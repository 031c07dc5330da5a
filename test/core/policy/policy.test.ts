import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  AUTOMATIC_MOST,
  DEFAULT_POLICY,
  rulingOn,
  type Band,
  type Circumstances,
  type Policy,
  type PolicyRule,
} from '#core/policy/policy.ts';
import { SOURCES, type Reward } from '#core/reward/reward.ts';
import { proposed } from '../reward/proposals.ts';
import { NOW } from '../signals.ts';
import { KNOWN } from './circumstances.ts';

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
  const first = rulingOn(policy, reward({ amount: 2500 }), { ...KNOWN, trust: 'new', isFirst: true });
  expect(first.chain).toEqual(['approve']);
  expect(first.because).toContain('first reward');
});

describe('what a rule leaves to nobody is reviewed all the same', () => {
  const wide = policyOf(rule({ bands: [{ ...AUTO, upTo: 900_000 }, ONE] }));
  const asked = (change: Partial<Reward>, circumstances: Partial<Circumstances>, policy = wide) =>
    rulingOn(policy, reward(change), { ...KNOWN, ...circumstances }).chain;

  test('where who published the policy proposed it', () => {
    expect(asked({ amount: 100 }, {})).toEqual([]);
    expect(asked({ amount: 100 }, { isAuthors: true })).toEqual(['approve']);
  });

  test('beyond what policy alone may approve, whatever it says', () => {
    expect(asked({ amount: AUTOMATIC_MOST }, {})).toEqual([]);
    expect(asked({ amount: AUTOMATIC_MOST + 1 }, {})).toEqual(['approve']);
  });

  test('where many small ones come to a large one', () => {
    const small = policyOf(rule({ bands: [AUTO, ONE] }));
    expect(asked({ amount: 1000 }, { automatic: 1500 }, small)).toEqual([]);
    expect(asked({ amount: 1000 }, { automatic: 1501 }, small)).toEqual(['approve']);
    expect(asked({ amount: 1 }, { automatic: AUTOMATIC_MOST })).toEqual(['approve']);
  });
});

test('points are asked about as the money they cost, unless a rule names them', () => {
  const points = { kind: 'points', currency: 'points:club', amount: 300_000 } as const;
  const dear: Partial<Circumstances> = { worth: { amount: 3_000_00, currency: 'USD' } };
  const chain = (policy: Policy, circumstances: Partial<Circumstances>) =>
    rulingOn(policy, reward(points), { ...KNOWN, ...circumstances }).chain;
  expect(chain(DEFAULT_POLICY, dear)).toEqual(['approve', 'approve', 'approve_finance']);
  expect(chain(DEFAULT_POLICY, { worth: { amount: 3_00, currency: 'USD' } })).toEqual(['approve']);
  expect(chain(DEFAULT_POLICY, {})).toEqual(['approve']);
  const free = policyOf(rule({ currency: 'points:club', bands: [{ ...AUTO, upTo: null }] }));
  expect(chain(free, { worth: { amount: 3_00, currency: 'USD' } })).toEqual([]);
  expect(chain(free, dear)).toEqual(['approve']);
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
    rulingOn(policy, reward(change), { ...KNOWN, trust }).because;
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
