import type { ImportField } from '#core/import/mapping.ts';
import type { ImportState, ImportStatus } from '#server/workspace/imports/import.ts';
import { formatNumber } from './words.ts';

export const IMPORT_WORDS: Record<ImportState, string> = {
  uploading: 'Uploading',
  mapping: 'To be mapped',
  checking: 'Being checked',
  checked: 'Checked',
  running: 'Running',
  done: 'Done',
  cancelled: 'Cancelled',
};

/** What each field is called, and what is expected in its column. */
export const FIELD_WORDS: Record<ImportField, { label: string; hint: string }> = {
  email: { label: 'E-mail', hint: 'Finds the person. One of the three is needed.' },
  personId: { label: 'Person id', hint: 'The number Groundswell knows them by.' },
  recordId: { label: 'CRM record id', hint: 'Of a contact or lead in a connected CRM.' },
  type: { label: 'Type', hint: 'Such as NPS or Reference call, in each row.' },
  occurredAt: { label: 'Date', hint: 'When it happened.' },
  value: { label: 'Value', hint: 'Such as the answer of a survey.' },
  source: { label: 'Source', hint: 'A link or a few words, shown with the score.' },
  key: { label: 'Key', hint: 'What tells two rows apart. Without one, rows that say the same are one.' },
  reportedBy: { label: 'Reported by', hint: 'They cannot approve a reward for it.' },
};

/** Whether an import goes on by itself. */
export function isAtWork({ state }: ImportStatus): boolean {
  return state === 'checking' || state === 'running';
}

/** `1,200 of 5,000 rows checked, 24 %`. */
export function importProgressText({ state, counts, rows }: ImportStatus): string {
  const percent = Math.floor((100 * counts.rows) / Math.max(1, rows));
  const done = state === 'checking' ? 'checked' : 'imported';
  return counts.rows === rows && state === 'checking'
    ? 'All rows checked; counting whom they change'
    : `${formatNumber(counts.rows)} of ${formatNumber(rows)} rows ${done}, ${percent} %`;
}
