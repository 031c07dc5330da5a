import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { foldedText, plainText } from '#core/text/fold.ts';

test.each([
  ['  Ｆｉｖｅ\u00a0 ｓｔａｒs\n', 'Five stars'],
  ['\u200bana\u2060\ufeff', 'ana'],
  ['P\u200dro\u00admoters', 'Promoters'],
  ['Ünal\ud800', 'Ünal\ufffd'],
])('%j is plainly %s', (text, plain) => {
  expect(plainText(text)).toBe(plain);
});

test.each([
  ['promоters', 'promoters'],
  ['РRОМОТЕRS', 'promoters'],
  ['Αna Ortíz', 'ana ortiz'],
  ['łódź 日本', 'łodz 日本'],
])('%s reads as %s', (text, folded) => {
  expect(foldedText(text)).toBe(folded);
});

test('folding twice is folding once', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(foldedText(foldedText(text))).toBe(foldedText(text));
    }),
  );
});
