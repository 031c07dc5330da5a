import Papa from 'papaparse';
import { ok, type Result } from '#core/problem.ts';
import type { Page } from '#server/workspace/store.ts';

/** Without it spreadsheets take UTF-8 for something older. */
const BYTE_ORDER_MARK = '\uFEFF';
/** What a spreadsheet runs; a number below zero is one. */
const FORMULA = /^(?!-\d+$)[=+\-@\t\r]/;

/**
 * A list as CSV, read page by page as the receiver takes them. A cell a spreadsheet would run as a formula is made
 * text. Fails where the first page cannot be read; a later failure breaks the stream off, so that half a list is never
 * taken for the whole.
 */
export async function csvOf<Item>(
  header: string[],
  toRow: (item: Item) => string[],
  read: (cursor: string | null) => Promise<Result<Page<Item>>>,
): Promise<Result<ReadableStream<Uint8Array>>> {
  let coming = await read(null);
  if (!coming.ok) return coming;
  const encoder = new TextEncoder();
  let begun = false;
  const stream = new ReadableStream<Uint8Array>({
    async pull(controller) {
      if (!coming.ok) throw new Error(coming.problem.message);
      const { items, next } = coming.value;
      const rows = begun ? items.map(toRow) : [header, ...items.map(toRow)];
      if (rows.length > 0)
        controller.enqueue(encoder.encode(`${begun ? '' : BYTE_ORDER_MARK}${toText(rows)}`));
      begun = true;
      if (next === null) return controller.close();
      coming = await read(next);
    },
  });
  return ok(stream);
}

function toText(rows: string[][]): string {
  return `${Papa.unparse(rows, { escapeFormulae: FORMULA })}\r\n`;
}
