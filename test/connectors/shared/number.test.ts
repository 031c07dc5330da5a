import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseAmount, parseNumber } from '#connectors/shared/number.ts';

test.each([
  ['9', 9],
  [' 9.5 ', 9.5],
  ['-3', -3],
  ['1e2', 100],
  ['', null],
  ['   ', null],
  ['nine', null],
  ['9/10', null],
  ['Infinity', null],
  ['NaN', null],
  ['1e999', null],
])('the number %j is %j', (text, expected) => {
  expect(parseNumber(text)).toBe(expected);
});

test.each([
  ['12.50', 'EUR', 1_250],
  ['12', 'EUR', 1_200],
  ['12.', 'EUR', 1_200],
  ['12.345', 'EUR', 1_235],
  ['12.344', 'USD', 1_234],
  ['-12.5', 'EUR', -1_250],
  ['0', 'EUR', 0],
  ['-0', 'EUR', 0],
  ['1000', 'JPY', 1_000],
  ['1000.5', 'JPY', 1_001],
  ['1.2345', 'KWD', 1_235],
  ['7.1', null, 710],
  ['90071992547409.91', 'EUR', 9_007_199_254_740_991],
  ['90071992547409.92', 'EUR', null],
  ['', 'EUR', null],
  ['1,000', 'EUR', null],
  ['1e3', 'EUR', null],
  ['.5', 'EUR', null],
])('the amount %j of %s is %j', (text, currency, expected) => {
  expect(parseAmount(text, currency)).toBe(expected);
});

test('an amount of whole cents comes back exactly', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 10 ** 14 }), (cents) => {
      const text = `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`;
      expect(parseAmount(text, 'USD')).toBe(cents);
    }),
  );
});
