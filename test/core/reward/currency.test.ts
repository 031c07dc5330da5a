import { describe, expect, test } from 'vitest';
import { formatAmount, isCurrency } from '#core/reward/currency.ts';

describe('an amount of money', () => {
  test.each([
    [5000, 'USD', '$50.00'],
    [1, 'EUR', '€0.01'],
    [5000, 'JPY', '¥5,000'],
    [1250, 'KWD', 'KWD 1.250'],
    [123_456_789, 'ISK', 'ISK 123,456,789'],
    [100, 'HUF', 'HUF 1.00'],
    [1500, 'IQD', 'IQD 1.500'],
    [10_000_000_000, 'GBP', '£100,000,000.00'],
    [-2500, 'USD', '-$25.00'],
    [0, 'USD', '$0.00'],
    [1, 'points:general', '1 point'],
    [-1200, 'points:stars', '-1,200 stars points'],
    [0, 'thanks', 'Thanks'],
  ])('%d minor units of %s read %s', (amount, currency, text) => {
    expect(formatAmount(amount, currency).replaceAll('\u00a0', ' ')).toBe(text);
  });
});

test('a currency is an active ISO 4217 code in upper case', () => {
  const all = Intl.supportedValuesOf('currency').filter(isCurrency);
  expect(all.length).toBeGreaterThan(150);
  expect(['USD', 'EUR', 'CHF', 'JPY', 'KWD', 'XOF', 'SLE', 'VED'].every(isCurrency)).toBe(true);
  expect(['usd', 'XAU', 'XXX', 'XTS', 'XDR', 'CHE', 'DEM', 'HRK', '', 'US', 'USD '].some(isCurrency)).toBe(
    false,
  );
});
