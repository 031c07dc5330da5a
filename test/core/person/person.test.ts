import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { displayName, isSharedMailbox, normalizeEmail } from '#core/person/person.ts';

const anyText = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), fc.string());

describe('a display name', () => {
  test.each([
    ['  Ada\n\tLovelace ', 'Ada Lovelace'],
    ['Ada\u0000\u001b[31m', 'Ada [31m'],
    ['\u202eecila\u202c', 'ecila'],
    ['\u2067שרה\u2069 Cohen', 'שרה Cohen'],
    ['a\u2028b\u00a0c', 'a b c'],
    ['Zo\u200bé\ufeff', 'Zoé'],
    ['👩‍🔬 Marie', '👩‍🔬 Marie'],
    ['می‌خواهم', 'می‌خواهم'],
    ['half \ud800 a pair', 'half \ufffd a pair'],
    ['<!channel>', '<!channel>'],
  ])('of %j is shown as %j', (raw, shown) => {
    expect(displayName(raw, null, '1')).toBe(shown);
  });

  test.each([null, '', ' \n', '\u200b', '\u202e', '\u3164', '\u2800', '\u200d'])(
    'of %j falls back to the e-mail, then the id',
    (blank) => {
      expect(displayName(blank, 'ada@acme.com', '7')).toBe('ada@acme.com');
      expect(displayName(blank, blank, '7')).toBe('Person 7');
    },
  );

  test('is cut at 200 characters, never through a character', () => {
    expect(displayName('x'.repeat(200), null, '1')).toBe('x'.repeat(200));
    expect(displayName('x'.repeat(10_240), null, '1')).toBe(`${'x'.repeat(199)}…`);
    expect(displayName(`${'x'.repeat(198)}😀😀`, null, '1')).toBe(`${'x'.repeat(198)}…`);
  });

  test('is never empty, never longer, never on two lines, never reordering, and the same when shown again', () => {
    fc.assert(
      fc.property(fc.option(anyText), fc.option(anyText), anyText, (name, email, id) => {
        const shown = displayName(name, email, id);
        expect(shown.length > 0 && shown.length <= 200 && shown.isWellFormed()).toBe(true);
        expect(shown).not.toMatch(/[\p{Cc}\u2028\u2029\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]/u);
        expect(displayName(shown, null, id)).toBe(shown);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('an e-mail', () => {
  test.each([
    ['  Ada.Lovelace+crm@Acme.COM ', 'ada.lovelace+crm@acme.com'],
    ["o'brien@acme.co.uk", "o'brien@acme.co.uk"],
    ['jose\u0301@café.example', 'josé@café.example'],
    ['用户@例子.测试', '用户@例子.测试'],
    ['a@1.2-b.io', 'a@1.2-b.io'],
  ])('%j is compared as %j', (raw, email) => {
    expect(normalizeEmail(raw)).toBe(email);
  });

  test.each([
    '',
    'ada',
    'ada@',
    '@acme.com',
    'ada@acme',
    'ada@@acme.com',
    'ada@acme..com',
    'ada@-acme.com',
    'ada@acme-.com',
    'ada@acme.com.',
    '.ada@acme.com',
    'ada.@acme.com',
    'a..da@acme.com',
    'ada lovelace@acme.com',
    'Ada <ada@acme.com>',
    'ada@acme.com, bob@acme.com',
    'ada@acme.com;bob@acme.com',
    'mailto:ada@acme.com',
    'ada\u0000@acme.com',
    'ada\u202e@acme.com',
    'ada\u200b@acme.com',
    `${'a'.repeat(65)}@acme.com`,
    `ada@${'a'.repeat(250)}.com`,
    'a'.repeat(100_000),
  ])('%j is none', (raw) => {
    expect(normalizeEmail(raw)).toBeNull();
  });

  test('normalized once is normalized for good', () => {
    const close = fc.tuple(anyText, anyText).map(([local, domain]) => `${local}@${domain}.com`);
    fc.assert(
      fc.property(fc.oneof(fc.emailAddress(), close, anyText), (raw) => {
        const email = normalizeEmail(raw);
        fc.pre(email !== null);
        expect(normalizeEmail(email)).toBe(email);
      }),
      { numRuns: 2000 },
    );
  });

  test.each([
    'info@acme.com',
    'SALES@acme.com',
    'support+de@acme.com',
    'sales2@acme.com',
    'no-reply@acme.com',
  ])('%s is read by a team', (email) => {
    expect(isSharedMailbox(email)).toBe(true);
  });

  test.each([
    'ada@acme.com',
    'infor@acme.com',
    'ada@info.com',
    'ada+info@acme.com',
    'info',
    '',
    '2@acme.com',
  ])('%j is read by a person', (email) => {
    expect(isSharedMailbox(email)).toBe(false);
  });
});
