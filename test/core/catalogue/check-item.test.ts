import { describe, expect, test } from 'vitest';
import { checkItem } from '#core/catalogue/check-item.ts';
import { DEFAULT_CATALOGUE } from '#core/catalogue/default-catalogue.ts';

const mug = {
  id: 'mug',
  name: ' Mug ',
  kind: 'swag',
  price: 15_00,
  currency: 'EUR',
  taxClass: 'de_minimis',
  provider: 'manual',
  acts: ['community_answer', 'beta'],
};
const card = {
  ...mug,
  kind: 'gift_card',
  taxClass: 'cash_equivalent',
  provider: 'tremendous',
  product: 'ABC123',
};
const points = { ...mug, kind: 'points', currency: 'points:club', taxClass: 'none', provider: 'ledger' };
const thanks = {
  ...mug,
  kind: 'thank_you',
  price: 0,
  currency: 'thanks',
  taxClass: 'none',
  provider: 'ledger',
};

describe('an item', () => {
  test('everybody begins with can be kept', () => {
    for (const item of DEFAULT_CATALOGUE) expect(checkItem({ ...item })).toEqual({ ok: true, value: item });
  });

  test('is kept trimmed, its lists in order, with nothing for what is left out', () => {
    expect(checkItem({ ...mug, markets: ['US', 'DE', 'US'], stock: 3 })).toEqual({
      ok: true,
      value: {
        ...mug,
        name: 'Mug',
        description: '',
        cost: null,
        stock: 3,
        markets: ['DE', 'US'],
        acts: ['beta', 'community_answer'],
        disclosure: null,
        imageUrl: null,
        product: null,
        programmes: null,
        archived: false,
      },
    });
  });

  test('of any kind can be kept', () => {
    for (const item of [mug, card, points, thanks]) expect(checkItem(item).ok).toBe(true);
    expect(checkItem({ ...mug, kind: 'experience', taxClass: 'goods', provider: 'webhook' }).ok).toBe(true);
    expect(checkItem({ ...thanks, acts: null }).ok).toBe(true);
    expect(checkItem({ ...mug, kind: 'charity', taxClass: 'charity' }).ok).toBe(true);
    expect(checkItem({ ...mug, kind: 'product_credit', price: 500_00, taxClass: 'none' }).ok).toBe(true);
    expect(checkItem({ ...mug, price: 100_00 }).ok).toBe(true);
  });

  test.each<[string, object, string]>([
    ['a rating to earn it', { minRating: 4 }, 'minRating'],
    ['no id', { id: '' }, 'id'],
    ['capitals in its id', { id: 'Mug' }, 'id'],
    ['no name', { name: '  ' }, 'name'],
    ['a long name', { name: 'x'.repeat(101) }, 'name'],
    ['a name that pays for a rating', { name: 'Five-star review card' }, 'name'],
    ['a name that pays for a feeling', { name: 'Gift for raving fans' }, 'name'],
    ['a description without end', { description: 'x'.repeat(501) }, 'description'],
    ['no kind', { kind: 'cash' }, 'kind'],
    ['no currency', { currency: 'eur' }, 'currency'],
    ['a price in points', { currency: 'points:club' }, 'currency'],
    ['points of no programme', { ...points, currency: 'points:' }, 'currency'],
    ['thanks that cost', { ...thanks, price: 1 }, 'price'],
    ['no price', { price: 0 }, 'price'],
    ['half a cent', { price: 0.5 }, 'price'],
    ['a debt', { price: -1 }, 'price'],
    ['a price beyond number', { price: 2 ** 60 }, 'price'],
    ['a cost without currency', { cost: { amount: 1 } }, 'cost'],
    ['negative stock', { stock: -1 }, 'stock'],
    ['half in stock', { stock: 1.5 }, 'stock'],
    ['a country that is none', { markets: ['DE', 'XX'] }, 'markets.1'],
    ['no country', { markets: [] }, 'markets'],
    ['a feeling among its acts', { acts: ['nps'] }, 'acts.0'],
    ['a programme that is none', { programmes: ['A B'] }, 'programmes.0'],
    ['no tax class', { taxClass: 'gift' }, 'taxClass'],
    ['a gift card of small worth', { ...card, taxClass: 'de_minimis' }, 'taxClass'],
    ['an experience that is no income', { kind: 'experience', taxClass: 'none' }, 'taxClass'],
    ['a donation that is no income', { kind: 'charity', taxClass: 'none' }, 'taxClass'],
    ['a mug given to charity', { taxClass: 'charity' }, 'taxClass'],
    ['credit given to charity', { kind: 'product_credit', taxClass: 'charity' }, 'taxClass'],
    ['a weekend too small to count', { kind: 'experience', price: 100_01 }, 'taxClass'],
    ['taxed points', { ...points, taxClass: 'goods' }, 'taxClass'],
    ['nothing to say beside any act', { acts: null }, 'disclosure'],
    ['nothing to say beside a review', { acts: ['review'] }, 'disclosure'],
    ['too much to say', { disclosure: 'x'.repeat(501) }, 'disclosure'],
    ['a picture without https', { imageUrl: 'http://acme.test/mug.png' }, 'imageUrl'],
    ['a picture that runs', { imageUrl: 'javascript:alert(1)' }, 'imageUrl'],
    ['a picture with a password', { imageUrl: 'https://a:b@acme.test/mug.png' }, 'imageUrl'],
    ['no provider', { provider: 'paypal' }, 'provider'],
    ['goods out of the books', { provider: 'ledger' }, 'provider'],
    ['points by post', { ...points, provider: 'manual' }, 'provider'],
    ['a mug by Tremendous', { provider: 'tremendous', product: 'A' }, 'provider'],
    ['no product', { ...card, product: '' }, 'product'],
    ['a product out of bounds', { ...card, product: 'A/../B' }, 'product'],
  ])('with %s is refused', (_, wrong, field) => {
    expect(checkItem({ ...mug, ...wrong })).toMatchObject({
      ok: false,
      problem: { code: 'invalid_input', field },
    });
  });

  test('is handed over as its programme has it where it does not say', () => {
    expect(checkItem({ ...card, provider: undefined })).toMatchObject({
      value: { provider: null, product: null },
    });
    expect(checkItem({ ...points, provider: null })).toMatchObject({ value: { provider: 'ledger' } });
  });

  test('that may not say nothing may say something', () => {
    expect(checkItem({ ...mug, acts: ['review'], disclosure: ' I got a mug. ' })).toMatchObject({
      ok: true,
      value: { disclosure: 'I got a mug.' },
    });
    expect(checkItem({ ...mug, imageUrl: 'https://acme.test/mug.png' }).ok).toBe(true);
  });
});
