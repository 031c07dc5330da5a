import { describe, expect, test } from 'vitest';
import { checkCaps, checkConditions } from '#core/reward/check-conditions.ts';
import { NO_CONDITIONS } from '#core/reward/rule.ts';

const LAW = '16 CFR 465';

describe('conditions', () => {
  test('left out hold for all', () => {
    for (const none of [undefined, {}, NO_CONDITIONS]) {
      expect(checkConditions(none, 'referral', 'c')).toEqual({ ok: true, value: NO_CONDITIONS });
    }
  });

  test('of fact are kept, in order and once', () => {
    const claimed = {
      sources: ['card', 'crm'],
      industries: [' Retail', 'retail', 'Banking'],
      tiers: ['club/silver', 'club/gold'],
      occurrence: 'first',
      minDealAmount: 100,
      minDealCurrency: 'EUR',
    };
    expect(checkConditions(claimed, 'referral', 'c')).toEqual({
      ok: true,
      value: {
        sources: ['crm', 'card'],
        industries: ['banking', 'retail'],
        tiers: ['club/gold', 'club/silver'],
        occurrence: 'first',
        minDealAmount: 100,
        minDealCurrency: 'EUR',
      },
    });
  });

  test.each<[string, unknown, string, string]>([
    ['a score', { score: 80 }, 'c.score', LAW],
    ['an NPS', { nps: [9, 10] }, 'c.nps', LAW],
    ['stars', { min_stars: 4 }, 'c.min_stars', LAW],
    ['a rating by another name', { quality: 'five-star' }, 'c.quality', LAW],
    ['promoters', { industries: ['retail', 'Promoters'] }, 'c.industries.1', LAW],
    ['happy customers', { industries: ['happy customers'] }, 'c.industries.0', LAW],
    ['a bare five', { industries: ['5'] }, 'c.industries.0', LAW],
    ['nine to ten', { industries: ['9-10'] }, 'c.industries.0', LAW],
    ['ten of ten', { industries: ['ten out of ten'] }, 'c.industries.0', LAW],
    ['pictures of stars', { industries: ['⭐⭐⭐⭐⭐'] }, 'c.industries.0', LAW],
    ['a tier of the score', { tiers: ['champion'] }, 'c.tiers.0', LAW],
    ['the weather', { weather: 'fine' }, 'c.weather', 'no such field'],
    ['an unknown source', { sources: ['crm', 'fax'] }, 'c.sources', 'no sources'],
    ['a source twice', { sources: ['crm', 'crm'] }, 'c.sources', 'no sources'],
    ['no source', { sources: [] }, 'c.sources', 'no sources'],
    ['no industry', { industries: [] }, 'c.industries', 'no industries'],
    ['an empty industry', { industries: [' '] }, 'c.industries.0', 'industry is missing'],
    ['no tier', { tiers: 'club/gold' }, 'c.tiers', 'no tiers'],
    ['a wrong occurrence', { occurrence: 'second' }, 'c.occurrence', 'no occurrence'],
    ['a free deal', { minDealAmount: 0 }, 'c.minDealAmount', 'no amount'],
    ['strange money', { minDealAmount: 1, minDealCurrency: 'usd' }, 'c.minDealCurrency', 'no such currency'],
    ['money of no deal', { minDealCurrency: 'USD' }, 'c.minDealCurrency', 'no least deal'],
    ['no object', [], 'c', 'no object'],
  ])('on %s are refused', (_, claimed, field, why) => {
    const answer = checkConditions(claimed, 'referral', 'c');
    expect(answer).toMatchObject({ ok: false, problem: { code: 'invalid_input', field } });
    expect(answer.ok ? '' : answer.problem.message).toContain(why);
  });

  test('on a value are for referrals, and against the law where it is a rating', () => {
    const deal = { minDealAmount: 100 };
    expect(checkConditions(deal, 'speaking', 'c')).toMatchObject({
      problem: { field: 'c.minDealAmount', message: 'Only a referral brings a deal.' },
    });
    const review = checkConditions(deal, 'review', 'c');
    expect(review.ok ? '' : review.problem.message).toContain(LAW);
    const any = checkConditions({ weather: 'fine' }, 'review', 'c');
    expect(any.ok ? '' : any.problem.message).toContain(LAW);
  });
});

describe('caps', () => {
  const cap = { per: 'person', period: 'month', count: 1, amount: null };
  const WORTH = { amount: 100, currency: 'USD' };

  test('are none, or each as it was claimed', () => {
    expect(checkCaps(undefined, WORTH, 'caps')).toEqual({ ok: true, value: [] });
    expect(checkCaps([cap, { per: 'everyone', period: 'all', amount: 100 }], WORTH, 'caps')).toEqual({
      ok: true,
      value: [cap, { per: 'everyone', period: 'all', count: null, amount: 100 }],
    });
  });

  test.each<[string, unknown, string]>([
    ['no list', {}, 'caps'],
    ['too many', Array.from({ length: 11 }, () => cap), 'caps'],
    ['no object', [null], 'caps.0'],
    ['nobody', [{ ...cap, per: 'team' }], 'caps.0.per'],
    ['no period', [cap, { ...cap, period: 'week' }], 'caps.1.period'],
    ['no limit', [{ ...cap, count: null }], 'caps.0.count'],
    ['none at all', [{ ...cap, count: 0 }], 'caps.0.count'],
    ['half a reward', [{ ...cap, count: 0.5 }], 'caps.0.count'],
    ['less than one reward', [{ ...cap, amount: 99 }], 'caps.0.amount'],
  ])('for %s are refused', (_, claimed, field) => {
    expect(checkCaps(claimed, WORTH, 'caps')).toMatchObject({ ok: false, problem: { field } });
  });
});
