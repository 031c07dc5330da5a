import { describe, expect, test } from 'vitest';
import { DEFAULT_CATALOGUE } from '#core/catalogue/default-catalogue.ts';
import { isPublicAct, needsDisclosure } from '#core/catalogue/disclosure.ts';
import { rewardKindOf, type CatalogueItem } from '#core/catalogue/item.ts';
import { objectionTo, type Occasion } from '#core/catalogue/offer.ts';

const ITEM = DEFAULT_CATALOGUE[0]!;
const OCCASION: Occasion = { programme: 'general', act: 'Reference call', country: null, reserved: 0 };

function fieldOf(item: Partial<CatalogueItem>, occasion: Partial<Occasion> = {}): string | null {
  return objectionTo({ ...ITEM, ...item }, { ...OCCASION, ...occasion })?.field ?? null;
}

describe('an item', () => {
  test('is given for any act to anybody, unless it says otherwise', () => {
    expect(fieldOf({})).toBeNull();
    expect(fieldOf({ archived: true })).toBe('item');
  });

  test('is given while there is one that nobody waits for', () => {
    expect(fieldOf({ stock: 3 }, { reserved: 2 })).toBeNull();
    expect(fieldOf({ stock: 3 }, { reserved: 3 })).toBe('item');
    expect(fieldOf({ stock: 0 })).toBe('item');
  });

  test('is given in its programmes, markets and for its acts', () => {
    expect(fieldOf({ programmes: ['general', 'vip'] })).toBeNull();
    expect(fieldOf({ programmes: ['vip'] })).toBe('programme');
    expect(fieldOf({ markets: ['DE'] }, { country: 'DE' })).toBeNull();
    expect(fieldOf({ markets: ['DE'] }, { country: 'FR' })).toBe('item');
    expect(fieldOf({ markets: ['DE'] })).toBeNull();
    expect(fieldOf({ acts: ['reference_call'] })).toBeNull();
    expect(fieldOf({ acts: ['reference_call'] }, { act: 'reference_call' })).toBeNull();
    expect(fieldOf({ acts: ['speaking'] })).toBe('act');
    expect(fieldOf({ acts: ['speaking'] }, { act: 'words of my own' })).toBe('act');
  });
});

test('an act that strangers see is known by its type and its label', () => {
  for (const act of ['review', 'Public review', ' case study ', 'case_study', 'Talk at an event']) {
    expect(isPublicAct(act), act).toBe(true);
  }
  for (const act of ['Reference call', 'reference_call', 'a review of ours', 'constructor']) {
    expect(isPublicAct(act), act).toBe(false);
  }
  expect(needsDisclosure(null)).toBe(true);
  expect(needsDisclosure(['beta', 'testimonial'])).toBe(true);
  expect(needsDisclosure(['beta'])).toBe(false);
});

test('points and thanks are no money', () => {
  expect(['swag', 'points', 'thank_you'].map((kind) => rewardKindOf(kind as CatalogueItem['kind']))).toEqual([
    'money',
    'points',
    'thanks',
  ]);
});
