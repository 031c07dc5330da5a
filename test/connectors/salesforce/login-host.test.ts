import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkLoginHost } from '#connectors/salesforce/login-host.ts';

const LOGIN = 'https://login.salesforce.com';

test.each([
  ['', LOGIN],
  ['  ', LOGIN],
  ['production', LOGIN],
  ['Sandbox', 'https://test.salesforce.com'],
  ['test.salesforce.com', 'https://test.salesforce.com'],
  ['acme.my.salesforce.com', 'https://acme.my.salesforce.com'],
  ['https://Acme.My.Salesforce.com/', 'https://acme.my.salesforce.com'],
  ['acme--uat.sandbox.my.salesforce.com', 'https://acme--uat.sandbox.my.salesforce.com'],
  ['acme-dev-ed.develop.my.salesforce.com', 'https://acme-dev-ed.develop.my.salesforce.com'],
])('%j is %s', (text, url) => {
  expect(checkLoginHost(text, LOGIN)).toEqual({ ok: true, value: url });
});

test('the configured address is accepted, and nothing but it of its kind', () => {
  const local = 'http://127.0.0.1:4303';
  expect(checkLoginHost('', local)).toEqual({ ok: true, value: local });
  expect(checkLoginHost('http://127.0.0.1:4303/', local)).toEqual({ ok: true, value: local });
  expect(checkLoginHost('http://127.0.0.1:4304', local)).toMatchObject({ ok: false });
  expect(checkLoginHost('http://127.0.0.1:4303', LOGIN)).toMatchObject({ ok: false });
});

describe('everything else is refused: the app’s secret would go there', () => {
  test.each([
    'evil.example',
    'http://acme.my.salesforce.com',
    'https://acme.my.salesforce.com@evil.example',
    'https://evil.example/.my.salesforce.com',
    'https://evil.example#.my.salesforce.com',
    'https://evil.example\\.my.salesforce.com',
    'acme.my.salesforce.com.evil.example',
    'acme.my.salesforce.com:8443',
    'acme.my.salesforce.com/services',
    'evil.example?.my.salesforce.com',
    'my.salesforce.com',
    '.my.salesforce.com',
    'a.b.c.my.salesforce.com',
    '-acme.my.salesforce.com',
    'xmy.salesforce.com',
    'login.salesforce.com.',
    'acme.lightning.force.com',
    'acme.my.salesforce.com\nevil.example',
    'ａcme.my.salesforce.com',
    '__proto__',
    'constructor',
  ])('%j', (text) => {
    expect(checkLoginHost(text, LOGIN)).toMatchObject({
      ok: false,
      problem: { code: 'invalid_input', field: 'loginHost' },
    });
  });

  test('whatever is accepted is a host of Salesforce’s, to any reader of URLs', () => {
    const piece = fc.constantFrom(
      'acme',
      'evil.example',
      '.my.salesforce.com',
      'login',
      '.salesforce.com',
      'https://',
      '/',
      '@',
      '#',
      '?',
      ':',
      '\\',
      '.',
      '-',
      ' ',
      '\n',
      '%2e',
      '[',
      'http:',
    );
    const text = fc.oneof(
      fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join('')),
      fc.string(),
    );
    fc.assert(
      fc.property(text, (wanted) => {
        const result = checkLoginHost(wanted, LOGIN);
        if (!result.ok) return;
        const url = new URL(result.value);
        expect(url.origin).toBe(result.value);
        expect(url.protocol).toBe('https:');
        expect(url.hostname).toMatch(/(^(login|test)|\.my)\.salesforce\.com$/);
      }),
      { numRuns: 200 },
    );
  });
});
