import { describe, expect, test } from 'vitest';
import { shortfallOf, shortfallWords } from '#core/score/evidence.ts';
import { DEFAULT_MODEL } from '#core/score/model.ts';
import { PILLARS } from '#core/signal/catalogue.ts';

const { minConfidence } = DEFAULT_MODEL;

describe('too little data', () => {
  test('is a confidence below that of the model, and no other', () => {
    expect(shortfallOf(DEFAULT_MODEL, minConfidence, new Set())).toBeNull();
    expect(shortfallOf(DEFAULT_MODEL, minConfidence - 0.01, new Set())).toMatchObject({
      needed: minConfidence,
    });
    expect(shortfallOf({ ...DEFAULT_MODEL, minConfidence: 0 }, 0, new Set())).toBeNull();
  });

  test('names the pillars nothing was heard of, but none that weigh nothing', () => {
    const heard = new Set(['feedback', 'loyalty'] as const);
    expect(shortfallOf(DEFAULT_MODEL, 0.1, heard)?.missing).toEqual([
      'word_of_mouth',
      'promotion',
      'protection',
    ]);
    const pillars = {
      ...DEFAULT_MODEL.pillars,
      promotion: { ...DEFAULT_MODEL.pillars.promotion, weight: 0 },
    };
    expect(shortfallOf({ ...DEFAULT_MODEL, pillars }, 0.1, heard)?.missing).toEqual([
      'word_of_mouth',
      'protection',
    ]);
  });

  test.each([
    [['promotion'], 'Nothing is known yet of promotion.'],
    [
      ['word_of_mouth', 'promotion', 'loyalty'],
      'Nothing is known yet of word of mouth, promotion or loyalty.',
    ],
    [[...PILLARS], 'Nothing is known yet.'],
    [[], 'All that is known has grown old.'],
  ] as const)('says %j in words', (missing, words) => {
    expect(shortfallWords({ needed: 0.4, missing: [...missing] })).toBe(
      `${words} 40 % confidence would be enough.`,
    );
  });
});
