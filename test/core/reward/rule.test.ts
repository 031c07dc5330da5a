import { describe, expect, test } from 'vitest';
import {
  DEFAULT_RULES,
  dueAt,
  NO_CONDITIONS,
  ruleFor,
  type ActFacts,
  type RuleConditions,
  type RewardRule,
} from '#core/reward/rule.ts';
import { SIGNAL_TYPES } from '#core/signal/catalogue.ts';
import { DAY } from '#core/time.ts';
import { NOW, signal } from '../signals.ts';

const FACTS: ActFacts = { source: 'crm', industry: 'Retail ', tiers: ['club/gold'], isFirst: true };
const [REFERENCE, , , REFERRAL] = DEFAULT_RULES as [RewardRule, RewardRule, RewardRule, RewardRule];

const unasked = (): ActFacts => {
  throw new Error('asked for facts no rule needs');
};

/** Whether a referral worth `value` fits a rule with these conditions. */
function fits(
  conditions: Partial<RuleConditions>,
  facts: Partial<ActFacts> = {},
  value: number | null = null,
) {
  const rule = { ...REFERRAL, conditions: { ...NO_CONDITIONS, ...conditions } };
  return ruleFor([rule], signal('referral', 1, value), () => ({ ...FACTS, ...facts }), NOW) !== null;
}

describe('the default rules', () => {
  test.each([
    ['reference_call', 5000],
    ['case_study', 10_000],
    ['speaking', 10_000],
    ['referral', 2500],
    ['testimonial', 2500],
  ] as const)('thank a %s with %d cents', (type, amount) => {
    expect(ruleFor(DEFAULT_RULES, signal(type, 3), unasked, NOW)).toMatchObject({ amount, currency: 'USD' });
  });

  test('never pay for what somebody thinks of us, whatever it is', () => {
    for (const type of ['nps', 'csat', 'review', 'defence', 'usage', 'complaint'] as const) {
      for (const value of [null, 0, 1, 5, 10])
        expect(ruleFor(DEFAULT_RULES, signal(type, 0, value), unasked, NOW)).toBeNull();
    }
  });

  test('pay the same whatever value came with the act', () => {
    for (const type of SIGNAL_TYPES) {
      const earned = [null, 1, 5].map((value) =>
        ruleFor(DEFAULT_RULES, signal(type, 0, value), unasked, NOW),
      );
      expect(new Set(earned.map((rule) => rule?.id)).size).toBe(1);
    }
  });

  test('thank for the last thirty days, not for history', () => {
    const found = (age: number, now = NOW) => ruleFor(DEFAULT_RULES, signal('referral', age), unasked, now);
    expect(found(30 - 1e-6)).not.toBeNull();
    expect(found(30)).toBeNull();
    expect(found(0)).not.toBeNull();
    expect(found(-1, NOW - DAY / 2)).toBeNull();
  });
});

describe('a rule', () => {
  test('that is off, or of another act, is passed over for the first that fits', () => {
    const rules = [{ ...REFERENCE, active: false }, REFERRAL, { ...REFERENCE, id: 'second' }, REFERENCE];
    expect(ruleFor(rules, signal('reference_call', 1), unasked, NOW)?.id).toBe('second');
  });

  test('asks who told of the act', () => {
    expect(fits({ sources: ['crm', 'api'] })).toBe(true);
    expect(fits({ sources: ['card'] })).toBe(false);
  });

  test('asks for the industry, however it is written', () => {
    expect(fits({ industries: ['retail'] })).toBe(true);
    expect(fits({ industries: ['banking'] })).toBe(false);
    expect(fits({ industries: ['retail'] }, { industry: null })).toBe(false);
  });

  test('asks for a tier of points', () => {
    expect(fits({ tiers: ['club/gold', 'club/silver'] })).toBe(true);
    expect(fits({ tiers: ['club/silver'] })).toBe(false);
  });

  test('asks for the first act, and for what a referral brought', () => {
    expect(fits({ occurrence: 'first' })).toBe(true);
    expect(fits({ occurrence: 'first' }, { isFirst: false })).toBe(false);
    expect(fits({ minDealAmount: 1000 }, {}, 1000)).toBe(true);
    expect(fits({ minDealAmount: 1000 }, {}, 999)).toBe(false);
    expect(fits({ minDealAmount: 1000 })).toBe(false);
  });

  test('proposes so many days after the act', () => {
    const act = signal('referral', 2);
    expect(dueAt(REFERRAL, act)).toBe(act.occurredAt);
    expect(dueAt({ ...REFERRAL, holdDays: 30 }, act)).toBe(act.occurredAt + 30 * DAY);
  });
});
