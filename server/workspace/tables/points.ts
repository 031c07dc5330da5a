import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

// WITHOUT ROWID where looked up by a text key, as in workspace.ts.

/** Programmes of points, each with its rules as JSON: see core's `PointsProgramme`. */
export const pointsProgramme = sqliteTable('points_programme', {
  id: text().primaryKey(),
  definition: text().notNull(),
  updatedBy: text().notNull(),
  updatedAt: integer().notNull(),
});

/** What one person holds of one programme, beside their lots. */
export const pointsWallet = sqliteTable(
  'points_wallet',
  {
    personId: integer().notNull(),
    programme: text().notNull(),
    shortfall: integer().notNull(),
    /** Null in a programme without tiers. */
    tier: text(),
    tierSince: integer(),
    tierUntil: integer(),
    /** Whether no points end at present. */
    sheltered: integer({ mode: 'boolean' }).notNull(),
    /** The end of the term whose step down was announced. */
    noticedFor: integer(),
    /** When time alone next does something here. */
    dueAt: integer(),
  },
  (table) => [
    primaryKey({ columns: [table.personId, table.programme] }),
    index('points_wallet_by_due').on(table.dueAt),
    index('points_wallet_by_programme').on(table.programme, table.personId),
  ],
);

/** Points earned at once; never deleted, so that tiers can be told from them. */
export const pointsLot = sqliteTable(
  'points_lot',
  {
    id: integer().primaryKey(),
    personId: integer().notNull(),
    programme: text().notNull(),
    act: text().notNull(),
    earnedAt: integer().notNull(),
    unlockAt: integer().notNull(),
    expiresAt: integer(),
    locked: integer({ mode: 'boolean' }).notNull(),
    amount: integer().notNull(),
    remaining: integer().notNull(),
    spent: integer().notNull(),
    expired: integer().notNull(),
    reversed: integer().notNull(),
    revoked: integer().notNull(),
  },
  (table) => [index('points_lot_by_person').on(table.personId, table.programme, table.id)],
);

/** Everything that happened to points, each once under its key; the ledger's transactions are numbered by it. */
export const pointsMovement = sqliteTable(
  'points_movement',
  {
    id: integer().primaryKey(),
    /** What was asked, and its idempotency key; or what time did to which lot. */
    key: text().notNull().unique(),
    personId: integer().notNull(),
    programme: text().notNull(),
    kind: text().notNull(),
    at: integer().notNull(),
    lotId: integer(),
    points: integer().notNull(),
    /** How many were asked for, before tiers and limits; null where none were. */
    asked: integer(),
    /** Of these, how many are owed: they were not there to be taken. */
    owed: integer().notNull(),
    /** What for, in somebody's words. */
    reason: text().notNull(),
    by: text().notNull(),
  },
  (table) => [index('points_movement_by_person').on(table.personId, table.programme, table.id)],
);
