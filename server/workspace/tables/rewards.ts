import { sql } from 'drizzle-orm';
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

export const reward = sqliteTable(
  'reward',
  {
    id: text().primaryKey(),
    key: text().notNull().unique(),
    personId: integer().notNull(),
    amount: integer().notNull(),
    currency: text().notNull(),
    act: text().notNull(),
    proof: text(),
    proposedBy: text().notNull(),
    /** Who told of the act a rule proposed it for: they count as who proposed it. */
    reportedBy: text(),
    /** The Slack user of who proposed it or told of it, once known, so that nobody approves their own proposal. */
    proposerSlack: text(),
    state: text().notNull(),
    decidedBy: text(),
    decidedAt: integer(),
    reason: text(),
    createdAt: integer().notNull(),
    expiresAt: integer().notNull(),
    programme: text().notNull().default('general'),
    kind: text().notNull().default('money'),
    item: text(),
    source: text().notNull().default('api'),
    revisedBy: text(),
    /** Everybody who ever changed it: JSON. */
    revisers: text().notNull().default('[]'),
    /** Whose yes it needs, in order, and who gave it: JSON. */
    chain: text().notNull().default('["approve"]'),
    approvals: text().notNull().default('[]'),
    /** Why it needs them, in words. */
    because: text().notNull().default(''),
    revision: integer().notNull().default(1),
    /** The budget it draws from, and whether that holds its money. */
    holder: text().notNull().default('general'),
    funding: text().notNull().default('budget'),
    /** When it was last proposed: what reminders count from. */
    askedAt: integer().notNull().default(0),
    remindedAt: integer(),
    escalatedAt: integer(),
  },
  (table) => [
    index('reward_by_expiry')
      .on(table.expiresAt)
      .where(sql`state IN ('proposed', 'change_requested')`),
    index('reward_by_person').on(table.personId),
    index('reward_by_asking')
      .on(table.askedAt)
      .where(sql`state = 'proposed'`),
  ],
);

export const ledgerTransaction = sqliteTable('ledger_transaction', {
  /** The order in which the books were written. */
  seq: integer().primaryKey(),
  id: text().notNull().unique(),
  at: integer().notNull(),
  kind: text().notNull(),
  reference: text().notNull(),
});

/** What each account holds: the fold of its entries, written with them. */
export const balance = sqliteTable(
  'balance',
  {
    currency: text().notNull(),
    account: text().notNull(),
    /** The sub-account: a budget, a person's points, or empty. */
    holder: text().notNull(),
    amount: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.currency, table.account, table.holder] })],
);

export const ledgerEntry = sqliteTable(
  'ledger_entry',
  {
    transactionId: text().notNull(),
    account: text().notNull(),
    holder: text().notNull(),
    currency: text().notNull(),
    amount: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.transactionId, table.account, table.holder, table.currency] })],
);

/** How much each budget may spend in all; the ledger says how much of it is left. */
export const budget = sqliteTable(
  'budget',
  {
    /** A programme, or a programme's month: `general`, `general/2026-11`. */
    holder: text().notNull(),
    currency: text().notNull(),
    amount: integer().notNull(),
    /** How often it was set: the key of the ledger's next entry for it. */
    edition: integer().notNull(),
    updatedAt: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.holder, table.currency] })],
);

/** Versions of the approval policy, the newest in force. */
export const policy = sqliteTable('policy', {
  version: integer().primaryKey(),
  value: text().notNull(),
  note: text().notNull(),
  publishedBy: text().notNull(),
  publishedAt: integer().notNull(),
});

/** Who decides for somebody while they are away. */
export const delegation = sqliteTable('delegation', {
  /** The Slack user or e-mail who is away, as `identityOf` gives it; one delegate at a time. */
  principal: text().primaryKey(),
  principalActor: text().notNull(),
  delegate: text().notNull(),
  delegateActor: text().notNull(),
  until: integer().notNull(),
  createdAt: integer().notNull(),
});

/** Things of value a reward can be. */
export const catalogueItem = sqliteTable('catalogue_item', {
  id: text().primaryKey(),
  value: text().notNull(),
  /** How many are left; null where there is no end of them. */
  stock: integer(),
  archivedAt: integer(),
  updatedAt: integer().notNull(),
});
