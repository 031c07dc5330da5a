import { formatAmount, parseAmount } from 'c/advocacyMoney';

describe('parseAmount', () => {
  it.each([
    ['25', 'EUR', 2500],
    ['25.5', 'EUR', 2550],
    ['25.50', 'EUR', 2550],
    ['25,50', 'EUR', 2550],
    [' 25 ', 'EUR', 2500],
    ['0.01', 'USD', 1],
    ['0.29', 'USD', 29],
    ['2500', 'JPY', 2500],
    ['25', 'KWD', 25_000],
    ['1,250', 'KWD', 1250],
  ])('reads %s %s as %d minor units', (text, currency, amount) => {
    expect(parseAmount(text, currency)).toEqual({ amount });
  });

  it.each([
    ['1,250', 'EUR'],
    ['1.250,00', 'EUR'],
    ['25.505', 'EUR'],
    ['25.5', 'JPY'],
    ['-5', 'EUR'],
    ['1e3', 'EUR'],
    ['€25', 'EUR'],
    ['', 'EUR'],
    ['25.', 'EUR'],
    ['٢٥', 'EUR'],
    ['0', 'EUR'],
    ['0,00', 'EUR'],
    ['9999999999999', 'EUR'],
  ])('does not guess at %p %s', (text, currency) => {
    const { amount, problem } = parseAmount(text, currency);
    expect(amount).toBeUndefined();
    expect(problem).toMatch(/amount/);
  });

  it('says how to write it in this currency', () => {
    expect(parseAmount('x', 'JPY').problem).toContain('2500');
    expect(parseAmount('x', 'KWD').problem).toContain('25.500');
    expect(parseAmount('x', 'EUR').problem).toContain('25.50.');
  });
});

it.each([
  [2550, 'EUR', '€25.50'],
  [2500, 'JPY', '¥2,500'],
  [1250, 'KWD', /KWD\s1\.250/],
])('shows %d %s as money people read', (amount, currency, shown) => {
  expect(formatAmount(amount, currency)).toMatch(shown);
});
