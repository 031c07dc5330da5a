import { expect, test } from 'vitest';
import { itemFaults } from '#server/console/handlers/catalogue-form.ts';

const MUG = {
  id: 'mug',
  name: 'Mug',
  kind: 'swag',
  price: '12.00',
  currency: 'USD',
  taxClass: 'goods',
  disclosure: 'They sent me a mug.',
};

test('everything that is wrong with an item is told at once, each at its field', () => {
  const values = {
    ...MUG,
    id: 'No Good',
    name: '',
    price: 'abc',
    cost: '1.005',
    costCurrency: 'USD',
    stock: '-1',
    markets: 'DE, XX',
    programmes: 'Not This',
    taxClass: 'none of these',
    disclosure: '',
    imageUrl: 'ftp://example.com',
    provider: 'tremendous',
  };
  expect(new Set(itemFaults(values, false).map(({ field }) => field))).toEqual(
    new Set([
      'cost',
      'disclosure',
      'id',
      'imageUrl',
      'markets',
      'name',
      'price',
      'programmes',
      'provider',
      'stock',
      'taxClass',
    ]),
  );
  expect(itemFaults(MUG, false)).toEqual([]);
});
