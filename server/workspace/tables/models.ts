import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** Score models. A draft has no version and may change; a published one has, and never changes again. */
export const model = sqliteTable('model', {
  id: integer().primaryKey(),
  version: integer().unique(),
  /** The `ScoreModel`, as JSON. */
  definition: text().notNull(),
  /** `default`, `edit`, `calibration` or `revert`. */
  origin: text().notNull(),
  /** The version it was drafted from; null for the first. */
  base: integer(),
  /** Why, in the words of whoever made it. */
  note: text().notNull(),
  createdBy: text().notNull(),
  createdAt: integer().notNull(),
  updatedAt: integer().notNull(),
  publishedBy: text(),
  publishedAt: integer(),
  /** The `KeptCalibration` of a model that calibration made, as JSON. */
  calibration: text(),
});
