import * as fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { isSameTitle, stepBetween } from '#core/person/seniority.ts';

describe('which way a title leads', () => {
  it.each([
    ['Engineer', 'Senior Engineer', 'up'],
    ['Junior Engineer', 'Engineer', 'up'],
    ['Senior Engineer', 'Engineering Manager', 'up'],
    ['Manager', 'Head of Marketing', 'up'],
    ['Director', 'Senior Director', 'up'],
    ['Associate Director', 'Director', 'up'],
    ['Senior Director', 'VP Marketing', 'up'],
    ['Vice President, Sales', 'President', 'up'],
    ['SVP Sales', 'CRO', 'up'],
    ['VP Sales', 'EVP Sales', 'up'],
    ['Executive Assistant to the CEO', 'Office Manager', 'up'],
    ['CTO', 'Director of Engineering', 'down'],
    ['Head of Data', 'Data Scientist', 'down'],
    ['VP Sales', 'VP Marketing', 'sideways'],
    ['Data Scientist', 'Product Designer', 'sideways'],
    ['Founder', 'CEO', 'sideways'],
  ] as const)('%s to %s', (from, to, step) => {
    expect(stepBetween(from, to)).toBe(step);
  });
});

const words = [
  'Senior',
  'VP',
  'Vice',
  'President',
  'Director',
  'Chief',
  'Sales',
  'of',
  'Associate',
  'Assistant',
];
const anyTitle = fc.array(fc.constantFrom(...words), { maxLength: 5 }).map((all) => all.join(' '));

describe('properties', () => {
  test('there and back again are opposite', () => {
    fc.assert(
      fc.property(anyTitle, anyTitle, (a, b) => {
        const opposite = { up: 'down', down: 'up', sideways: 'sideways' };
        expect(stepBetween(b, a)).toBe(opposite[stepBetween(a, b)]);
      }),
    );
  });

  test('titles that say the same are one rank', () => {
    fc.assert(
      fc.property(anyTitle, anyTitle, (a, b) => {
        expect(isSameTitle(a, b) && stepBetween(a, b) !== 'sideways').toBe(false);
      }),
    );
  });

  test('case, punctuation and order change nothing', () => {
    fc.assert(
      fc.property(anyTitle, (title) => {
        expect(isSameTitle(title, ` ${title.toUpperCase().split(' ').toReversed().join(', ')}. `)).toBe(true);
      }),
    );
  });

  test('any text can be compared', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(isSameTitle(text, text)).toBe(true);
        expect(stepBetween(text, text)).toBe('sideways');
      }),
    );
  });
});
