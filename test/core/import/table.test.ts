import * as fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, test } from 'vitest';
import { openTable, type FileRow } from '#core/import/table.ts';

function opened(text: string) {
  const table = openTable(text);
  if (!table.ok) throw new Error(table.problem.message);
  return { ...table.value, all: [...table.value.rows()].flat() };
}
const cells = (rows: FileRow[]) => rows.map((row) => row.cells);

describe('a file', () => {
  test.each([
    ['commas', 'a,b\n1,2\n'],
    ['semicolons', 'a;b\r\n1;2'],
    ['tabs', 'a\tb\n1\t2'],
    ['bars', 'a|b\r1|2'],
    ['a byte-order mark', '\uFEFFa,b\n1,2'],
    ['trailing commas and blanks', 'a,b,,\n 1 ,2,,\n'],
  ])('with %s is rows of cells', (_what, text) => {
    const { header, all } = opened(text);
    expect(header).toEqual(['a', 'b']);
    expect(all).toEqual([{ row: 2, cells: ['1', '2'], fault: null }]);
  });

  test('keeps quoted commas, newlines and quotation marks, and counts rows as spreadsheets do', () => {
    const { all } = opened('a,b\n"x, y","line 1\nline 2"\n,\n\n"say ""hi""",=1+1\n');
    expect(all).toEqual([
      { row: 2, cells: ['x, y', 'line 1\nline 2'], fault: null },
      { row: 5, cells: ['say "hi"', '=1+1'], fault: null },
    ]);
  });

  test('may name two columns alike', () => {
    expect(opened('date,date\n1,2').header).toEqual(['date', 'date']);
  });

  test.each([
    ['too few cells', 'a,b,c\n1,2', 'has 2 cells, the header has 3'],
    ['too many cells', 'a,b\n1,2,3', 'has 3 cells, the header has 2'],
    ['a huge cell', `a,b\n1,${'x'.repeat(10_001)}`, 'more than 10,000 characters'],
    ['a quotation mark left open', 'a,b\n1,"2\n3,4', 'never closed'],
  ])('with %s says so of that row', (_what, text, why) => {
    const { all } = opened(text);
    expect(all[0]?.fault).toContain(why);
    expect(all[0]?.cells).toEqual([]);
  });

  test('goes on after a bad row', () => {
    const { all } = opened('a,b\n1\n2,3\n');
    expect(all.map(({ row, fault }) => [row, fault === null])).toEqual([
      [2, false],
      [3, true],
    ]);
  });

  test.each([
    ['', 'no header'],
    [',,\n1,2,3', 'no header'],
    ['"a,b\n1,2', 'no header'],
    [Array.from({ length: 201 }, (_, at) => `c${at}`).join(','), 'more than 200 columns'],
  ])('without a usable header is refused', (text, why) => {
    const table = openTable(text);
    expect(table.ok ? '' : table.problem.message).toContain(why);
  });

  test('of any content comes back as it was written, in however many slices', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', ',', '"', '\n', ' ', 'ß', ';'), maxLength: 6 });
    const filled = fc.tuple(cell, cell).map(([a, b]) => [`x${a}x`, `x${b}x`]);
    fc.assert(
      fc.property(fc.array(filled, { minLength: 1, maxLength: 1200 }), (rows) => {
        const { all } = opened(Papa.unparse([['one', 'two'], ...rows], { newline: '\n' }));
        expect(cells(all)).toEqual(rows);
        expect(all.map(({ row }) => row)).toEqual(rows.map((_, at) => at + 2));
      }),
      { numRuns: 60 },
    );
  });
});
