import { createHash } from 'node:crypto';
import { contentOf, createRowReader, type RowReading, type SignalClaim } from '#core/import/claim.ts';
import type { ImportField, ImportMapping } from '#core/import/mapping.ts';
import type { FileRow } from '#core/import/table.ts';
import { oneLine } from '#core/person/person.ts';
import { ok, type Problem, type Result } from '#core/problem.ts';
import { first } from '#server/storage/sql.ts';
import { findReported } from '#server/workspace/scoring/reported-person.ts';
import type { SignalReport } from '#server/workspace/scoring/signals.ts';
import type { Store } from '#server/workspace/store.ts';
import type { ImportCounts, ImportRow, KeptFault } from './import.ts';

/** A row as it was read, with everything found wrong with its cells. */
interface ReadRow extends FileRow {
  problems: Problem[];
}

/** What became of one row, or would. */
export interface RowOutcome {
  row: ReadRow;
  outcome: 'added' | 'repeats' | { problem: Problem };
}

/** The next rows of a file as reports, beside the rows; null after the last. */
export function nextReports(
  store: Store,
  { id, nextPart }: ImportRow,
  mapping: ImportMapping,
): { rows: ReadRow[]; reports: Result<SignalReport>[] } | null {
  const part = first<{ rows: string }>(
    store.sql,
    'SELECT rows FROM import_part WHERE import_id = ? AND seq = ?',
    id,
    nextPart,
  );
  if (part === undefined) return null;
  const read = createRowReader(mapping, store.now());
  const rows: ReadRow[] = [];
  const reports = (JSON.parse(part.rows) as FileRow[]).map((row): Result<SignalReport> => {
    const claim = read(row);
    const problems = claim.ok ? [] : faultsOf(store, claim);
    rows.push({ ...row, problems });
    if (claim.ok) return ok({ ...claim.value, key: keyOf(claim.value) });
    return { ok: false, problem: problems[0]! };
  });
  return { rows, reports };
}

/** All that is wrong with a row that cannot be read: its cells, and whom it names where nobody is known so. */
function faultsOf(store: Store, { problems, who }: Extract<RowReading, { ok: false }>): Problem[] {
  if (who.personId === null && who.recordId === null && !who.email) return problems;
  const found = findReported(store, who);
  return found.ok ? problems : [...problems, found.problem];
}

/** A key the file gives, or one made of what the row says, so that it is the same whenever it is said again. */
function keyOf(claim: SignalClaim): string {
  return claim.key ?? `import:${createHash('sha256').update(contentOf(claim)).digest('base64url')}`;
}

/** Keeps what became of a part and goes on to the next. */
export function settlePart(store: Store, file: ImportRow, outcomes: readonly RowOutcome[]): void {
  const counts = JSON.parse(file.counts) as ImportCounts;
  const mapping = JSON.parse(file.mapping ?? '{}') as Partial<ImportMapping>;
  const faults: [row: number, faults: string][] = [];
  for (const { row, outcome } of outcomes) {
    counts.rows += 1;
    if (typeof outcome === 'string') counts[outcome] += 1;
    else if (mapping.unknown === 'skip' && outcome.problem.code === 'not_found') counts.skipped += 1;
    else {
      counts.refused += 1;
      const problems = row.problems.length === 0 ? [outcome.problem] : row.problems;
      faults.push([row.row, JSON.stringify(problems.map((problem) => toFault(row, problem, mapping)))]);
    }
  }
  store.sql.run(
    `INSERT INTO import_fault (import_id, row, problem)
     SELECT ?, value ->> 0, value ->> 1 FROM json_each(?) WHERE true ON CONFLICT DO NOTHING`,
    file.id,
    JSON.stringify(faults),
  );
  store.sql.run(
    'UPDATE import_file SET counts = ?, next_part = next_part + 1 WHERE id = ?',
    JSON.stringify(counts),
    file.id,
  );
}

/** The longest an e-mail address gets; nobody looks for a fault further on. */
const MOST_IN_FAULT = 254;

function toFault({ cells }: FileRow, problem: Problem, { columns }: Partial<ImportMapping>): KeptFault {
  const cell = cells[columns?.[problem.field as ImportField] ?? -1];
  return { problem, cell: cell === undefined ? null : oneLine(cell.slice(0, MOST_IN_FAULT).toWellFormed()) };
}
