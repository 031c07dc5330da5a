import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** One company using Groundswell. Everything it knows lives in its Workspace object. */
export const workspace = sqliteTable('workspace', {
  id: text().primaryKey(),
  name: text().notNull(),
  createdAt: integer().notNull(),
});

/** Which workspace owns a vendor account (portal, org, Slack team). */
export const account = sqliteTable(
  'account',
  {
    connectionId: text().primaryKey(),
    vendor: text().notNull(),
    accountId: text().notNull(),
    workspaceId: text().notNull(),
    connectedAt: integer().notNull(),
  },
  (table) => [index('account_by_workspace').on(table.workspaceId)],
);

/** An OAuth round trip that has begun: single use, ten minutes. */
export const authorization = sqliteTable('authorization', {
  state: text().primaryKey(),
  vendor: text().notNull(),
  workspaceId: text().notNull(),
  codeVerifier: text().notNull(),
  /** Hash of the cookie of the browser that began it; empty for a caller that holds the API token. */
  browser: text().notNull(),
  /** Where the vendor's consent was asked for, where that differs by account; else null. */
  loginUrl: text(),
  createdAt: integer().notNull(),
});

/** Events that arrived for accounts nobody has connected, counted so that none vanishes unseen. */
export const unclaimed = sqliteTable(
  'unclaimed',
  {
    vendor: text().notNull(),
    accountId: text().notNull(),
    events: integer().notNull(),
    lastAt: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.vendor, table.accountId] })],
);
