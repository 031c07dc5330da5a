import { describe, expect, test } from 'vitest';
import { settleMapping, type ImportMapping } from '#core/import/mapping.ts';
import { createProfiles } from '#core/import/profile.ts';

const mapping: ImportMapping = {
  columns: { email: 0, occurredAt: 1, value: 2 },
  type: 'csat',
  dates: null,
  decimals: null,
  zone: 'UTC',
  unknown: 'refuse',
};

function settled(change: Partial<ImportMapping>, ...rows: string[][]) {
  const profiles = createProfiles(['email', 'date', 'score']);
  for (const row of rows) profiles.add(row);
  return settleMapping(profiles.columns, { ...mapping, ...change });
}

describe('a mapping', () => {
  test('lets columns that tell decide', () => {
    const result = settled({}, ['a', '13/04/2024', '4,5']);
    expect(result).toMatchObject({ ok: true, value: { dates: 'day_first', decimals: 'comma' } });
  });

  test('keeps what the admin says over what a column tells', () => {
    const result = settled({ dates: 'month_first', decimals: 'dot' }, ['a', '13/04/2024', '4,5']);
    expect(result).toMatchObject({ ok: true, value: { dates: 'month_first', decimals: 'dot' } });
  });

  test.each([
    ['nobody', { columns: { occurredAt: 1 } }, 'email'],
    ['no type', { type: null }, 'type'],
    ['no date', { columns: { email: 0 } }, 'occurredAt'],
    ['a column that is not there', { columns: { email: 9, occurredAt: 1 } }, 'email'],
    ['no zone', { zone: 'Berlin' }, 'zone'],
  ])('with %s is refused with the field', (_what, change, field) => {
    const result = settled(change);
    expect(result).toMatchObject({ ok: false, problem: { code: 'invalid_input', field } });
  });

  test.each([
    ['dates', ['a', '03/04/2024', '4']],
    ['decimals', ['a', '2024-04-03', '1.234']],
  ])('asks how %s are meant rather than guess', (field, row) => {
    expect(settled({}, row)).toMatchObject({ ok: false, problem: { field } });
  });

  test('asks where a column contradicts itself', () => {
    const rows = [
      ['a', '13/04/2024', '4'],
      ['a', '04/13/2024', '4'],
    ];
    expect(settled({}, ...rows)).toMatchObject({ ok: false, problem: { field: 'dates' } });
    expect(settled({ dates: 'day_first' }, ...rows).ok).toBe(true);
  });
});
