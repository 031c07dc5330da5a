import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { clean, clip, escapeMrkdwn, plain } from '#slack-app/blocks/text.ts';
import { hostileText } from '../views.ts';

describe('clean', () => {
  it.each([
    ['  a \t\r\n b ', 'a b'],
    ['a\u0000b\u001b[31mc\u007f', 'ab[31mc'],
    ['\u202egnp.exe\u202c\u2066x\u2069', 'gnp.exex'],
    ['in\u00advis\u200bible\ufeff', 'invisible'],
    ['\ud800x', '\ufffdx'],
    ['👩‍👧 می‌خواهم', '👩‍👧 می‌خواهم'],
    ['日本 Ünïcödé ≥ 5', '日本 Ünïcödé ≥ 5'],
  ])('%j reads %j', (given, seen) => {
    expect(clean(given)).toBe(seen);
  });
});

describe('clip', () => {
  it('leaves what fits and marks what it cut', () => {
    expect(clip('abcd', 4)).toBe('abcd');
    expect(clip('abcde', 4)).toBe('abc…');
  });

  it('leaves what fits, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(clip(text, Math.max(2, text.length))).toBe(text);
      }),
    );
  });

  it('never cuts a code point in two, nor more than it must', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', minLength: 41 }),
        fc.integer({ min: 2, max: 40 }),
        (text, max) => {
          const clipped = clip(text, max);
          expect(clipped.isWellFormed()).toBe(true);
          expect([max, max - 1]).toContain(clipped.length);
          expect(text.startsWith(clipped.slice(0, -1))).toBe(true);
        },
      ),
    );
  });
});

describe('escapeMrkdwn', () => {
  it.each([
    ['AT&T <b>', 'AT&amp;T &lt;b&gt;'],
    ['<!channel>', '&lt;!channel&gt;'],
    ['<@U123> <#C1> <https://evil.test|x>', '&lt;@U123&gt; &lt;#C1&gt; &lt;https://evil.test|x&gt;'],
    ['&lt;!here&gt;', '&amp;lt;!here&amp;gt;'],
    ['@Channel, @hereby', '@\u2060Channel, @hereby'],
    ['*a* ~b~ `c` d_e', '\u2217a\u2217 \u223cb\u223c \u02cbc\u02cb d_e'],
    ['', '-'],
    ['\u200b \n', '-'],
  ])('%j becomes %j', (given, escaped) => {
    expect(escapeMrkdwn(given)).toBe(escaped);
  });

  it('keeps right-to-left text from reordering what stands beside it', () => {
    expect(escapeMrkdwn('שלום')).toBe('\u2068שלום\u2069');
    expect(escapeMrkdwn('hello')).toBe('hello');
  });

  it('cuts at 120, between escapes', () => {
    expect(escapeMrkdwn('x'.repeat(121))).toBe(`${'x'.repeat(119)}…`);
    expect(escapeMrkdwn('x'.repeat(120))).toBe('x'.repeat(120));
    expect(escapeMrkdwn('&'.repeat(100))).toBe(`${'&amp;'.repeat(23)}…`);
  });

  it('is never longer than allowed, never empty and holds no markup', () => {
    fc.assert(
      fc.property(hostileText, fc.integer({ min: 10, max: 3000 }), (text, max) => {
        const escaped = escapeMrkdwn(text, max);
        expect(escaped.length).toBeLessThanOrEqual(max);
        expect(escaped).not.toBe('');
        expect(escaped).not.toMatch(/[<>*~`]|&(?!(?:amp|lt|gt);)/u);
      }),
    );
  });

  it('shows exactly the visible text again once Slack unescapes it', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('&', '<', '>', 'a', ';', 'l', 't', ' ') }), (text) => {
        const shown = escapeMrkdwn(text, 3000)
          .replaceAll('&lt;', '<')
          .replaceAll('&gt;', '>')
          .replaceAll('&amp;', '&');
        expect(shown).toBe(clean(text) || '-');
      }),
    );
  });
});

describe('plain', () => {
  it.each([
    ['<!channel> & co', '\u2039!channel\u203a & co'],
    ['@here', '@\u2060here'],
    ['', '-'],
    ['abcdefghijk', 'abcdefghi…'],
  ])('%j becomes %j', (given, shown) => {
    expect(plain(given, given.startsWith('abc') ? 10 : 100)).toBe(shown);
  });
});
