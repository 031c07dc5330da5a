import { describe, expect, it } from 'vitest';
import { DEFAULT_MODEL, type ScoreModel } from '#core/score/model.ts';
import { levelWarning, sharesOf } from '#server/console/pages/models/weights.ts';
import { valuesOf } from '#server/console/parts/model-fields.ts';

const values = valuesOf(DEFAULT_MODEL);
const { pillars } = DEFAULT_MODEL;
const heavy: ScoreModel = {
  ...DEFAULT_MODEL,
  pillars: { ...pillars, word_of_mouth: { ...pillars.word_of_mouth, weight: 60 } },
};

describe('the share of a weight', () => {
  it('is told of all weights together, and of the full score', () => {
    expect(sharesOf(valuesOf(heavy))).toEqual({
      'pillars.word_of_mouth.weight': '46 % of 130',
      'pillars.promotion.weight': '12 % of 130',
      'pillars.loyalty.weight': '19 % of 130',
      'pillars.protection.weight': '8 % of 130',
      'pillars.feedback.weight': '15 % of 130',
      full: '54 % of 130',
    });
  });

  it('is told before the rest of the form holds, and not of what is no number', () => {
    expect(sharesOf({ ...values, full: '900', leaveAt: 'x' })['pillars.loyalty.weight']).toBe('25 % of 100');
    expect(sharesOf({ ...values, 'pillars.loyalty.weight': '12,5' }).full).toBe('80 % of 87.5');
    expect(sharesOf({ ...values, full: '' })).not.toHaveProperty('full');
    for (const weight of ['', 'x', '1e999', '-75']) {
      expect(sharesOf({ ...values, 'pillars.loyalty.weight': weight })).toEqual({});
    }
    expect(sharesOf({})).toEqual({});
  });
});

describe('the level of a full score', () => {
  it('is warned of where weights alone move everybody, with what would keep it', () => {
    expect(levelWarning(DEFAULT_MODEL, heavy)).toBe(
      'Full score at 70 of 130, against 70 of 100 as published: everybody rises. 91 keeps the level.',
    );
    expect(levelWarning(heavy, DEFAULT_MODEL)).toContain('everybody falls. 53.8 keeps the level.');
    expect(levelWarning(DEFAULT_MODEL, { ...DEFAULT_MODEL, full: 60 })).toContain('everybody rises');
  });

  it('is no matter where it stays', () => {
    expect(levelWarning(DEFAULT_MODEL, DEFAULT_MODEL)).toBeNull();
    expect(levelWarning(DEFAULT_MODEL, { ...heavy, full: 91 })).toBeNull();
    expect(levelWarning(heavy, { ...DEFAULT_MODEL, full: 53.8 })).toBeNull();
  });
});
