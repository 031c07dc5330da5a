import { RpcTarget } from 'cloudflare:workers';
import { settleMapping, type ImportField, type ImportMapping } from '#core/import/mapping.ts';
import type { ColumnProfile } from '#core/import/profile.ts';
import type { FileRow } from '#core/import/table.ts';
import { oneLine } from '#core/person/person.ts';
import { ok, refuse, type Problem, type Refusal, type Result } from '#core/problem.ts';
import { first } from '#server/storage/sql.ts';
import { note } from '#server/workspace/trail/note.ts';
import { readCursor, writeCursor } from '#server/workspace/cursor.ts';
import type { Page, Store } from '#server/workspace/store.ts';
import {
  dropRows,
  findImport,
  NO_COUNTS,
  SELECT_IMPORT,
  toStatus,
  type ImportFault,
  type KeptFault,
  type ImportRow,
  type ImportState,
  type ImportStatus,
} from './import.ts';

/** Files of signals: uploaded, mapped, tried, taken. */
export class Imports extends RpcTarget {
  #store: Store;

  constructor(store: Store) {
    super();
    this.#store = store;
  }

  /** Imports, newest first. */
  list(limit: number, cursor: string | null): Result<Page<ImportStatus>> {
    const after = readCursor<[number]>(cursor, ['time']);
    if (!after.ok) return after;
    const rows = this.#store.sql.all<ImportRow>(
      `${SELECT_IMPORT} WHERE id < ? AND state <> 'uploading' ORDER BY id DESC LIMIT ?`,
      after.value?.[0] ?? Number.MAX_SAFE_INTEGER,
      limit + 1,
    );
    const items = rows.slice(0, limit);
    const last = items.at(-1);
    const next = rows.length > limit && last !== undefined ? writeCursor([last.id]) : null;
    return ok({ items: items.map(toStatus), next });
  }

  get(id: string): Result<ImportStatus> {
    const found = findImport(this.#store, id);
    return found.ok ? ok(toStatus(found.value)) : found;
  }

  /** What is wrong with rows that were refused, or would be, in the order of the file; `limit` counts rows. */
  faults(id: string, limit: number, cursor: string | null): Result<Page<ImportFault>> {
    const found = findImport(this.#store, id);
    if (!found.ok) return found;
    const after = readCursor<[number]>(cursor, ['time']);
    if (!after.ok) return after;
    const rows = this.#store.sql.all<{ row: number; problem: string }>(
      'SELECT row, problem FROM import_fault WHERE import_id = ? AND row > ? ORDER BY row LIMIT ?',
      found.value.id,
      after.value?.[0] ?? 0,
      limit + 1,
    );
    const items = rows.slice(0, limit);
    const last = items.at(-1);
    const next = rows.length > limit && last !== undefined ? writeCursor([last.row]) : null;
    return ok({
      items: items.flatMap(({ row, problem }) => faultsIn(toStatus(found.value), row, problem)),
      next,
    });
  }

  /** Begins an upload; nobody sees it until it is `finish`ed. Gives its id. */
  begin(name: string, encoding: string, by: string): string {
    const { sql, now, wake } = this.#store;
    const file = oneLine(name).slice(0, 120) || 'signals.csv';
    const row = first<{ id: number }>(
      sql,
      `INSERT INTO import_file (name, by, at, state, encoding, columns, rows, next_part, after_person, counts)
       VALUES (?, ?, ?, 'uploading', ?, '[]', 0, 0, 0, ?) RETURNING id`,
      file,
      by,
      now(),
      encoding,
      JSON.stringify(NO_COUNTS),
    )!;
    wake(now() + KEPT);
    return String(row.id);
  }

  /** Keeps the next rows of an upload; the same part again changes nothing. */
  append(id: string, seq: number, rows: FileRow[]): Result<null> {
    const found = findImport(this.#store, id, true);
    if (!found.ok) return found;
    this.#store.sql.run(
      'INSERT INTO import_part (import_id, seq, rows) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
      found.value.id,
      seq,
      JSON.stringify(rows),
    );
    return ok(null);
  }

  /** Ends an upload: it waits for its mapping from now on. */
  finish(id: string, columns: ColumnProfile[], rows: number): Result<ImportStatus> {
    const store = this.#store;
    return store.sql.transaction(() => {
      const found = findImport(store, id, true);
      if (!found.ok) return found;
      store.sql.run(
        `UPDATE import_file SET state = 'mapping', columns = ?, rows = ? WHERE id = ?`,
        JSON.stringify(columns),
        rows,
        found.value.id,
      );
      note(store, found.value.by, 'import.uploaded', `import:${id}`, found.value.name);
      return this.get(id);
    });
  }

  /** Deletes an upload that came to nothing. */
  abandon(id: string): void {
    const { sql } = this.#store;
    const found = findImport(this.#store, id, true);
    if (!found.ok) return;
    sql.transaction(() => {
      dropRows(this.#store, found.value);
      sql.run('DELETE FROM import_file WHERE id = ?', found.value.id);
    });
  }

  /**
   * Tries a file under a mapping and records nothing: the answer comes about in slices, see `ImportStatus.effect`.
   * Fails with `invalid_input` and the field where the mapping leaves something open, `not_found`, `import_state`.
   */
  dryRun(id: string, mapping: ImportMapping): Result<ImportStatus> {
    return this.#change(id, ['mapping', 'checking', 'checked'], (row) => {
      const settled = settleMapping(toStatus(row).columns, mapping);
      if (!settled.ok) return settled;
      this.#rewind(row.id, 'checking');
      this.#store.sql.run(
        'UPDATE import_file SET mapping = ? WHERE id = ?',
        JSON.stringify(settled.value),
        row.id,
      );
      return ok(null);
    });
  }

  /** Takes a checked file; done in slices. Fails with `not_found` or `import_state`. */
  start(id: string, by: string): Result<ImportStatus> {
    return this.#change(id, ['checked'], (row) => {
      this.#rewind(row.id, 'running');
      this.#store.sql.run('UPDATE import_file SET started_by = ? WHERE id = ?', by, row.id);
      note(this.#store, by, 'import.started', `import:${id}`, row.name);
      return ok(null);
    });
  }

  /** Ends an import where it is: its rows are deleted, what it recorded stays. Fails with `not_found` or `import_state`. */
  cancel(id: string, by: string): Result<ImportStatus> {
    return this.#change(id, ['mapping', 'checking', 'checked', 'running'], (row) => {
      cancelImport(this.#store, row, by);
      return ok(null);
    });
  }

  #change(
    id: string,
    from: readonly ImportState[],
    change: (row: ImportRow) => Result<null>,
  ): Result<ImportStatus> {
    return this.#store.sql.transaction(() => {
      const found = findImport(this.#store, id);
      if (!found.ok) return found;
      if (!from.includes(found.value.state)) return refusedIn(found.value.state);
      const changed = change(found.value);
      return changed.ok ? this.get(id) : changed;
    });
  }

  #rewind(id: number, state: 'checking' | 'running'): void {
    const { sql, now, wake } = this.#store;
    sql.run('DELETE FROM import_fault WHERE import_id = ?', id);
    sql.run('DELETE FROM import_claim WHERE import_id = ?', id);
    sql.run(
      `UPDATE import_file SET state = ?, next_part = 0, after_person = 0, counts = ?,
         effect = CASE WHEN ?1 = 'checking' THEN NULL ELSE effect END WHERE id = ?3`,
      state,
      JSON.stringify(NO_COUNTS),
      id,
    );
    wake(now());
  }
}

