import fc from 'fast-check';
import { expect, test } from 'vitest';
import { to18 } from '#connectors/salesforce/org-id.ts';

const character = fc.stringMatching(/^[A-Za-z0-9]$/);
const id15 = fc.string({ unit: character, minLength: 15, maxLength: 15 });

test.each([
  ['0018d00000KMKXp', '0018d00000KMKXpAAP'],
  ['00Dxx0000001gPL', '00Dxx0000001gPLEAY'],
  ['000000000000000', '000000000000000AAA'],
  ['ABCDEFGHIJKLMNO', 'ABCDEFGHIJKLMNO555'],
])('%s is %s', (short, long) => {
  expect(to18(short)).toBe(long);
  expect(to18(long)).toBe(long);
});

test('one form for an id, however it was written; ids that differ in case alone stay apart', () => {
  fc.assert(
    fc.property(id15, id15, (one, other) => {
      const long = to18(one);
      expect(long).toMatch(new RegExp(`^${one}[A-Z0-5]{3}$`));
      expect(to18(long ?? '')).toBe(long);
      expect(to18(one + (long ?? '').slice(15).toLowerCase())).toBe(long);
      expect(to18(one)?.toLowerCase() === to18(other)?.toLowerCase()).toBe(one === other);
      const flipped = one.replace(/[a-z]/i, (letter) =>
        letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase(),
      );
      expect(to18(flipped)?.toLowerCase() === long?.toLowerCase()).toBe(flipped === one);
    }),
  );
});

test('a checksum that does not fit its id is refused', () => {
  fc.assert(
    fc.property(id15, fc.string({ unit: character, minLength: 3, maxLength: 3 }), (id, suffix) => {
      const right = to18(id)?.slice(15);
      expect(to18(id + suffix)).toBe(suffix.toUpperCase() === right ? id + right : null);
    }),
  );
});

test.each([
  '',
  '001',
  '0018d00000KMKX',
  '0018d00000KMKXpA',
  '0018d00000KMKXpAA ',
  '0018d00000KMKX!',
  'ä'.repeat(15),
])('%j is no id', (text) => {
  expect(to18(text)).toBeNull();
});
