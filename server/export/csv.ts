import Papa from 'papaparse';
import type { Result } from '#core/problem.ts';
import type { Page } from '#server/workspace/store.ts';
import { pagedStream } from './paged-stream.ts';

/** Without it spreadsheets take UTF-8 for something older. */
const BYTE_ORDER_MARK = '\uFEFF';
/** What a spreadsheet runs; a number below zero is one. */
const FORMULA = /^(?!-\d+$)[=+\-@\t\r]/;

/** A list as CSV, as `pagedStream`. A cell a spreadsheet would run as a formula is made text. */
export function csvOf<Item>(
  header: string[],
  toRow: (item: Item) => string[],
  read: (cursor: string | null) => Promise<Result<Page<Item>>>,
): Promise<Result<ReadableStream<Uint8Array>>> {
  return pagedStream(read, (items, { isFirst }) => {
    const rows = isFirst ? [header, ...items.map(toRow)] : items.map(toRow);
    return rows.length === 0 ? '' : `${isFirst ? BYTE_ORDER_MARK : ''}${toText(rows)}`;
  });
}

function toText(rows: string[][]): string {
  return `${Papa.unparse(rows, { escapeFormulae: FORMULA })}\r\n`;
}
