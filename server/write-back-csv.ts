import Papa from 'papaparse';
import type { AdvocateFlag } from '#core/crm/flag.ts';
import { ok, type Result } from '#core/problem.ts';
import type { Page } from './workspace/store.ts';
import type { FlagChange } from './write-back.ts';

const FIELDS = ['status', 'propensity', 'confidence', 'reason', 'next_ask', 'last_act', 'updated_at'];
const HEADER = ['record', 'name', 'url', ...FIELDS.flatMap((field) => [`${field}_before`, `${field}_after`])];

/** Without it spreadsheets take UTF-8 for something older. */
const BYTE_ORDER_MARK = '\uFEFF';

/**
 * All changes as CSV, read page by page as the receiver takes them. A cell a spreadsheet would run as a formula is
 * made text. Fails where the first page cannot be read; a later failure breaks the stream off, so that half a list is
 * never taken for the whole.
 */
export async function csvOf(
  read: (cursor: string | null) => Promise<Result<Page<FlagChange>>>,
): Promise<Result<ReadableStream<Uint8Array>>> {
  let coming = await read(null);
  if (!coming.ok) return coming;
  const encoder = new TextEncoder();
  let begun = false;
  const stream = new ReadableStream<Uint8Array>({
    async pull(controller) {
      if (!coming.ok) throw new Error(coming.problem.message);
      const { items, next } = coming.value;
      const rows = begun ? items.map(toRow) : [HEADER, ...items.map(toRow)];
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
  return `${Papa.unparse(rows, { escapeFormulae: true })}\r\n`;
}

function toRow({ recordId, name, url, before, after }: FlagChange): string[] {
  const was = before === null ? FIELDS.map(() => '') : [...valuesOf(before), timeText(before.updatedAt)];
  const becomes = [...valuesOf(after), 'when written'];
  return [recordId, name, url, ...FIELDS.flatMap((_, index) => [was[index] ?? '', becomes[index] ?? ''])];
}

function valuesOf(flag: AdvocateFlag): string[] {
  const { status, propensity, confidence, reason, nextAskAt, lastActAt } = flag;
  const days = [nextAskAt, lastActAt].map((at) => timeText(at).slice(0, 10));
  return [status, String(propensity), String(confidence), reason, ...days];
}

function timeText(at: number | null): string {
  return at === null ? '' : new Date(at).toISOString();
}
