import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import * as z from 'zod';

/** One row of a CSV file by column name, with the line it stands on. */
export interface CsvRow {
  line: number;
  cells: Record<string, string>;
}

/** What a file held, and a sentence for everything in it that could not be read. */
export interface CsvTable {
  rows: CsvRow[];
  problems: string[];
}

const parsedSchema = z.array(
  z.object({ record: z.array(z.string()), info: z.object({ lines: z.number() }) }),
);

/** Reads a CSV file with a header row; a row with the wrong number of cells is reported and left out. Throws when there is no file. */
export function readTable(path: string): CsvTable {
  const name = path.split('/').at(-1) ?? path;
  const problems: string[] = [];
  const parsed: unknown = parse(readFileSync(path, 'utf8'), {
    bom: true,
    info: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    on_skip: (error) => {
      problems.push(`${name}: ${error?.message ?? 'a row could not be read'}`);
      return undefined;
    },
  });
  const [header, ...body] = parsedSchema.parse(parsed);
  if (!header) return { rows: [], problems: [`${name}: the file is empty`] };
  const columns = header.record.map((column) => column.trim());
  const rows: CsvRow[] = [];
  for (const { record, info } of body) {
    if (record.length !== columns.length) {
      problems.push(
        `${name}, line ${info.lines}: ${record.length} cells where the header has ${columns.length}`,
      );
      continue;
    }
    const cells = Object.fromEntries(columns.map((column, index) => [column, record[index]?.trim() ?? '']));
    rows.push({ line: info.lines, cells });
  }
  return { rows, problems };
}
