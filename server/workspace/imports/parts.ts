import { createHash } from 'node:crypto';
import { contentOf, createRowReader, type SignalClaim } from '#core/import/claim.ts';
import type { ImportMapping } from '#core/import/mapping.ts';
import type { FileRow } from '#core/import/table.ts';
import { ok, type Problem, type Result } from '#core/problem.ts';
import { first } from '#server/storage/sql.ts';
import type { SignalReport } from '#server/workspace/scoring/signals.ts';
import type { Store } from '#server/workspace/store.ts';
import type { ImportCounts, ImportFault, ImportRow } from './import.ts';

/** What became of one row, or would. */
export interface RowOutcome {
  row: number;
  outcome: 'added' | 'repeats' | { problem: Problem };
}

/** The next rows of a file as reports, with their numbers; null after the last. */
export function nextReports(
  { sql }: Store,
  { id, nextPart }: ImportRow,
  mapping: ImportMapping,
): { rows: number[]; reports: Result<SignalReport>[] } | null {
  const part = first<{ rows: string }>(
    sql,
    'SELECT rows FROM import_part WHERE import_id = ? AND seq = ?',
    id,
    nextPart,
  );
  if (part === undefined) return null;
  const rows = JSON.parse(part.rows) as FileRow[];
  const read = createRowReader(mapping);
  const reports = rows.map((row) => {
    const claim = read(row);
    return claim.ok ? ok({ ...claim.value, key: keyOf(claim.value) }) : claim;
  });
  return { rows: rows.map(({ row }) => row), reports };
}

/** A key the file gives, or one made of what the row says, so that it is the same whenever it is said again. */
function keyOf(claim: SignalClaim): string {
  return claim.key ?? `import:${createHash('sha256').update(contentOf(claim)).digest('base64url')}`;
}

/** Keeps what became of a part and goes on to the next. */
export function settlePart(store: Store, file: ImportRow, outcomes: readonly RowOutcome[]): void {
  const counts = JSON.parse(file.counts) as ImportCounts;
  const mapping = JSON.parse(file.mapping ?? '{}') as Partial<ImportMapping>;
  const faults: ImportFault[] = [];
  for (const { row, outcome } of outcomes) {
    counts.rows += 1;
    if (typeof outcome === 'string') counts[outcome] += 1;
    else if (mapping.unknown === 'skip' && outcome.problem.code === 'not_found') counts.skipped += 1;
    else {
      counts.refused += 1;
      faults.push({ row, problem: outcome.problem });
    }
  }
  store.sql.run(
    `INSERT INTO import_fault (import_id, row, problem)
     SELECT ?, value ->> 0, value ->> 1 FROM json_each(?) WHERE true ON CONFLICT DO NOTHING`,
    file.id,
    JSON.stringify(faults.map(({ row, problem }) => [row, JSON.stringify(problem)])),
  );
  store.sql.run(
    'UPDATE import_file SET counts = ?, next_part = next_part + 1 WHERE id = ?',
    JSON.stringify(counts),
    file.id,
  );
}
