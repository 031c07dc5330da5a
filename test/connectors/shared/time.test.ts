import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseTime } from '#connectors/shared/time.ts';

const DAY = Date.UTC(2026, 4, 1);

test.each([
  ['2026-05-01', DAY],
  [' 2026-05-01 ', DAY],
  ['2026-05-01T00:00:00Z', DAY],
  ['2026-05-01T00:00:00.000Z', DAY],
  ['2026-05-01T02:00:00+02:00', DAY],
  ['2026-05-01T02:00+0200', DAY],
  [String(DAY), DAY],
  ['2024-02-29', Date.UTC(2024, 1, 29)],
  ['2023-02-29', null],
  ['2026-13-01', null],
  ['2026-00-10', null],
  ['2026-05-01T25:00:00Z', null],
  ['2026-05-01T00:00:00', null],
  ['01/05/2026', null],
  ['May 1, 2026', null],
  ['0001-01-01', null],
  ['9999-12-31', null],
  ['99999999999999999', null],
  ['12', null],
  ['', null],
  ['soon', null],
])('%j is %j', (text, expected) => {
  expect(parseTime(text)).toBe(expected);
});

test('any text is a time within the years people mean, or none', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[-\d:T.Z+ ]{0,30}$/)), (text) => {
      const at = parseTime(text);
      expect(at === null || (Number.isInteger(at) && at >= Date.UTC(1900) && at <= Date.UTC(2200))).toBe(
        true,
      );
    }),
    { numRuns: 2_000 },
  );
});

test('reads back what a date writes', () => {
  const dates = fc.date({ min: new Date('1900-01-01'), max: new Date('2200-01-01'), noInvalidDate: true });
  fc.assert(
    fc.property(dates, (date) => {
      expect(parseTime(date.toISOString())).toBe(date.getTime());
    }),
  );
});
