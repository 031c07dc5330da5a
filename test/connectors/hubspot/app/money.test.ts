import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatAmount, minorDigits, toMinorUnits } from '#connectors/hubspot/app/src/app/cards/money.ts';
import { isCurrency, minorDigits as coreDigits } from '#core/reward/currency.ts';

test('every currency has as many minor digits here as in the core', () => {
  const letters = Array.from({ length: 26 }, (_, index) => String.fromCharCode(65 + index));
  const codes = letters.flatMap((a) => letters.flatMap((b) => letters.map((c) => `${a}${b}${c}`)));
  for (const code of codes.filter(isCurrency))
    expect([code, minorDigits(code)]).toEqual([code, coreDigits(code)]);
});

describe('amounts as people type them', () => {
  test.each([
    ['25', 'USD', 2500],
    ['25.50', 'USD', 2550],
    ['25,50', 'EUR', 2550],
    ['25,5', 'EUR', 2550],
    [' 1 250.5 ', 'USD', 125_050],
    ['1,250.50', 'USD', 125_050],
    ['1.250,50', 'EUR', 125_050],
    ['1’250.00', 'CHF', 125_000],
    ['1,250,000', 'USD', 125_000_000],
    ['2500', 'JPY', 2500],
    ['2,500', 'JPY', 2500],
    ['2.500', 'JPY', 2500],
    ['25', 'KWD', 25_000],
    ['25.5', 'KWD', 25_500],
    ['1.250', 'KWD', 1250],
    ['1,250.125', 'KWD', 1_250_125],
  ])('%s %s', (text, currency, units) => {
    expect(toMinorUnits(text, currency)).toBe(units);
  });

  test.each([
    ['', 'USD'],
    ['0', 'USD'],
    ['-5', 'USD'],
    ['five', 'USD'],
    ['1e3', 'USD'],
    ['25.505', 'USD'],
    ['1,250', 'USD'],
    ['1.250', 'EUR'],
    ['1,250', 'KWD'],
    ['25.50', 'JPY'],
    ['1,25,000', 'USD'],
    ['1,250.50.10', 'USD'],
    ['99999999999999999', 'USD'],
    ['٢٥', 'USD'],
    ['25 USD', 'USD'],
  ])('%j in %s is refused rather than guessed', (text, currency) => {
    expect(toMinorUnits(text, currency)).toBeNull();
  });

  test('what is shown back is what was meant', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1_000_000_000 }),
        fc.constantFrom('USD', 'JPY', 'KWD'),
        (units, currency) => {
          const shown = formatAmount(units, currency).slice(4);
          expect(toMinorUnits(shown, currency)).toBe(units);
        },
      ),
      { numRuns: 300 },
    );
  });

  test('no text makes it throw, or gives anything but a whole amount above zero', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...Array.from('0123456789.,’ -eE')) }), (text) => {
        const units = toMinorUnits(text, 'KWD');
        expect(units === null || (Number.isSafeInteger(units) && units > 0)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});
