import { expect, it } from 'vitest';
import { linesOf } from '#server/console/handlers/gates.tsx';

it('a list of domains is parted at line ends and commas, and nowhere else', () => {
  expect(linesOf('acme.com\r\n not a domain \n\nrival.com, other.example;third.example,\n')).toEqual([
    'acme.com',
    'not a domain',
    'rival.com',
    'other.example;third.example',
  ]);
  expect(linesOf(undefined)).toEqual([]);
});
