import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

// WITHOUT ROWID where looked up by a text key, as in workspace.ts.

/** What of the catalogue a reward took, as the item was then: a later edit changes no reward. */
export const rewardItem = sqliteTable(
  'reward_item',
  {
    rewardId: text().primaryKey(),
    itemId: text().notNull(),
    /** The item in JSON. */
    value: text().notNull(),
    taxClass: text().notNull(),
    /** `reserved`, `consumed` or `returned`. */
    state: text().notNull(),
    /** Whether one was counted off the stock. */
    counted: integer({ mode: 'boolean' }).notNull().default(false),
  },
  (table) => [index('reward_item_by_item').on(table.itemId, table.state)],
);

/** Which rule proposed a reward, and for whose account: what caps count. */
export const ruleUse = sqliteTable(
  'rule_use',
  {
    rewardId: text().primaryKey(),
    rule: text().notNull(),
    /** The account of the person then, see `accountKey`; `person:<id>` where they have none. */
    account: text().notNull(),
    at: integer().notNull(),
  },
  (table) => [
    index('rule_use_by_time').on(table.rule, table.at),
    index('rule_use_by_account').on(table.account, table.rule, table.at),
  ],
);

/** Acts whose reward is proposed later, if they still stand then. */
export const ruleHold = sqliteTable(
  'rule_hold',
  {
    /** Of the signal. */
    key: text().primaryKey(),
    rule: text().notNull(),
    dueAt: integer().notNull(),
  },
  (table) => [index('rule_hold_by_time').on(table.dueAt)],
);
