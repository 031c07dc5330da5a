import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** What the connection knows about itself, one row a fact, values as JSON. */
export const fact = sqliteTable('fact', {
  name: text().primaryKey(),
  value: text().notNull(),
});

/** Encrypted tokens; see `vault.ts`. */
export const secret = sqliteTable('secret', {
  field: text().primaryKey(),
  sealed: text().notNull(),
});

/** Webhook events as they arrived: hints that a record must be read again. */
export const inbox = sqliteTable(
  'inbox',
  {
    key: text().primaryKey(),
    kind: text().notNull(),
    action: text().notNull(),
    recordId: text().notNull(),
    mergedIds: text().notNull(),
    occurredAt: integer().notNull(),
    receivedAt: integer().notNull(),
    state: text().notNull(),
    attempts: integer().notNull(),
    problem: text(),
  },
  (table) => [index('inbox_by_state').on(table.state, table.receivedAt)],
);

/** How every webhook event ended: applied, duplicate, ignored. */
export const tally = sqliteTable('tally', {
  name: text().primaryKey(),
  count: integer().notNull(),
});

/** Properties that no longer are what the mapping needs. */
export const mappingProblem = sqliteTable('mapping_problem', {
  property: text().primaryKey(),
  problem: text().notNull(),
  since: integer().notNull(),
});

/** Values read that no score can use; a record read without them clears its own. */
export const valueProblem = sqliteTable(
  'value_problem',
  {
    recordId: text().notNull(),
    source: text().notNull(),
    problem: text().notNull(),
    at: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.recordId, table.source] })],
);

/** The flag each record carries, as last written. */
export const flag = sqliteTable('flag', {
  recordId: text().primaryKey(),
  flag: text(),
  writtenAt: integer(),
  problem: text(),
});

/** Card requests answered lately, so that none counts twice. */
export const cardRequest = sqliteTable('card_request', {
  nonce: text().primaryKey(),
  at: integer().notNull(),
});
