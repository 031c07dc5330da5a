import Papa from 'papaparse';
import { ok, refuse, type Result } from '#core/problem.ts';

/** One row of a file. `row` counts as a spreadsheet does: the header is row 1. */
export interface FileRow {
  row: number;
  cells: string[];
  /** Why the row cannot be used whatever its columns mean; it has no cells then. */
  fault: string | null;
}

export interface FileTable {
  header: string[];
  delimiter: string;
  /** The rows that hold something, a few at a time; each walk begins at the first. */
  rows: () => Generator<FileRow[]>;
}

export const MOST_ROWS = 200_000;
const MOST_COLUMNS = 200;
const MOST_NAME = 200;
const MOST_IN_CELL = 10_000;
const MOST_IN_ROW = 100_000;
const SLICE = 500;
const DELIMITERS = [',', ';', '\t', '|'];

/**
 * Opens the text of a CSV file with a header. Fails with `invalid_input` where it has no header or no columns apart,
 * and with `too_large` beyond 200 columns; more than 200,000 rows are for the reader to refuse.
 */
export function openTable(file: string): Result<FileTable> {
  const text = file.startsWith('\uFEFF') ? file.slice(1) : file;
  const newline = text.includes('\n') ? '\n' : '\r';
  const delimiter = delimiterOf(text, newline);
  const config = { delimiter, newline, fastMode: false } as const;
  const first = Papa.parse<string[]>(text, { ...config, preview: 1 });
  const header = (first.data[0] ?? []).map((cell) => cell.toWellFormed().trim().slice(0, MOST_NAME));
  while (header.at(-1) === '') header.pop();
  if (header.length === 0 || first.errors.some(({ type }) => type === 'Quotes')) {
    return refuse(
      'invalid_input',
      'The first row is no header.',
      'Name the columns in the first row.',
      'file',
    );
  }
  if (header.length > MOST_COLUMNS) {
    return refuse(
      'too_large',
      `The file has more than ${MOST_COLUMNS} columns.`,
      'Leave out columns.',
      'file',
    );
  }
  return ok({ header, delimiter, rows: () => walk(text, first.meta.cursor, header.length, config) });
}

function* walk(
  text: string,
  begin: number,
  width: number,
  config: { delimiter: string; newline: '\n' | '\r'; fastMode: false },
): Generator<FileRow[]> {
  let row = 1;
  for (let from = begin; from < text.length;) {
    const { data, errors, meta } = Papa.parse<string[]>(text.slice(from), { ...config, preview: SLICE });
    const broken = new Set(errors.filter(({ type }) => type === 'Quotes').map((error) => error.row));
    const rows = data.flatMap((cells, at) => {
      row += 1;
      const read = toRow(row, cells, width, broken.has(at));
      return read === null ? [] : [read];
    });
    yield rows;
    if (meta.cursor <= 0) return;
    from += meta.cursor;
  }
}

/** The delimiter that parts the header into most columns; a comma where none parts it. */
function delimiterOf(text: string, newline: string): string {
  const end = text.indexOf(newline);
  const line = text.slice(0, end < 0 ? MOST_IN_ROW : end);
  const counted = DELIMITERS.map((delimiter) => {
    const { data } = Papa.parse<string[]>(line, { delimiter, newline: '\n', preview: 1 });
    return { delimiter, columns: data[0]?.length ?? 0 };
  });
  return counted.reduce((best, next) => (next.columns > best.columns ? next : best)).delimiter;
}

function toRow(row: number, cells: string[], width: number, isBroken: boolean): FileRow | null {
  const trimmed = cells.map((cell) => cell.trim());
  while (trimmed.length > width && trimmed.at(-1) === '') trimmed.pop();
  if (trimmed.every((cell) => cell === '')) return null;
  const fault = isBroken ? 'A quotation mark in the row is never closed.' : faultOf(trimmed, width);
  return { row, cells: fault === null ? trimmed : [], fault };
}

function faultOf(cells: string[], width: number): string | null {
  if (cells.length !== width) {
    return `The row has ${cells.length} cells, the header has ${width}.`;
  }
  const isHuge = cells.some((cell) => cell.length > MOST_IN_CELL);
  const size = cells.reduce((sum, cell) => sum + cell.length, 0);
  return isHuge || size > MOST_IN_ROW ? 'A cell of the row holds more than 10,000 characters.' : null;
}
