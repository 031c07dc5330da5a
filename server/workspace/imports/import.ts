import type { ImportMapping } from '#core/import/mapping.ts';
import type { ColumnProfile } from '#core/import/profile.ts';
import { refuse, ok, type Problem, type Result } from '#core/problem.ts';
import type { Tier } from '#core/score/tier.ts';
import { first } from '#server/storage/sql.ts';
import type { Store } from '#server/workspace/store.ts';

/** `uploading` is never shown; a file is looked at (`mapping`), tried (`checking`, `checked`), and taken (`running`). */
export const IMPORT_STATES = [
  'uploading',
  'mapping',
  'checking',
  'checked',
  'running',
  'done',
  'cancelled',
] as const;
export type ImportState = (typeof IMPORT_STATES)[number];

/** What became of the rows seen so far, or would. */
export interface ImportCounts {
  rows: number;
  added: number;
  /** Told before, here or further up in the file: nothing changed. */
  repeats: number;
  refused: number;
  /** About nobody we know, where the mapping says to skip them. */
  skipped: number;
}

/** What an import would change of people, as of when it was checked. */
export interface ImportEffect {
  people: number;
  /** How many of them get another score. */
  changed: number;
  /** The five whose score moves most. */
  most: { personId: string; before: number; after: number }[];
  before: Record<Tier, number>;
  after: Record<Tier, number>;
  rise: number;
  fall: number;
}

/** One file of signals and how far it is. Times are epoch milliseconds. */
export interface ImportStatus {
  id: string;
  name: string;
  by: string;
  at: number;
  state: ImportState;
  encoding: string;
  columns: ColumnProfile[];
  rows: number;
  mapping: ImportMapping | null;
  counts: ImportCounts;
  effect: ImportEffect | null;
  startedBy: string | null;
  finishedAt: number | null;
}

/** Something wrong with a row that was not taken; a row has as many as there are faults in it. */
export interface ImportFault {
  row: number;
  problem: Problem;
  /** What the file calls the column at fault; null where it is none. */
  column: string | null;
  /** What the cell at fault holds, shortened. Null where there is none, and where it named somebody once the rows are gone. */
  cell: string | null;
}

/** A fault as it is kept: the faults of a row are one JSON array. */
export type KeptFault = Pick<ImportFault, 'problem' | 'cell'>;

export const NO_COUNTS: ImportCounts = { rows: 0, added: 0, repeats: 0, refused: 0, skipped: 0 };

export interface ImportRow extends Omit<ImportStatus, 'id' | 'columns' | 'mapping' | 'counts' | 'effect'> {
  id: number;
  columns: string;
  mapping: string | null;
  counts: string;
  effect: string | null;
  nextPart: number;
  afterPerson: number;
}

export const SELECT_IMPORT = `SELECT id, name, by, at, state, encoding, columns, rows, mapping, counts, effect,
  next_part AS nextPart, after_person AS afterPerson, started_by AS startedBy, finished_at AS finishedAt
  FROM import_file`;

export function toStatus({ nextPart: _part, afterPerson: _after, ...row }: ImportRow): ImportStatus {
  return {
    ...row,
    id: String(row.id),
    columns: JSON.parse(row.columns) as ColumnProfile[],
    mapping: row.mapping === null ? null : (JSON.parse(row.mapping) as ImportMapping),
    counts: JSON.parse(row.counts) as ImportCounts,
    effect: row.effect === null ? null : effectIn(row.effect),
  };
}

/** Files checked before scores were compared tell of tiers alone. */
function effectIn(kept: string): ImportEffect {
  return { changed: 0, most: [], ...(JSON.parse(kept) as Omit<ImportEffect, 'changed' | 'most'>) };
}

/** An import by its id, or `not_found`; one that is still uploaded only where its state is asked for. */
export function findImport(store: Store, id: string, uploading = false): Result<ImportRow> {
  const row = /^\d{1,15}$/.test(id)
    ? first<ImportRow>(store.sql, `${SELECT_IMPORT} WHERE id = ?`, Number(id))
    : undefined;
  return row === undefined || (row.state === 'uploading') !== uploading
    ? refuse('not_found', `There is no import ${id.slice(0, 40)}.`, 'List imports to find the id.')
    : ok(row);
}

/** Deletes the rows of a file and what was made of them; samples of cells and whoever they name go too. Why rows were refused stays. */
export function dropRows({ sql }: Store, { id, columns }: Pick<ImportRow, 'id' | 'columns'>): void {
  const bare = (JSON.parse(columns) as ColumnProfile[]).map((column) => ({ ...column, samples: [] }));
  sql.run('UPDATE import_file SET columns = ? WHERE id = ?', JSON.stringify(bare), id);
  sql.run('DELETE FROM import_part WHERE import_id = ?', id);
  sql.run('DELETE FROM import_claim WHERE import_id = ?', id);
  sql.run(
    `UPDATE import_fault SET problem = (SELECT json_group_array(CASE
         WHEN value ->> '$.cell' LIKE '%@%' OR value ->> '$.problem.field' IN ('email', 'personId', 'recordId')
         THEN json_set(value, '$.cell', NULL) ELSE json(value) END) FROM json_each(problem))
     WHERE import_id = ? AND json_type(problem) = 'array'`,
    id,
  );
}
