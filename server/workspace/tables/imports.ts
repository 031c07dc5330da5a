import { index, integer, primaryKey, real, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** Files of signals: what came, how it is read, how far it is and what came of it. Kept when the rows are gone. */
export const importFile = sqliteTable('import_file', {
  id: integer().primaryKey(),
  name: text().notNull(),
  by: text().notNull(),
  at: integer().notNull(),
  /** `uploading`, `mapping`, `checking`, `checked`, `running`, `done` or `cancelled`. */
  state: text().notNull(),
  encoding: text().notNull(),
  /** `ColumnProfile[]` as JSON; emptied of samples when the rows go. */
  columns: text().notNull(),
  rows: integer().notNull(),
  /** `ImportMapping` as JSON, settled; null until an admin has chosen. */
  mapping: text(),
  /** The part to read next, and the person to look at next once all are checked. */
  nextPart: integer().notNull(),
  afterPerson: integer().notNull(),
  /** `ImportCounts` and `ImportEffect` as JSON. */
  counts: text().notNull(),
  effect: text(),
  startedBy: text(),
  finishedAt: integer(),
});

/** Some rows of a file, `FileRow[]` as JSON; a value may not be larger than 2 MB. Deleted once the import is over. */
export const importPart = sqliteTable(
  'import_part',
  {
    importId: integer().notNull(),
    seq: integer().notNull(),
    rows: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.importId, table.seq] })],
);

/** Why a row was not taken. */
export const importFault = sqliteTable(
  'import_fault',
  {
    importId: integer().notNull(),
    row: integer().notNull(),
    /** The `Problem` as JSON. */
    problem: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.importId, table.row] })],
);

/** What a checked file would tell of whom; gone when the import begins or is over. */
export const importClaim = sqliteTable(
  'import_claim',
  {
    importId: integer().notNull(),
    key: text().notNull(),
    personId: integer().notNull(),
    type: text().notNull(),
    occurredAt: integer().notNull(),
    value: real(),
  },
  (table) => [
    primaryKey({ columns: [table.importId, table.key] }),
    index('import_claim_by_person').on(table.importId, table.personId),
  ],
);
