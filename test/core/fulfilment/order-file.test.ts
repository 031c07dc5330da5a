import { describe, expect, test } from 'vitest';
import { readOrderFile } from '#core/fulfilment/order-file.ts';

const AT = Date.UTC(2026, 10, 23);
const read = (...rows: string[]) => readOrderFile(['key,amount,currency,status', ...rows].join('\n'), AT);

describe('a list of orders', () => {
  test('is read by its columns, in minor units, whatever the delimiter and the decimal mark', () => {
    const text =
      'Date;Status;Currency;Amount;Reference\n2026-11-20;Paid;eur;"1.250,50";R0001\n;failed;JPY;5000;R0002';
    expect(readOrderFile(text, AT)).toMatchObject({
      value: [
        {
          key: 'reward:R0001:payout',
          amount: 125_050,
          currency: 'EUR',
          paid: true,
          at: Date.UTC(2026, 10, 20),
        },
        { key: 'reward:R0002:payout', amount: 5000, currency: 'JPY', paid: false, at: AT },
      ],
    });
  });

  test('names an order by its key, and one that is none of ours by what it says', () => {
    expect(read('reward:R0001:payout:2,50,USD,paid', 'PO 7/23,50,USD,who knows')).toMatchObject({
      value: [
        { reference: 'reward:R0001:payout:2', key: 'reward:R0001:payout:2', paid: true },
        { reference: 'PO 7/23', paid: true },
      ],
    });
  });

  test.each([
    ['R1,-5,USD,paid', 'Row 2 has no amount'],
    ['R1,0,USD,paid', 'Row 2 has no amount'],
    ['R1,1.005,USD,paid', 'Row 2 has no amount'],
    ['R1,1.5,JPY,paid', 'Row 2 has no amount'],
    ['R1,1e300,USD,paid', 'Row 2 has no amount'],
    ['R1,fifty,USD,paid', 'Row 2 has no amount'],
    ['R1,5,XXX,paid', 'Row 2 has no currency'],
    [',5,USD,paid', 'Row 2 has no key'],
    ['R1,5,USD', 'Row 2: The row has 3 cells'],
  ])('with %j is refused whole, naming the row', (row, words) => {
    expect(read(row)).toMatchObject({ problem: { code: 'invalid_input', field: 'file' } });
    expect(JSON.stringify(read(row))).toContain(words);
  });

  test('without a column it needs is refused, naming it', () => {
    expect(JSON.stringify(readOrderFile('key,amount,currency\nR1,5,USD', AT))).toContain('no column status');
  });
});
