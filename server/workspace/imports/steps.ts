import type { ImportMapping } from '#core/import/mapping.ts';
import { first } from '#server/storage/sql.ts';
import { note } from '#server/workspace/trail/note.ts';
import { recordReported } from '#server/workspace/scoring/signals.ts';
import type { Store } from '#server/workspace/store.ts';
import { stepCheck } from './check.ts';
import { dropRows, SELECT_IMPORT, type ImportCounts, type ImportRow } from './import.ts';
import { cancelImport, KEPT } from './imports.ts';
import { nextReports, settlePart, type RowOutcome } from './parts.ts';

/** Takes the next few rows of the oldest file at work, and lets go of files nobody came back for. */
export function stepImports(store: Store): void {
  const { sql, now } = store;
  const stale = sql.all<ImportRow>(
    `${SELECT_IMPORT} WHERE state IN ('uploading', 'mapping', 'checked') AND at <= ?`,
    now() - KEPT,
  );
  for (const file of stale) sql.transaction(() => cancelImport(store, file, 'clock'));
  const file = first<ImportRow>(
    sql,
    `${SELECT_IMPORT} WHERE state IN ('checking', 'running') ORDER BY id LIMIT 1`,
  );
  if (file === undefined) return;
  const mapping = JSON.parse(file.mapping ?? '{}') as ImportMapping;
  sql.transaction(() =>
    file.state === 'running' ? stepRun(store, file, mapping) : stepCheck(store, file, mapping),
  );
}

/** SQL for when files are next to be looked at: now (`?1`) while one is at work, or when a forgotten one goes. */
export const NEXT_IMPORT = `SELECT CASE WHEN max(state IN ('checking', 'running')) THEN ?1 ELSE min(at) + ${KEPT} END
  FROM import_file WHERE state NOT IN ('done', 'cancelled')`;

/** Records the next part of a file together with how far it is, so that a restart neither skips nor repeats a row. */
function stepRun(store: Store, file: ImportRow, mapping: ImportMapping): void {
  const next = nextReports(store, file, mapping);
  if (next === null) return endRun(store, file);
  const outcomes = recordReported(store, next.reports, file.startedBy ?? file.by).map(
    (result, at): RowOutcome => {
      const row = next.rows[at]!;
      if (!result.ok) return { row, outcome: { problem: result.problem } };
      return { row, outcome: result.value.created ? 'added' : 'repeats' };
    },
  );
  settlePart(store, file, outcomes);
}

function endRun(store: Store, file: ImportRow): void {
  const { added } = JSON.parse(file.counts) as ImportCounts;
  dropRows(store, file);
  store.sql.run(`UPDATE import_file SET state = 'done', finished_at = ? WHERE id = ?`, store.now(), file.id);
  note(store, file.startedBy ?? file.by, 'import.finished', `import:${file.id}`, `${added} signals`);
}
