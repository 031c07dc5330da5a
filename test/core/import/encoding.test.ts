import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeFile } from '#core/import/encoding.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);
function utf16(text: string, big: boolean): Uint8Array {
  const bytes = new Uint8Array(text.length * 2);
  const view = new DataView(bytes.buffer);
  for (let at = 0; at < text.length; at += 1) view.setUint16(at * 2, text.charCodeAt(at), !big);
  return bytes;
}
function decoded(bytes: Uint8Array) {
  const result = decodeFile(bytes);
  return result.ok ? [result.value.encoding, result.value.text] : result.problem.message;
}

describe('a file of text', () => {
  test.each([
    ['UTF-8', utf8('name,Zoë €'), 'utf-8', 'name,Zoë €'],
    ['UTF-8 with a mark', utf8('\uFEFFname'), 'utf-8', 'name'],
    ['UTF-16 of Windows', utf16('\uFEFFname,Zoë', false), 'utf-16le', 'name,Zoë'],
    ['UTF-16 the other way', utf16('\uFEFFname,Zoë', true), 'utf-16be', 'name,Zoë'],
    ['UTF-16 without a mark', utf16('name,Zoe', false), 'utf-16le', 'name,Zoe'],
    ['UTF-16 the other way without a mark', utf16('name,Zoe', true), 'utf-16be', 'name,Zoe'],
    ['latin-1', Uint8Array.of(0x5a, 0x6f, 0xeb, 0x2c, 0x80), 'windows-1252', 'Zoë,€'],
  ])('in %s is read', (_what, bytes, encoding, text) => {
    expect(decoded(bytes)).toEqual([encoding, text]);
  });

  test('of any length is read whole', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), fc.boolean(), (text, big) => {
        fc.pre(!text.includes('\0') && !text.startsWith('\uFEFF'));
        expect(decoded(utf16(`\uFEFF${text}`, big))).toEqual([big ? 'utf-16be' : 'utf-16le', text]);
      }),
    );
    const long = 'ä'.repeat(100_000);
    expect(decoded(utf16(`\uFEFF${long}`, false))).toEqual(['utf-16le', long]);
  });
});

test.each([
  ['empty', Uint8Array.of(), 'empty'],
  ['a workbook', Uint8Array.of(0x50, 0x4b, 0x03, 0x04, 1), 'a spreadsheet or an archive, not CSV'],
  ['an old workbook', Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 1), 'an old Excel workbook'],
  ['compressed', Uint8Array.of(0x1f, 0x8b, 8), 'compressed'],
  ['a PDF', utf8('%PDF-1.7'), 'a PDF'],
  ['UTF-32', Uint8Array.of(0xff, 0xfe, 0, 0, 0x61, 0, 0, 0), 'UTF-32'],
  ['not text', utf8(`a,b\n${'x'.repeat(600)}\0`), 'zero bytes'],
])('a file that is %s is refused in words', (_what, bytes, why) => {
  expect(decoded(bytes)).toContain(why);
});
