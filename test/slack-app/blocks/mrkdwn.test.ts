import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import {
  fit,
  join,
  labelledLink,
  link,
  moment,
  mrkdwn,
  passage,
  webAddress,
} from '#slack-app/blocks/mrkdwn.ts';
import { NOW } from '../signed-request.ts';
import { hostileText } from '../views.ts';

describe('mrkdwn', () => {
  it('escapes what is put in and keeps what it says itself', () => {
    const bold = mrkdwn`*${'<!here>'}*`;
    expect(mrkdwn`${bold} and ${'*x*'} of ${3}`.mrkdwn).toBe('*&lt;!here&gt;* and \u2217x\u2217 of 3');
  });

  it('joins pieces without escaping them again', () => {
    expect(join([mrkdwn`${'&'}`, mrkdwn`b`], ', ').mrkdwn).toBe('&amp;, b');
  });

  it('takes longer text as a passage', () => {
    expect(passage('x'.repeat(700), 500).mrkdwn).toHaveLength(500);
  });
});

describe('fit', () => {
  it('leaves whole what fits', () => {
    expect(fit(mrkdwn`${'a&b'}`, 7)).toBe('a&amp;b');
  });

  it('cuts before a link it would break, and before half an escape', () => {
    expect(fit(mrkdwn`see ${labelledLink('https://a.test/x', 'here')}`, 20)).toBe('see …');
    expect(fit(mrkdwn`${'a&bcd'}`, 6)).toBe('a…');
  });

  it('never leaves a broken link or escape', () => {
    const piece = fc.oneof(
      hostileText.map((text) => mrkdwn`${text}`),
      fc.webUrl().map((url) => link(url)),
      fc.constant(moment(NOW)),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 9 }), fc.integer({ min: 2, max: 600 }), (pieces, max) => {
        const text = fit(join(pieces, ' '), max);
        expect(text.length).toBeLessThanOrEqual(max);
        expect(text.replace(/<[^<>]+>/gu, '')).not.toMatch(/[<>]|&(?!(?:amp|lt|gt);)/u);
      }),
    );
  });
});

describe('webAddress', () => {
  it.each(['https://a.test/', 'http://a.test/x?y=1#z'])('takes %s', (address) => {
    expect(webAddress(address, 100)).toBe(address);
  });

  it.each([
    'javascript:alert(1)',
    'data:text/html,x',
    'ftp://a.test/',
    '//a.test',
    'a.test',
    '',
    'https://u:p@a.test/',
    'https://u@a.test/',
  ])('refuses %s', (address) => {
    expect(webAddress(address, 100)).toBeNull();
  });

  it('refuses one that is too long', () => {
    expect(webAddress(`https://a.test/${'x'.repeat(85)}`, 100)).not.toBeNull();
    expect(webAddress(`https://a.test/${'x'.repeat(86)}`, 100)).toBeNull();
  });
});

describe('links', () => {
  it('say where they lead', () => {
    expect(link('https://www.g2.com/reviews/1?a=1&b=2').mrkdwn).toBe(
      '<https://www.g2.com/reviews/1?a=1&amp;b=2|www.g2.com/reviews/1>',
    );
  });

  it('cannot be broken out of', () => {
    expect(labelledLink('https://a.test/?x=|y>', 'a|b>c').mrkdwn).toBe(
      '<https://a.test/?x=%7Cy%3E|a¦b&gt;c>',
    );
  });

  it('are words where the address is none, or too long', () => {
    expect(link('seen <on> stage').mrkdwn).toBe('seen &lt;on&gt; stage');
    expect(labelledLink(`https://a.test/${'&'.repeat(90)}`, 'proof').mrkdwn).toBe('proof');
  });
});

describe('moment', () => {
  it("is shown in the reader's time, with UTC to fall back on", () => {
    expect(moment(NOW).mrkdwn).toBe('<!date^1795338840^{date_short_pretty} at {time}|2026-11-22 09:14 UTC>');
  });

  it.each([Number.NaN, Infinity, 9e15])('has words for %s', (at) => {
    expect(moment(at).mrkdwn).toBe('an unknown time');
  });
});
