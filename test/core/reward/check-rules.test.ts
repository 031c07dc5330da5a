import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkRewardRules } from '#core/reward/check-rules.ts';
import { MAX_AMOUNT } from '#core/reward/reward.ts';
import { DEFAULT_RULES, rewardFor } from '#core/reward/rule.ts';
import { SIGNAL_TYPES, SIGNALS } from '#core/signal/catalogue.ts';
import { NOW, signal } from '../signals.ts';

const fine = { act: 'speaking', amount: 5000, currency: 'USD' };

describe('reward rules', () => {
  test('that everybody begins with can be kept, and so can none at all', () => {
    expect(checkRewardRules(DEFAULT_RULES)).toEqual({ ok: true, value: DEFAULT_RULES });
    expect(checkRewardRules([])).toEqual({ ok: true, value: [] });
  });

  test('pay for acts, and never for what somebody feels, is or gets', () => {
    for (const act of SIGNAL_TYPES) {
      const answer = checkRewardRules([{ ...fine, act }]);
      expect(answer.ok, act).toBe(SIGNALS[act].act && !SIGNALS[act].sentiment);
      if (answer.ok) continue;
      expect(answer.problem).toMatchObject({ code: 'invalid_input', field: 'rules.0.act' });
      expect(answer.problem.message.includes('16 CFR 465')).toBe(SIGNALS[act].sentiment);
    }
  });

  test.each<[string, unknown, string, string]>([
    ['a minimum rating', [{ ...fine, act: 'review', minRating: 4 }], 'rules.0.minRating', '16 CFR 465'],
    ['a rating', [fine, { ...fine, act: 'review', value: 5 }], 'rules.1.value', '16 CFR 465'],
    ['a condition', [{ ...fine, if: 'kind' }], 'rules.0.if', 'no such field'],
    ['a nomination', [{ ...fine, act: 'nomination' }], 'rules.0.act', 'pay themselves'],
    ['a measurement', [{ ...fine, act: 'usage' }], 'rules.0.act', 'is measured'],
    ['a fate', [{ ...fine, act: 'churn_risk' }], 'rules.0.act', 'no act of theirs'],
    ['the same act twice', [fine, fine], 'rules.1.act', 'two rules'],
    ['an unknown act', [{ ...fine, act: 'constructor' }], 'rules.0.act', 'no such act'],
    ['no act', [{ amount: 1, currency: 'USD' }], 'rules.0.act', 'no such act'],
    ['half a cent', [{ ...fine, amount: 0.5 }], 'rules.0.amount', 'cannot be paid'],
    ['nothing', [{ ...fine, amount: 0 }], 'rules.0.amount', 'cannot be paid'],
    ['a debt', [{ ...fine, amount: -5 }], 'rules.0.amount', 'cannot be paid'],
    ['a text', [{ ...fine, amount: '5000' }], 'rules.0.amount', 'cannot be paid'],
    ['NaN', [{ ...fine, amount: Number.NaN }], 'rules.0.amount', 'cannot be paid'],
    ['too much', [{ ...fine, amount: MAX_AMOUNT + 1 }], 'rules.0.amount', 'cannot be paid'],
    ['small letters', [{ ...fine, currency: 'usd' }], 'rules.0.currency', 'no such currency'],
    ['gold', [{ ...fine, currency: 'XAU' }], 'rules.0.currency', 'no such currency'],
    ['no object', [null], 'rules.0', 'no object'],
    ['a list', [[]], 'rules.0', 'no object'],
    ['no list', { rules: [] }, 'rules', 'no list'],
    ['more rules than acts', Array.from({ length: 60 }, () => fine), 'rules', 'no list'],
  ])('with %s are refused', (_, claimed, field, why) => {
    const answer = checkRewardRules(claimed);
    expect(answer).toMatchObject({ ok: false, problem: { code: 'invalid_input', field } });
    expect(answer.ok ? '' : answer.problem.message).toContain(why);
  });

  test('once kept pay as they say, whatever value comes with the act', () => {
    const kept = checkRewardRules([{ ...fine, act: 'review', amount: 700, currency: 'EUR' }]);
    const rules = kept.ok ? kept.value : [];
    for (const stars of [null, 1, 5]) {
      expect(rewardFor(rules, signal('review', 1, stars), NOW)).toMatchObject({
        amount: 700,
        currency: 'EUR',
      });
    }
    expect(rewardFor(rules, signal('speaking', 1), NOW)).toBeNull();
  });

  test('never throw, whatever is claimed', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.jsonValue(),
          fc.array(fc.record({ act: fc.constantFrom(...SIGNAL_TYPES), amount: fc.jsonValue() })),
        ),
        (claimed) => {
          const answer = checkRewardRules(claimed);
          expect(answer.ok || answer.problem.field?.startsWith('rules')).toBe(true);
        },
      ),
    );
  });
});
