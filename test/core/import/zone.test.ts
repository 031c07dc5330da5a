import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isZone, wallClockOf } from '#core/import/zone.ts';

const at = (text: string) => Date.parse(`${text}Z`);

describe('a wall clock', () => {
  test.each([
    ['UTC', '2024-07-01T12:00', '2024-07-01T12:00'],
    ['Europe/Berlin', '2024-07-01T12:00', '2024-07-01T10:00'],
    ['Europe/Berlin', '2024-01-01T00:00', '2023-12-31T23:00'],
    ['America/New_York', '2024-01-15T12:00', '2024-01-15T17:00'],
    ['Asia/Kolkata', '2024-01-15T00:00', '2024-01-14T18:30'],
    ['Pacific/Kiritimati', '2024-01-15T00:00', '2024-01-14T10:00'],
    // Clocks leap from 2:00 to 3:00: half past two reads as half past three.
    ['Europe/Berlin', '2024-03-31T02:30', '2024-03-31T01:30'],
    ['Europe/Berlin', '2024-03-31T03:30', '2024-03-31T01:30'],
    ['America/New_York', '2024-03-10T02:30', '2024-03-10T07:30'],
    // And go through 2:30 twice in autumn: the first of the two.
    ['Europe/Berlin', '2024-10-27T02:30', '2024-10-27T00:30'],
    ['America/New_York', '2024-11-03T01:30', '2024-11-03T05:30'],
    // Lord Howe moves by half an hour.
    ['Australia/Lord_Howe', '2024-10-06T02:15', '2024-10-05T15:45'],
  ])('of %s at %s is %s in UTC', (zone, wall, instant) => {
    expect(new Date(wallClockOf(zone)(at(wall))).toISOString().slice(0, 16)).toBe(instant);
  });

  test('shows what was read, but where the clocks leap', () => {
    const zone = 'Europe/Berlin';
    const read = wallClockOf(zone);
    const shown = new Intl.DateTimeFormat('sv-SE', {
      timeZone: zone,
      dateStyle: 'short',
      timeStyle: 'short',
    });
    fc.assert(
      fc.property(
        fc.integer({ min: at('2000-01-01T00:00') / 60_000, max: at('2035-01-01T00:00') / 60_000 }),
        (minute) => {
          const wall = new Date(minute * 60_000).toISOString().slice(0, 16).replace('T', ' ');
          fc.pre(!/-03-(2[5-9]|3[01]) 02:/.test(wall));
          expect(shown.format(read(minute * 60_000))).toBe(wall);
        },
      ),
      { numRuns: 500 },
    );
  });
});

test.each([
  ['UTC', true],
  ['Europe/Berlin', true],
  ['America/Argentina/Buenos_Aires', true],
  ['Etc/GMT+5', true],
  ['+02:00', false],
  ['CET', false],
  ['Mars/Olympus', false],
  ['', false],
  ['Europe/Berlin; DROP', false],
])('%s is a zone: %s', (name, expected) => {
  expect(isZone(name)).toBe(expected);
});
