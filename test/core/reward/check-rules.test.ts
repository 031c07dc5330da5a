import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkRewardRules } from '#core/reward/check-rules.ts';
import { MAX_AMOUNT } from '#core/reward/reward.ts';
import { DEFAULT_RULES, NO_CONDITIONS, type RewardRule } from '#core/reward/rule.ts';
import { SIGNAL_TYPES, SIGNALS } from '#core/signal/catalogue.ts';

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
    ['promoters alone', [{ ...fine, audience: 'promoters' }], 'rules.0.audience', '16 CFR 465'],
    ['a score', [{ ...fine, minScore: 9 }], 'rules.0.minScore', '16 CFR 465'],
    ['a promise in its name', [{ ...fine, name: '5-star bonus' }], 'rules.0.name', '16 CFR 465'],
    ['another name for kindness', [{ ...fine, name: 'Positive words' }], 'rules.0.name', '16 CFR 465'],
    ['a rating in words', [{ ...fine, name: 'Five out of five' }], 'rules.0.name', '16 CFR 465'],
    ['promоters in disguise', [{ ...fine, name: 'promоters' }], 'rules.0.name', '16 CFR 465'],
    ['no name', [{ ...fine, name: ' ' }], 'rules.0.name', 'name of the rule is missing'],
    [
      'an id of two',
      [
        { ...fine, id: 'a' },
        { ...fine, act: 'referral', id: 'a' },
      ],
      'rules.1.id',
      'Another rule',
    ],
    ['an item and an amount', [{ ...fine, item: 'mug' }], 'rules.0.amount', 'item says'],
    ['no item', [{ act: 'speaking', item: '' }], 'rules.0.item', 'no such item'],
    ['a wrong programme', [{ ...fine, programme: 'A B' }], 'rules.0.programme', 'no such programme'],
    ['a wait of years', [{ ...fine, holdDays: 9999 }], 'rules.0.holdDays', 'no time to wait'],
    ['half a day', [{ ...fine, holdDays: 0.5 }], 'rules.0.holdDays', 'no time to wait'],
    ['a maybe', [{ ...fine, active: 'yes' }], 'rules.0.active', 'in force or not'],
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
    ['too many of them', Array.from({ length: 101 }, () => fine), 'rules', 'no list'],
  ])('with %s are refused', (_, claimed, field, why) => {
    const answer = checkRewardRules(claimed);
    expect(answer).toMatchObject({ ok: false, problem: { code: 'invalid_input', field } });
    expect(answer.ok ? '' : answer.problem.message).toContain(why);
  });

  test('need no more than an act, an amount and a currency', () => {
    const whole: RewardRule = {
      id: 'speaking',
      name: 'Talk at an event',
      act: 'speaking',
      conditions: NO_CONDITIONS,
      item: null,
      amount: 5000,
      currency: 'USD',
      programme: 'general',
      caps: [],
      holdDays: 0,
      active: true,
    };
    expect(checkRewardRules([fine])).toEqual({ ok: true, value: [whole] });
    expect(checkRewardRules([whole])).toEqual({ ok: true, value: [whole] });
  });

  test('may share an act where the first asks for more, or is off', () => {
    const first = { ...fine, id: 'first', conditions: { occurrence: 'first' } };
    expect(checkRewardRules([first, fine]).ok).toBe(true);
    expect(checkRewardRules([{ ...fine, id: 'off', active: false }, fine]).ok).toBe(true);
    expect(checkRewardRules([fine, first])).toMatchObject({ problem: { field: 'rules.1.act' } });
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
