import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { readCursor, writeCursor } from '#server/workspace/cursor.ts';
import { problem } from './fixture.ts';

test('a cursor reads back as it was written, in letters an address may hold', () => {
  const place = fc.tuple(fc.maxSafeInteger(), fc.string({ unit: 'binary' }), fc.double({ noNaN: true }));
  fc.assert(
    fc.property(place, ([at, text, sorted]) => {
      fc.pre(text.isWellFormed() && Number.isFinite(sorted) && !Object.is(sorted, -0));
      const cursor = writeCursor([at, text, sorted]);
      expect(cursor).toMatch(/^[\w-]+$/);
      const read = readCursor<[number, string, number | string]>(cursor, ['time', 'text', 'value']);
      expect(read).toEqual({ ok: true, value: [at, text, sorted] });
    }),
  );
});

test('a missing cursor is the first page', () => {
  expect(readCursor<[number]>(null, ['time'])).toEqual({ ok: true, value: null });
  expect(readCursor<[number]>('', ['time'])).toEqual({ ok: true, value: null });
});

test.each([
  ['no base64', '%%%'],
  ['no JSON', btoa('nonsense')],
  ['no list', btoa('{"a":1}')],
  ['too short', btoa('[1]')],
  ['too long', btoa('[1,"a",3]')],
  ['text for a time', btoa('["1) OR 1=1 --","a"]')],
  ['a broken time', btoa('[1.5,"a"]')],
  ['a number for a text', btoa('[1,2]')],
  ['null', btoa('[1,null]')],
  ['an object', btoa('[1,{}]')],
])('what is none of ours is refused: %s', (_what, cursor) => {
  expect(problem(readCursor<[number, string]>(cursor, ['time', 'text']))).toMatchObject({
    code: 'invalid_input',
    field: 'cursor',
  });
});
