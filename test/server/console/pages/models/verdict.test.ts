import { describe, expect, it } from 'vitest';
import type { BackTest, RankingResult } from '#core/score/back-test.ts';
import { reachWords, headline, verdict } from '#server/console/pages/models/verdict.ts';

function ranking(auc: number, share: number): RankingResult {
  return {
    auc: { value: auc, low: auc - 0.02, high: auc + 0.02 },
    topDecile: { share, lift: share * 10 },
    gains: [],
  };
}

function result(model: RankingResult, current = ranking(0.84, 0.51)): BackTest {
  const rankings = { model, current, recency: ranking(0.7, 0.3), random: ranking(0.5, 0.1) };
  return { oneIn: 1, cutoffs: [], horizon: 0, people: 9715, advocated: 632, rankings, calibration: [] };
}

describe('the headline', () => {
  it('sets a model beside the published score and chance, and the published score beside chance', () => {
    expect(headline(result(ranking(0.84, 0.47)), 'This draft', false)).toBe(
      'Of 100 people who later advocated, the top tenth held 47 by this draft, 51 by the published score, 10 by chance.',
    );
    expect(headline(result(ranking(0.84, 0.47)), 'Version 3', true)).toContain(
      'held 47 by version 3, 10 by chance.',
    );
  });
});

describe('the verdict', () => {
  it.each([
    [
      0.9,
      0.6,
      'is better than the published score: it finds clearly more in the top tenth and orders people clearly better.',
    ],
    [
      0.84,
      0.47,
      'is worse than the published score: it finds fewer in the top tenth and orders people as well. The ranges overlap, so the difference may be chance.',
    ],
    [
      0.85,
      0.52,
      'is better than the published score: it finds more in the top tenth and orders people better. The ranges overlap, so the difference may be chance.',
    ],
    [
      0.7,
      0.51,
      'is worse than the published score: it finds as many in the top tenth and orders people clearly worse.',
    ],
    [
      0.9,
      0.4,
      'does better than the published score in one way and worse in the other: it finds clearly fewer in the top tenth and orders people clearly better.',
    ],
    [0.841, 0.512, 'does as well as the published score, no better and no worse.'],
  ])('of an order of %d and %d in the top tenth goes by both', (auc, share, words) => {
    expect(verdict(result(ranking(auc, share)), 'This draft')).toBe(`This draft ${words}`);
  });
});

describe('the reach in words', () => {
  it.each([
    [
      { kind: 'part', to: 40, fewer: false },
      'Holds up to 39; above that no higher score was clearly followed by more acts.',
    ],
    [
      { kind: 'part', to: 40, fewer: true },
      'Holds up to 39; above that no higher score was clearly followed by more acts, and the highest that can be judged by clearly fewer.',
    ],
    [{ kind: 'whole', to: 100 }, 'Holds all the way: the higher the score, the more acts followed.'],
    [{ kind: 'whole', to: 80 }, 'Holds up to 79; above that too few people were scored to tell.'],
    [
      { kind: 'nowhere' },
      'Does not hold: no higher score was clearly followed by more acts than the lowest.',
    ],
    [
      { kind: 'unknown' },
      'Too few people have a score above the lowest to tell whether a higher one is followed by more acts.',
    ],
  ] as const)('says %j', (reach, words) => {
    expect(reachWords(reach)).toBe(words);
  });
});
