import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ownPath } from '#server/console/own-path.ts';

describe('where signing in leads', () => {
  it.each([
    ['/console/rewards?state=paid', '/console/rewards?state=paid'],
    ['/connect/hubspot', '/connect/hubspot'],
  ])('keeps the path %s of ours', (wanted, path) => {
    expect(ownPath(wanted)).toBe(path);
  });

  it.each([
    undefined,
    '',
    'console',
    '//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    '/\n\\evil.example',
    '/.//evil.example',
    '/console/..//evil.example',
    'https://evil.example/console',
    'javascript:alert(1)',
  ])('goes home instead of to %j', (wanted) => {
    expect(ownPath(wanted)).toBe('/console');
  });

  it('never leaves our origin, whatever is asked for', () => {
    const parts = fc.constantFrom(
      '/',
      '\\',
      '\t',
      '\n',
      '.',
      '..',
      '@',
      ':',
      '%2f',
      'evil.example',
      'http:',
      '?',
      '#',
    );
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 8 }), (pieces) => {
        const path = ownPath(`/${pieces.join('')}`);
        expect(new URL(path, 'https://ours.example').origin).toBe('https://ours.example');
      }),
    );
  });
});