/** The faults of one row; those of files checked before cells were kept are a problem alone. */
function faultsIn({ columns, mapping }: ImportStatus, row: number, kept: string): ImportFault[] {
  const read = JSON.parse(kept) as KeptFault[] | Problem;
  const faults = Array.isArray(read) ? read : [{ problem: read, cell: null }];
  return faults.map(({ problem, cell }) => {
    const at = mapping?.columns[problem.field as ImportField];
    const column = at === undefined ? null : columns[at]?.name || `Column ${at + 1}`;
    return { row, problem, column, cell };
  });
}

/** How long rows wait for an admin before they are deleted. */
export const KEPT = 7 * 86_400_000;

/** See `Imports.cancel`. */
export function cancelImport(store: Store, row: ImportRow, by: string): void {
  dropRows(store, row);
  store.sql.run(
    `UPDATE import_file SET state = 'cancelled', finished_at = ? WHERE id = ?`,
    store.now(),
    row.id,
  );
  note(store, by, 'import.cancelled', `import:${row.id}`, row.name);
}

function refusedIn(state: ImportState): Refusal {
  const why: Record<ImportState, [message: string, remedy: string]> = {
    uploading: ['The file is still being uploaded.', 'Wait until it is there.'],
    mapping: ['The file has not been checked.', 'Say what its columns mean, and have it checked.'],
    checking: ['The file is being checked.', 'Wait for the result, or cancel.'],
    checked: ['The file is checked already.', 'Start the import.'],
    running: ['The import is running.', 'Wait for its end, or cancel.'],
    done: ['The import is done.', 'Upload the file again; what is known changes nothing.'],
    cancelled: ['The import was cancelled.', 'Upload the file again; what is known changes nothing.'],
  };
  return refuse('import_state', ...why[state]);
}
