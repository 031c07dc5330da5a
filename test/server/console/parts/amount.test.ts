import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatAmount } from '#core/reward/currency.ts';
import { readAmount } from '#server/console/parts/amount.ts';

describe('an amount typed in major units', () => {
  it.each([
    ['50', 'USD', 5_000],
    [' 1,250.5 ', 'USD', 125_050],
    ['0.07', 'EUR', 7],
    ['5,000', 'JPY', 5_000],
    ['1.250', 'KWD', 1_250],
  ])('reads %s %s', (text, currency, minor) => {
    expect(readAmount(text, currency)).toEqual({ ok: true, value: minor });
  });

  it.each([
    ['', 'USD', 'amount'],
    ['fifty', 'USD', 'amount'],
    ['-5', 'USD', 'amount'],
    ['1e3', 'USD', 'amount'],
    ['12,50', 'USD', 'amount'],
    ['1.005', 'USD', 'amount'],
    ['5.5', 'JPY', 'amount'],
    ['5', 'XXX', 'currency'],
    ['5', 'usd', 'currency'],
  ])('refuses %j %s and names the field', (text, currency, field) => {
    expect(readAmount(text, currency)).toMatchObject({
      ok: false,
      problem: { code: 'invalid_input', field },
    });
  });

  it('reads back what was shown, to the last minor unit', () => {
    const amounts = fc.integer({ min: 0, max: 10_000_000_000 });
    fc.assert(
      fc.property(amounts, fc.constantFrom('USD', 'JPY', 'KWD', 'EUR', 'ISK', 'COP'), (amount, currency) => {
        const shown = formatAmount(amount, currency).replaceAll(/[^\d.,]/g, '');
        expect(readAmount(shown, currency)).toEqual({ ok: true, value: amount });
      }),
    );
  });
});
