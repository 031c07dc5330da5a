import { expect, test } from 'vitest';
import { typeNamed } from '#core/import/signal-name.ts';

test.each([
  ['Reference call', 'reference_call'],
  ['reference-call', 'reference_call'],
  [' NPS ', 'nps'],
  ['Customer effort', 'ces'],
  ['constructor', null],
  ['', null],
  ['dance', null],
])('a cell of %j names %s', (cell, type) => {
  expect(typeNamed(cell)).toBe(type);
});
