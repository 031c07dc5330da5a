import { sql } from 'drizzle-orm';
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';

// WITHOUT ROWID where looked up by a text key, as in workspace.ts.

/** The people of the company who run the programme, in Slack and in the console. */
export const member = sqliteTable(
  'member',
  {
    id: integer().primaryKey(),
    slackTeam: text(),
    slackUser: text(),
    /** In lower case; null where Slack tells none. */
    email: text(),
    name: text().notNull(),
    image: text(),
    timeZone: text(),
    role: text().notNull(),
    /** `active` or `disabled`. */
    state: text().notNull(),
    /** Raised to end every session of theirs. */
    sessionVersion: integer().notNull().default(1),
    createdAt: integer().notNull(),
    /** When they last signed in to the console; null where they never did. */
    signedInAt: integer(),
    lastSeenAt: integer(),
  },
  (table) => [
    uniqueIndex('member_by_slack_user').on(table.slackUser),
    uniqueIndex('member_by_email').on(table.email),
    index('member_by_role')
      .on(table.role)
      .where(sql`state = 'active'`),
  ],
);

/** Slack users who pressed or were named, and whether they are known to be a member. */
export const slackUser = sqliteTable(
  'slack_user',
  {
    team: text().notNull(),
    id: text().notNull(),
    name: text().notNull(),
    email: text(),
    /** `waiting` to be looked up, `joined` to a member, `unmatched` with none, `conflict` with another Slack user's. */
    state: text().notNull(),
    seenAt: integer().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.team, table.id] }),
    index('slack_user_by_state').on(table.state, table.seenAt),
  ],
);

/** Keys for programs: of the secret only its SHA-256 is kept. */
export const apiKey = sqliteTable('api_key', {
  id: text().primaryKey(),
  name: text().notNull(),
  role: text().notNull(),
  hash: text().notNull(),
  createdBy: text().notNull(),
  createdAt: integer().notNull(),
  lastUsedAt: integer(),
  revokedAt: integer(),
});

/** Sessions that were signed out of before they ran out. */
export const endedSession = sqliteTable(
  'ended_session',
  {
    id: text().primaryKey(),
    /** When it would have run out by itself: there is nothing to remember from then on. */
    until: integer().notNull(),
  },
  (table) => [index('ended_session_by_until').on(table.until)],
);
