import type { Result } from '#core/problem.ts';
import type { AuditEntry } from '#server/workspace/trail/note.ts';
import type { Page } from '#server/workspace/store.ts';
import { csvOf } from './csv.ts';

const HEADER = ['entry', 'time', 'who', 'what', 'about', 'details'];

/** The audit trail as CSV, newest first, see `csvOf`. */
export function trailAsCsv(
  read: (cursor: string | null) => Promise<Result<Page<AuditEntry>>>,
): Promise<Result<ReadableStream<Uint8Array>>> {
  return csvOf(
    HEADER,
    ({ id, at, actor, action, subject, detail }) => [
      id,
      new Date(at).toISOString(),
      actor,
      action,
      subject,
      detail,
    ],
    read,
  );
}
