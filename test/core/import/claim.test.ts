import { describe, expect, test } from 'vitest';
import { contentOf, createRowReader } from '#core/import/claim.ts';
import type { ImportMapping } from '#core/import/mapping.ts';
import { NOW } from '#test/core/signals.ts';

const mapping: ImportMapping = {
  columns: { email: 0, occurredAt: 1, value: 2, type: 3, source: 4, personId: 5, recordId: 6, key: 7 },
  type: null,
  dates: 'day_first',
  decimals: 'comma',
  zone: 'Europe/Berlin',
  unknown: 'refuse',
};

function read(cells: string[], change: Partial<ImportMapping> = {}) {
  return createRowReader({ ...mapping, ...change }, NOW)({ row: 2, cells, fault: null });
}
function faultsOf(cells: string[]) {
  const result = read(cells);
  return result.ok ? [] : result.problems.map(({ field }) => field);
}
const claimOf = (cells: string[], change: Partial<ImportMapping> = {}) => {
  const result = read(cells, change);
  if (!result.ok) throw new Error(result.problems[0]?.message);
  return result.value;
};

describe('a row', () => {
  test('says a signal', () => {
    const cells = ['Ada@Acme.test', '09-07-2024 03:00', '4,5', 'CSAT', '=cmd|x', '', '', ''];
    expect(claimOf(cells)).toEqual({
      key: null,
      personId: null,
      recordId: null,
      email: 'Ada@Acme.test',
      type: 'csat',
      occurredAt: Date.UTC(2024, 6, 9, 1),
      value: 4.5,
      source: '=cmd|x',
      reportedBy: null,
    });
  });

  test.each([
    ['Reference call', 'reference_call'],
    ['reference-call', 'reference_call'],
    ['NPS', 'nps'],
  ])('of type %s is %s', (type, expected) => {
    expect(claimOf(['a@b.test', '09-07-2024', '1', type]).type).toBe(expected);
  });

  test('names somebody by the surest of what it gives', () => {
    expect(claimOf(['a@b.test', '09-07-2024', '4', 'nps', '', '7', '900'])).toMatchObject({
      personId: '7',
      recordId: null,
      email: null,
    });
    expect(claimOf(['a@b.test', '09-07-2024', '4', 'nps', '', '', '900'])).toMatchObject({
      recordId: '900',
      email: null,
    });
  });

  test('takes the type of all rows where its own is blank', () => {
    expect(claimOf(['a@b.test', '09-07-2024', '', ''], { type: 'idea' }).type).toBe('idea');
  });

  test.each([
    [['', '09-07-2024', '4', 'nps'], 'email'],
    [['a@b.test', '', '4', 'nps'], 'occurredAt'],
    [['a@b.test', '31-02-2024', '4', 'nps'], 'occurredAt'],
    [['a@b.test', '09-07-2024', 'NaN', 'nps'], 'value'],
    [['a@b.test', '09-07-2024', '4', ''], 'type'],
  ])('%j is refused for its %s', (cells, field) => {
    expect(faultsOf(cells)).toEqual([field]);
  });

  test.each([
    [
      ['', '31-02-2024', '99', 'nps'],
      ['email', 'occurredAt', 'value'],
    ],
    [
      ['a@b.test', '', '99', 'NPS'],
      ['occurredAt', 'value'],
    ],
    [
      ['a@b.test', '01-01-1970', 'many', 'nps'],
      ['value', 'occurredAt'],
    ],
    [['a@b.test', '09-07-2024', '9,5', 'nps'], ['value']],
    [['a@b.test', '09-07-2024', '', 'dance'], ['type']],
  ])('%j has all that is wrong with it told', (cells, fields) => {
    expect(faultsOf(cells)).toEqual(fields);
  });

  test('of a type nobody knows is told how people name types, not programs', () => {
    const result = read(['a@b.test', '09-07-2024', '', 'dance']);
    expect(result).toMatchObject({ problems: [{ code: 'unknown_signal_type', field: 'type' }] });
    expect(JSON.stringify(result)).not.toContain('reference_call');
  });

  test('that is broken keeps its fault as the reason', () => {
    const result = createRowReader(mapping, NOW)({ row: 2, cells: [], fault: 'It is torn.' });
    expect(result).toMatchObject({ ok: false, problems: [{ message: 'It is torn.' }] });
  });
});

describe('the content of a row', () => {
  const cells = ['ada@acme.test', '09-07-2024', '4,5', 'csat', 's'];

  test('is the same however it is written', () => {
    const other = claimOf(['ADA@acme.test ', '2024-07-09', '4.5', 'CSAT', 's'], { decimals: 'dot' });
    expect(contentOf(other)).toBe(contentOf(claimOf(cells)));
  });

  test.each([
    [0, 'bob@acme.test'],
    [1, '10-07-2024'],
    [2, '4'],
    [3, 'usage'],
    [4, 't'],
  ])('differs with cell %i', (at, cell) => {
    expect(contentOf(claimOf(cells.with(at, cell)))).not.toBe(contentOf(claimOf(cells)));
  });
});
