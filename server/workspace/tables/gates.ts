import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

// WITHOUT ROWID where looked up by a text key, as in workspace.ts.

/** People a lawyer or an admin wants left alone, and why. */
export const personHold = sqliteTable('person_hold', {
  personId: integer().primaryKey(),
  reason: text().notNull(),
  by: text().notNull(),
  at: integer().notNull(),
  /** When it ends by itself; null where somebody has to lift it. */
  until: integer(),
});

/** As `person_hold`, for everybody at a company. */
export const companyHold = sqliteTable(
  'company_hold',
  {
    connection: text().notNull(),
    companyId: text().notNull(),
    reason: text().notNull(),
    by: text().notNull(),
    at: integer().notNull(),
    until: integer(),
  },
  (table) => [primaryKey({ columns: [table.connection, table.companyId] })],
);

/** Domains whose people are never asked; each stands for those below it. */
export const insiderDomain = sqliteTable('insider_domain', {
  domain: text().primaryKey(),
  /** `employee` or `competitor`. */
  insider: text().notNull(),
});
