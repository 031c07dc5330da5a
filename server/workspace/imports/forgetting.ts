import type { FileRow } from '#core/import/table.ts';
import { normalizeEmail } from '#core/person/person.ts';
import type { ColumnProfile } from '#core/import/profile.ts';
import type { Store } from '#server/workspace/store.ts';

/**
 * Takes the rows that name an erased person out of every file that waits: by e-mail or by the id of a record. The rows
 * stay as empty ones, so that the count holds. To be called while their records still tell who they are.
 */
export function forgetInImports(store: Store, family: readonly number[]): number {
  const { sql } = store;
  const ids = JSON.stringify(family);
  sql.run('DELETE FROM import_claim WHERE person_id IN (SELECT value FROM json_each(?))', ids);
  const records = sql.all<{ id: string; email: string | null }>(
    `SELECT id, email FROM record WHERE person_id IN (SELECT value FROM json_each(?))`,
    ids,
  );
  const emails = new Set(records.flatMap(({ email }) => (email === null ? [] : [email])));
  const recordIds = new Set(records.map(({ id }) => id));
  if (records.length === 0) return 0;
  const names = (cell: string) =>
    recordIds.has(cell) || (cell.includes('@') && emails.has(normalizeEmail(cell) ?? ''));
  forgetSamples(store, names);
  forgetFaults(store, names);
  let forgotten = 0;
  for (const { importId, seq } of sql.all<{ importId: number; seq: number }>(
    'SELECT import_id AS importId, seq FROM import_part',
  )) {
    const [part] = sql.all<{ rows: string }>(
      'SELECT rows FROM import_part WHERE import_id = ? AND seq = ?',
      importId,
      seq,
    );
    const rows = JSON.parse(part?.rows ?? '[]') as FileRow[];
    const kept = rows.map((row) =>
      row.cells.some(names) ? { row: row.row, cells: [], fault: 'The person of this row was erased.' } : row,
    );
    const gone = kept.filter((row, at) => row !== rows[at]).length;
    if (gone === 0) continue;
    forgotten += gone;
    sql.run(
      'UPDATE import_part SET rows = ? WHERE import_id = ? AND seq = ?',
      JSON.stringify(kept),
      importId,
      seq,
    );
  }
  return forgotten;
}

function forgetFaults({ sql }: Store, names: (cell: string) => boolean): void {
  const kept = sql.all<{ importId: number; row: number; path: string; cell: string }>(
    `SELECT import_id AS importId, row, fault.fullkey || '.cell' AS path, fault.value ->> '$.cell' AS cell
     FROM import_fault, json_each(problem) AS fault
     WHERE json_type(problem) = 'array' AND fault.value ->> '$.cell' IS NOT NULL`,
  );
  for (const { importId, row, path, cell } of kept) {
    if (!names(cell)) continue;
    sql.run(
      `UPDATE import_fault SET problem = json_set(problem, ?, NULL) WHERE import_id = ? AND row = ?`,
      path,
      importId,
      row,
    );
  }
}

function forgetSamples({ sql }: Store, names: (cell: string) => boolean): void {
  const open = sql.all<{ id: number; columns: string }>(
    `SELECT id, columns FROM import_file WHERE state NOT IN ('done', 'cancelled')`,
  );
  for (const { id, columns } of open) {
    const kept = (JSON.parse(columns) as ColumnProfile[]).map((column) => ({
      ...column,
      samples: column.samples.filter((cell) => !names(cell)),
    }));
    sql.run('UPDATE import_file SET columns = ? WHERE id = ?', JSON.stringify(kept), id);
  }
}
