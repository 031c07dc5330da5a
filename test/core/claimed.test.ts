import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { cleanLine, cleanWords, hasUnseen, isWhole, textOf } from '#core/claimed.ts';

test.each([
  [' a\ud800b ', 'a\ufffdb'],
  ['a\u0000b\u0007', 'ab'],
  ['one\ntwo\tthree', 'one\ntwo\tthree'],
  ['\u202eevil\u2066', 'evil'],
  ['🎉 مرحبا', '🎉 مرحبا'],
])('%j is kept as %j', (text, kept) => {
  expect(cleanWords(text)).toBe(kept);
  expect(hasUnseen(text)).toBe(kept !== text.toWellFormed().trim());
});

test('whatever comes is well-formed, the same when it comes back, and on one line where one is wanted', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const kept = cleanLine(text);
      expect(kept.isWellFormed()).toBe(true);
      expect(cleanLine(kept)).toBe(kept);
      expect(kept).not.toContain('\n');
    }),
    { numRuns: 5000 },
  );
});

test('a text has a length, and a number bounds', () => {
  expect([textOf(' ab ', 2), textOf('abc', 2), textOf(7, 9)]).toEqual(['ab', null, null]);
  expect([isWhole(1, 1, 2), isWhole(3, 1, 2), isWhole(1.5, 1, 2), isWhole('1', 1, 2)]).toEqual([
    true,
    false,
    false,
    false,
  ]);
});
