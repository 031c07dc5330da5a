import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { orderIn, parseMoment, quoted, type DayOrder } from '#core/import/moment.ts';
import { wallClockOf } from '#core/import/zone.ts';

const utc = wallClockOf('UTC');

function read(text: string, order: DayOrder | null = null, zone = utc): string {
  const result = parseMoment(text, order, zone);
  return result.ok
    ? new Date(result.value).toISOString()
    : `${result.problem.field}: ${result.problem.message}`;
}

describe('a date that can be read', () => {
  test.each([
    ['2024-01-31', null, '2024-01-31T00:00:00.000Z'],
    ['2024/1/5', null, '2024-01-05T00:00:00.000Z'],
    ['2024-02-29', null, '2024-02-29T00:00:00.000Z'],
    ['2024-01-31T13:45', null, '2024-01-31T13:45:00.000Z'],
    ['2024-01-31 13:45:01.5', null, '2024-01-31T13:45:01.500Z'],
    ['2024-01-31T13:45:00Z', null, '2024-01-31T13:45:00.000Z'],
    ['2024-01-31T13:45:00+01:30', null, '2024-01-31T12:15:00.000Z'],
    ['2024-01-31T13:45:00-0500', null, '2024-01-31T18:45:00.000Z'],
    ['2024-01-31T24:00', null, '2024-02-01T00:00:00.000Z'],
    ['31-01-2024', 'day_first', '2024-01-31T00:00:00.000Z'],
    ['09-07-2024 03:00', 'day_first', '2024-07-09T03:00:00.000Z'],
    ['07/09/2024', 'month_first', '2024-07-09T00:00:00.000Z'],
    ['7/9/2024, 3:05 PM', 'month_first', '2024-07-09T15:05:00.000Z'],
    ['7/9/2024 12:05 a.m.', 'month_first', '2024-07-09T00:05:00.000Z'],
    ['09.07.2024', 'month_first', '2024-07-09T00:00:00.000Z'],
    ['05-05-2024', null, '2024-05-05T00:00:00.000Z'],
    ['45322', null, '2024-01-31T00:00:00.000Z'],
    ['45322.75', null, '2024-01-31T18:00:00.000Z'],
    ['45322,5', null, '2024-01-31T12:00:00.000Z'],
    ['1706708700', null, '2024-01-31T13:45:00.000Z'],
    ['1706708700000', null, '2024-01-31T13:45:00.000Z'],
    ['  2024-01-31 ', null, '2024-01-31T00:00:00.000Z'],
  ] as const)('%s (%s) is %s', (text, order, expected) => {
    expect(read(text, order)).toBe(expected);
  });

  test('without a zone is of the zone given, with one of its own', () => {
    const berlin = wallClockOf('Europe/Berlin');
    expect(read('2024-07-01 12:00', null, berlin)).toBe('2024-07-01T10:00:00.000Z');
    expect(read('2024-07-01 12:00+00:00', null, berlin)).toBe('2024-07-01T12:00:00.000Z');
    expect(read('45474.5', null, berlin)).toBe('2024-07-01T10:00:00.000Z');
  });
});

describe('a date that cannot', () => {
  test.each([
    ['', null, 'no date'],
    ['2024-02-30', null, 'not a day of the calendar'],
    ['2023-02-29', null, 'not a day of the calendar'],
    ['31-02-2024', 'day_first', 'not a day of the calendar'],
    ['31/01/2024', 'month_first', 'cannot be read with the month first'],
    ['01/31/2024', 'day_first', 'cannot be read with the day first'],
    ['01/31/24', 'month_first', 'a year of two digits'],
    ['2024-01-31 25:00', null, 'no possible time of day'],
    ['2024-01-31 13:00 pm', null, 'no possible time of day'],
    ['2024-01-31 12:60', null, 'no possible time of day'],
    ['yesterday', null, 'no date we can read'],
    ['31 Jan 2024', null, 'no date we can read'],
    ['31-01/2024', 'day_first', 'no date we can read'],
    ['2024-01-31 13:45 CEST', null, 'no date we can read'],
    ['99999', null, 'no date we can read'],
    ['1e9', null, 'no date we can read'],
    ['x'.repeat(5000), null, 'too long'],
  ] as const)('%s (%s) is refused: %s', (text, order, why) => {
    expect(read(text, order)).toContain(why);
    expect(read(text, order)).toMatch(/^occurredAt: /);
  });
});

test.each([
  ['13/01/2024', 'day_first'],
  ['01/13/2024', 'month_first'],
  ['03-04-2024', 'either'],
  ['03.04.2024', null],
  ['05-05-2024', null],
  ['2024-03-04', null],
  ['32-13-2024', null],
  ['00-13-2024', null],
  ['hello', null],
])('%s tells the order %s', (text, order) => {
  expect(orderIn(text)).toBe(order);
});

test('every day written day first or month first reads back', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 20_000 }),
      fc.constantFrom('-', '/', '.'),
      fc.boolean(),
      (days, mark, dayFirst) => {
        const iso = new Date(days * 86_400_000).toISOString();
        const [year, month, day] = iso.slice(0, 10).split('-');
        const isDayFirst = dayFirst || mark === '.';
        const text = (isDayFirst ? [day, month, year] : [month, day, year]).join(mark);
        expect(read(text, isDayFirst ? 'day_first' : 'month_first')).toBe(iso);
      },
    ),
  );
});

test('a reason never repeats an address', () => {
  expect(quoted('ada@acme.test')).toBe('An address');
  expect(quoted('a'.repeat(60))).toBe(`"${'a'.repeat(40)}"`);
});
