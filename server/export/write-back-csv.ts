import type { AdvocateFlag } from '#core/crm/flag.ts';
import type { Result } from '#core/problem.ts';
import type { Page } from '#server/workspace/store.ts';
import type { FlagChange } from '#server/write-back.ts';
import { csvOf } from './csv.ts';

const FIELDS = ['status', 'propensity', 'confidence', 'reason', 'next_ask', 'last_act', 'updated_at'];
const HEADER = ['record', 'name', 'url', ...FIELDS.flatMap((field) => [`${field}_before`, `${field}_after`])];

/** All changes as CSV, see `csvOf`. */
export function changesAsCsv(
  read: (cursor: string | null) => Promise<Result<Page<FlagChange>>>,
): Promise<Result<ReadableStream<Uint8Array>>> {
  return csvOf(HEADER, toRow, read);
}

function toRow({ recordId, name, url, before, after }: FlagChange): string[] {
  const was = before === null ? FIELDS.map(() => '') : [...valuesOf(before), timeText(before.updatedAt)];
  const becomes = [...valuesOf(after), 'when written'];
  return [recordId, name, url, ...FIELDS.flatMap((_, index) => [was[index] ?? '', becomes[index] ?? ''])];
}

function valuesOf(flag: AdvocateFlag): string[] {
  const { status, propensity, confidence, reason, nextAskAt, lastActAt } = flag;
  const days = [nextAskAt, lastActAt].map((at) => timeText(at).slice(0, 10));
  return [status, propensity === null ? '' : String(propensity), String(confidence), reason, ...days];
}

function timeText(at: number | null): string {
  return at === null ? '' : new Date(at).toISOString();
}
