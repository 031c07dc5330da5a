import { describe, expect, test } from 'vitest';
import { DEFAULT_RULES, rewardFor } from '#core/reward/rule.ts';
import { propose } from '#core/reward/reward.ts';
import { SIGNAL_TYPES } from '#core/signal/catalogue.ts';
import { DAY } from '#core/time.ts';
import { NOW, signal } from '../signals.ts';

describe('the default rules', () => {
  test.each([
    ['reference_call', 5000, 'Reference call'],
    ['case_study', 10_000, 'Case study'],
    ['speaking', 10_000, 'Talk at an event'],
    ['referral', 2500, 'Referral'],
    ['testimonial', 2500, 'Testimonial'],
  ] as const)('thank a %s with %d cents', (type, amount, act) => {
    expect(rewardFor(DEFAULT_RULES, signal(type, 3), NOW)).toEqual({ amount, currency: 'USD', act });
  });

  test('never pay for what somebody thinks of us, whatever it is', () => {
    for (const type of ['nps', 'csat', 'review', 'defence', 'usage', 'complaint'] as const) {
      for (const value of [null, 0, 1, 5, 10])
        expect(rewardFor(DEFAULT_RULES, signal(type, 0, value), NOW)).toBeNull();
    }
  });

  test('pay the same whatever value came with the act', () => {
    for (const type of SIGNAL_TYPES) {
      const earned = [null, 1, 5].map((value) => rewardFor(DEFAULT_RULES, signal(type, 0, value), NOW));
      expect(new Set(earned.map((reward) => reward?.amount)).size).toBe(1);
    }
  });

  test('thank for the last thirty days, not for history', () => {
    expect(rewardFor(DEFAULT_RULES, signal('referral', 30 - 1e-6), NOW)).not.toBeNull();
    expect(rewardFor(DEFAULT_RULES, signal('referral', 30), NOW)).toBeNull();
    expect(rewardFor(DEFAULT_RULES, signal('referral', 0), NOW)).not.toBeNull();
    expect(rewardFor(DEFAULT_RULES, signal('referral', -1), NOW - DAY / 2)).toBeNull();
  });

  test('give what can be proposed', () => {
    for (const type of SIGNAL_TYPES) {
      const earned = rewardFor(DEFAULT_RULES, signal(type, 0), NOW);
      if (earned === null) continue;
      expect(propose({ ...earned, key: 'k', personId: '1', proposedBy: 'rule' }, 'R', NOW).ok).toBe(true);
    }
  });
});
