import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

// WITHOUT ROWID where looked up by a text key, as in tables.ts.

/** What somebody was asked for, by a rep. */
export const ask = sqliteTable(
  'ask',
  {
    key: text().primaryKey(),
    personId: integer().notNull(),
    kind: text().notNull(),
    askedAt: integer().notNull(),
    askedBy: text().notNull(),
    note: text(),
  },
  (table) => [index('ask_by_person').on(table.personId, table.askedAt)],
);

/** Wishes not to be asked, by where they were made (`record:<connection>:<id>`); one is enough, whoever else agrees. */
export const optOut = sqliteTable(
  'opt_out',
  {
    personId: integer().notNull(),
    source: text().notNull(),
    at: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.personId, table.source] })],
);

/** Who became whom, and why: what explains a merge afterwards. */
export const personLink = sqliteTable(
  'person_link',
  {
    id: integer().primaryKey(),
    fromId: integer().notNull(),
    intoId: integer().notNull(),
    at: integer().notNull(),
    by: text().notNull(),
    /** `crm_merge`, `lead_conversion`, `email`, `suggestion` or `manual`. */
    why: text().notNull(),
    /** What it rested on and what moved, as JSON. */
    evidence: text().notNull(),
  },
  (table) => [index('person_link_by_into').on(table.intoId), index('person_link_by_from').on(table.fromId)],
);

/** Two people who may be one human, for an admin to decide; the lower id first. */
export const linkSuggestion = sqliteTable(
  'link_suggestion',
  {
    personA: integer().notNull(),
    personB: integer().notNull(),
    /** Why it was thought so, as JSON. */
    evidence: text().notNull(),
    /** `open` or `rejected`; one accepted is a link. */
    state: text().notNull(),
    suggestedAt: integer().notNull(),
    decidedBy: text(),
    decidedAt: integer(),
  },
  (table) => [
    primaryKey({ columns: [table.personA, table.personB] }),
    index('link_suggestion_by_state').on(table.state, table.suggestedAt),
    index('link_suggestion_by_other').on(table.personB),
  ],
);

/** Proof of each privacy erasure: what went, and when; no name. */
export const erasure = sqliteTable('erasure', {
  id: integer().primaryKey(),
  personId: integer().notNull(),
  at: integer().notNull(),
  by: text().notNull(),
  why: text().notNull(),
  /** How many rows of what were removed, as JSON. */
  removed: text().notNull(),
});

/** Ids that stopped existing in a merge, and what they became; empty after a privacy deletion. */
export const recordAlias = sqliteTable(
  'record_alias',
  {
    connection: text().notNull(),
    id: text().notNull(),
    becameId: text().notNull(),
    at: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.connection, table.id] })],
);

/** Whom a posted digest names, so that it can be drawn without them; `total` is how many it counted. */
export const mention = sqliteTable(
  'mention',
  {
    connection: text().notNull(),
    channel: text().notNull(),
    ts: text().notNull(),
    personId: integer().notNull(),
    total: integer().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.connection, table.channel, table.ts, table.personId] }),
    index('mention_by_person').on(table.personId),
  ],
);
