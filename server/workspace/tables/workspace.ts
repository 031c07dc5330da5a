import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

// Tables looked up by their text key are WITHOUT ROWID in the migration, by hand: it halves the pages a commit writes.

/** A vendor account this workspace is connected to; the Connection object holds the rest. */
export const connection = sqliteTable('connection', {
  id: text().primaryKey(),
  vendor: text().notNull(),
  account: text().notNull(),
  name: text().notNull(),
  connectedAt: integer().notNull(),
  /** Set while its first backfill runs: what rises then is told in one digest. */
  initial: integer({ mode: 'boolean' }).notNull(),
  /** `review`: flags wait until an admin has seen what would be written; `on`: they are written. */
  writeBack: text().notNull().default('on'),
});

export const setting = sqliteTable('setting', {
  name: text().primaryKey(),
  value: text().notNull(),
});

export const owner = sqliteTable(
  'owner',
  {
    connection: text().notNull(),
    id: text().notNull(),
    email: text(),
    name: text().notNull(),
    /** As a user who signs in to the CRM; null where they cannot. */
    userId: text(),
    active: integer({ mode: 'boolean' }).notNull().default(true),
  },
  (table) => [primaryKey({ columns: [table.connection, table.id] })],
);

export const company = sqliteTable(
  'company',
  {
    connection: text().notNull(),
    id: text().notNull(),
    name: text().notNull(),
    domain: text(),
    industry: text(),
    url: text().notNull(),
    modifiedAt: integer().notNull(),
    /** What makes companies of several CRMs one, see `accountKey`. */
    account: text().notNull().default(''),
  },
  (table) => [
    primaryKey({ columns: [table.connection, table.id] }),
    index('company_by_account').on(table.account),
  ],
);

export const deal = sqliteTable(
  'deal',
  {
    connection: text().notNull(),
    id: text().notNull(),
    name: text().notNull(),
    stage: text().notNull(),
    outcome: text().notNull(),
    amount: integer(),
    currency: text(),
    closedAt: integer(),
    companyId: text(),
    url: text().notNull(),
    modifiedAt: integer().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.connection, table.id] }),
    index('deal_by_company').on(table.companyId),
  ],
);

export const dealContact = sqliteTable(
  'deal_contact',
  {
    connection: text().notNull(),
    dealId: text().notNull(),
    contactId: text().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.connection, table.dealId, table.contactId] }),
    index('deal_by_contact').on(table.connection, table.contactId, table.dealId),
  ],
);

/** The outbox: everything that must leave, under an id derived from what it is. */
export const delivery = sqliteTable(
  'delivery',
  {
    id: text().primaryKey(),
    kind: text().notNull(),
    /** The connection it goes through, or empty for the payout system. */
    target: text().notNull(),
    subject: text().notNull(),
    state: text().notNull(),
    /** Raised whenever the same delivery is asked for again, so that an answer to the older one settles nothing. */
    version: integer().notNull(),
    attempts: integer().notNull(),
    dueAt: integer().notNull(),
    problem: text(),
    createdAt: integer().notNull(),
    settledAt: integer(),
  },
  (table) => [index('delivery_by_lane').on(table.state, table.kind, table.target, table.dueAt, table.id)],
);

/** Where every Slack message about a subject stands, so that it can be changed later, and drawn without the erased. */
export const message = sqliteTable(
  'message',
  {
    subject: text().notNull(),
    connection: text().notNull(),
    channel: text().notNull(),
    ts: text().notNull(),
    /** The last posted in its Slack: the one that is kept as things stand. */
    newest: integer({ mode: 'boolean' }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.subject, table.connection, table.channel, table.ts] })],
);

/** Interactions already acted upon, by their idempotency key. */
export const press = sqliteTable('press', {
  key: text().primaryKey(),
  at: integer().notNull(),
});

export const audit = sqliteTable(
  'audit',
  {
    id: integer().primaryKey(),
    at: integer().notNull(),
    actor: text().notNull(),
    action: text().notNull(),
    /** What it was about when it was written. */
    subject: text().notNull(),
    detail: text().notNull(),
    /** What it is about now: people are merged. */
    about: text().notNull().default(''),
    /** Keeps what was erased from being guessed; erased with it. */
    salt: text(),
    /** SHA-256 of salt, subject and detail: it stays when they are erased. */
    content: text().notNull().default(''),
    /** SHA-256 of the entry before, and of this one; empty for what was written before there was a chain. */
    hash: text().notNull().default(''),
  },
  (table) => [index('audit_by_about').on(table.about, table.id)],
);
