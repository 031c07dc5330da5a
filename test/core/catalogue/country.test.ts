import { expect, test } from 'vitest';
import { COUNTRIES, isCountry } from '#core/catalogue/country.ts';

test('there are 249 countries and territories, each once and in order', () => {
  expect(COUNTRIES).toHaveLength(249);
  expect(COUNTRIES).toEqual([...new Set(COUNTRIES)].toSorted());
});

test('codes are known as they are written', () => {
  expect(['US', 'DE', 'TW'].every(isCountry)).toBe(true);
  expect(['us', 'UK', 'EU', 'XX', '', 'constructor'].some(isCountry)).toBe(false);
});
