import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { markIn, parseDecimal, type DecimalMark } from '#core/import/decimal.ts';

function read(text: string, mark: DecimalMark): number | null | string {
  const result = parseDecimal(text, mark);
  return result.ok ? result.value : `${result.problem.field}: ${result.problem.message}`;
}

test.each([
  ['', 'dot', null],
  ['  ', 'comma', null],
  ['4', 'comma', 4],
  ['4,5', 'comma', 4.5],
  ['-4,5', 'comma', -4.5],
  ['−4.5', 'dot', -4.5],
  ['1.234', 'comma', 1234],
  ['1.234', 'dot', 1.234],
  ['1,234', 'dot', 1234],
  ['1.234.567,8', 'comma', 1_234_567.8],
  ['1,234,567.8', 'dot', 1_234_567.8],
  ['1 234 567,8', 'comma', 1_234_567.8],
  ["1'234.5", 'dot', 1234.5],
  ['1\u202f234,5', 'comma', 1234.5],
  ['.5', 'dot', 0.5],
  ['5.', 'dot', 5],
  ['1e3', 'dot', 1000],
  ['1e308', 'dot', 1e308],
] as const)('%s with a decimal %s is %s', (text, mark, value) => {
  expect(read(text, mark)).toBe(value);
});

test.each([
  ['NaN', 'dot'],
  ['Infinity', 'dot'],
  ['1e999', 'dot'],
  ['0x10', 'dot'],
  ['12 %', 'dot'],
  ['$5', 'dot'],
  ['1,23', 'dot'],
  ['1.23', 'comma'],
  ['1,2345', 'dot'],
  ['12,34,567', 'dot'],
  ['4.5.6', 'dot'],
  ['four', 'dot'],
  ['=1+1', 'dot'],
  ['1 2', 'dot'],
  ['9'.repeat(400), 'dot'],
] as const)('%s with a decimal %s is no number', (text, mark) => {
  expect(read(text, mark)).toMatch(/^value: .* is not a number with a decimal (comma|dot)\.$/);
});

test.each([
  ['4,5', 'comma'],
  ['4.5', 'dot'],
  ['1.234', 'either'],
  ['1,234', 'either'],
  ['0.123', 'dot'],
  ['1234.567', 'dot'],
  ['1.234,5', 'comma'],
  ['1,234.5', 'dot'],
  ['1.234.567', 'comma'],
  ['1,234,567', 'dot'],
  ['4', null],
  ['09-07-2024', null],
  ['', null],
])('%s tells the mark %s', (text, mark) => {
  expect(markIn(text)).toBe(mark);
});

test('what a German spreadsheet writes is read back', () => {
  const german = new Intl.NumberFormat('de-DE', { maximumFractionDigits: 3 });
  fc.assert(
    fc.property(fc.integer({ min: -1e12, max: 1e12 }), (thousandths) => {
      const value = thousandths / 1000;
      expect(read(german.format(value), 'comma')).toBe(value);
    }),
  );
});
