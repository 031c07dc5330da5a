import { sql } from 'drizzle-orm';
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

// WITHOUT ROWID where looked up by a text key, as in workspace.ts.

/** How a reward reaches its person: written before the first call leaves, and once a reward. */
export const fulfilment = sqliteTable(
  'fulfilment',
  {
    rewardId: text().primaryKey(),
    /** Chosen once for an order: a retry elsewhere would pay twice. */
    provider: text().notNull(),
    /** Under which edition of the provider's settings: a retry at another address would pay twice. Null: none yet. */
    edition: integer(),
    /** 1, and one more for each new order after the one before was made void. */
    number: integer().notNull(),
    key: text().notNull(),
    /** The provider's ids of the order, and of the reward in it. */
    reference: text(),
    item: text(),
    /** See `FulfilmentState`. */
    state: text().notNull(),
    attempts: integer().notNull(),
    /** When the last call left that was not answered as taken; null where none did. */
    calledAt: integer(),
    /** Who made it void after money had left for it: somebody else has to order anew. */
    voidBy: text(),
    /** Why money may have left twice, in words. */
    doubt: text(),
    /** What the provider last said, and what last went wrong. */
    words: text(),
    problem: text(),
    proof: text(),
    proofBy: text(),
    /** The time of what is known: what was told of an earlier one changes nothing. */
    toldAt: integer().notNull(),
    deliveredAt: integer(),
    expiresAt: integer(),
    /** When the provider is asked next, and how often it was; null where it is not. */
    checkAt: integer(),
    checks: integer().notNull(),
    /** When a reminder of the person is to be proposed, when it was, and who saw to it. */
    remindAt: integer(),
    remindedAt: integer(),
    remindedBy: text(),
    createdAt: integer().notNull(),
    updatedAt: integer().notNull(),
  },
  (table) => [
    index('fulfilment_by_check')
      .on(table.checkAt)
      .where(sql`check_at IS NOT NULL`),
    index('fulfilment_by_remind')
      .on(table.remindAt)
      .where(sql`remind_at IS NOT NULL`),
    index('fulfilment_by_key').on(table.key),
    index('fulfilment_by_reference').on(table.reference),
    index('fulfilment_by_item').on(table.item),
    index('fulfilment_by_state').on(table.state, table.updatedAt),
  ],
);

/** What was told of an order, each once, by its key: a repeat changes nothing. */
export const fulfilmentTold = sqliteTable(
  'fulfilment_told',
  {
    key: text().notNull(),
    state: text().notNull(),
    /** The moment as it was said, which tells a repeat; 0 where none was. */
    saidAt: integer().notNull(),
    /** The same, and no later than it was heard. */
    at: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.key, table.state, table.saidAt] })],
);

/** Void orders another was made after: what is told of them still comes. */
export const voidOrder = sqliteTable('void_order', {
  key: text().primaryKey(),
  rewardId: text().notNull(),
  provider: text().notNull(),
  edition: integer(),
});

/** Every address of a provider orders ever went to, with what was set for it; secrets are sealed, in `secret`. */
export const fulfilmentEdition = sqliteTable(
  'fulfilment_edition',
  {
    provider: text().notNull(),
    edition: integer().notNull(),
    address: text().notNull(),
    /** Null where it was whoever runs the server who set it. */
    settings: text(),
  },
  (table) => [primaryKey({ columns: [table.provider, table.edition] })],
);

/** The edition an admin chose of a provider. */
export const fulfilmentProvider = sqliteTable('fulfilment_provider', {
  name: text().primaryKey(),
  edition: integer().notNull(),
  updatedBy: text().notNull(),
  updatedAt: integer().notNull(),
});

/** Who fulfils what; an empty programme or kind stands for any. */
export const fulfilmentChoice = sqliteTable(
  'fulfilment_choice',
  {
    programme: text().notNull(),
    kind: text().notNull(),
    provider: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.programme, table.kind] })],
);

/** Secrets of this workspace, sealed by its vault. */
export const secret = sqliteTable('secret', {
  field: text().primaryKey(),
  sealed: text().notNull(),
});
