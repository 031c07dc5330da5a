import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { signalsPage } from '../bin/signals-page.ts';

test('the page of signals is what the catalogue says', () => {
  const written = readFileSync(`${import.meta.dirname}/../docs/signals.md`, 'utf8');
  const cells = (page: string) => page.replaceAll(/ +/g, ' ').replaceAll(/-+/g, '-');
  expect(cells(written)).toBe(cells(signalsPage()));
});
