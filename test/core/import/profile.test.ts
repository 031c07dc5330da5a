import { describe, expect, test } from 'vitest';
import { createProfiles, dayOrderOf, decimalMarkOf } from '#core/import/profile.ts';

function columnOf(...cells: string[]) {
  const profiles = createProfiles(['column']);
  for (const cell of cells) profiles.add([cell]);
  return profiles.columns[0]!;
}

describe('a column', () => {
  test('shows its first different cells, shortened, and how many are filled', () => {
    const { samples, filled } = columnOf('', 'a', 'a', 'b', 'x'.repeat(100), 'c');
    expect(samples).toEqual(['a', 'b', 'x'.repeat(60)]);
    expect(filled).toBe(5);
  });

  test.each([
    ['one telling date', ['03/04/2024', '13/04/2024'], 'day_first', null],
    ['one telling the other way', ['03/04/2024', '04/13/2024'], 'month_first', null],
    ['none that tells', ['03/04/2024', '04/05/2024'], null, 'never_told'],
    ['telling both ways', ['13/04/2024', '04/13/2024'], null, 'contradictory'],
    ['nothing to tell', ['2024-01-31', '04.05.2024', ''], null, null],
  ])('of dates with %s', (_what, cells, way, asks) => {
    expect(dayOrderOf(columnOf(...cells))).toEqual({ way, asks });
  });

  test.each([
    ['a comma', ['1.234', '4,5'], 'comma', null],
    ['a dot', ['4.5', '4'], 'dot', null],
    ['neither', ['1.234', '2.345'], null, 'never_told'],
    ['both', ['4.5', '4,5'], null, 'contradictory'],
    ['whole numbers', ['4', '5'], null, null],
  ])('of numbers with %s', (_what, cells, way, asks) => {
    expect(decimalMarkOf(columnOf(...cells))).toEqual({ way, asks });
  });
});
