import { sql } from 'drizzle-orm';
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

// WITHOUT ROWID where looked up by a text key, as in workspace.ts.

/** Why a proposed reward waits for somebody to look at it; the person is the reward's. */
export const fraudHold = sqliteTable(
  'fraud_hold',
  {
    rewardId: text().notNull(),
    code: text().notNull(),
    reason: text().notNull(),
    /** What it rests on, as JSON. */
    evidence: text().notNull(),
    placedAt: integer().notNull(),
    expectedBy: integer().notNull(),
    /** When it ends by itself; null where somebody has to decide. */
    lapsesAt: integer(),
    /** `open`, `cleared`, `confirmed` or `lapsed`. */
    state: text().notNull(),
    /** Who decided, when and why. */
    by: text(),
    at: integer(),
    why: text(),
  },
  (table) => [
    primaryKey({ columns: [table.rewardId, table.code] }),
    index('fraud_hold_by_state').on(table.state, table.placedAt),
    index('fraud_hold_by_lapse')
      .on(table.lapsesAt)
      .where(sql`state = 'open'`),
  ],
);

/** What the rules were set to, and since when; the last is in force. */
export const fraudSetting = sqliteTable('fraud_setting', {
  id: integer().primaryKey(),
  at: integer().notNull(),
  by: text().notNull(),
  /** As JSON. */
  value: text().notNull(),
});
