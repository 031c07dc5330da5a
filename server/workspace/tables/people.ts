import { sql } from 'drizzle-orm';
import { index, integer, primaryKey, real, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** One human. The decayed sum of each pillar is a value `v` as of a time `at` (epoch ms; null: no signal yet). */
export const person = sqliteTable(
  'person',
  {
    id: integer().primaryKey(),
    name: text().notNull(),
    /** The name as people are matched by it, see `nameKey`. */
    nameKey: text(),
    email: text(),
    title: text(),
    /** Of the record changed last; where its name is kept, so that a company renamed changes no person. */
    companyConnection: text(),
    companyId: text(),
    owner: text(),
    wordOfMouthV: real(),
    wordOfMouthAt: integer(),
    promotionV: real(),
    promotionAt: integer(),
    loyaltyV: real(),
    loyaltyAt: integer(),
    protectionV: real(),
    protectionAt: integer(),
    feedbackV: real(),
    feedbackAt: integer(),
    /** What everybody is ranked by, see `rankKeys`; null where somebody stays too low to be looked for. */
    rankOverall: real(),
    rankWordOfMouth: real(),
    rankPromotion: real(),
    rankLoyalty: real(),
    rankProtection: real(),
    rankFeedback: real(),
    /** The version of the model its sums were made by. */
    modelVersion: integer().notNull().default(1),
    tier: text().notNull(),
    tierSince: integer().notNull(),
    /** When decay alone may next change the tier; null: never. */
    tierCheckAt: integer(),
    lastActAt: integer(),
    /** What was last queued for the CRM record, so that only changes are. */
    flagTier: text(),
    /** The propensity last queued for the CRM; -1 minus it where too little was known and the record shows none. */
    flagPropensity: integer(),
    snoozedUntil: integer(),
    lastAskedAt: integer(),
    /** Until when they are left alone after the last ask; null where nobody asked, and once it is over. */
    restUntil: integer(),
    /** Whether any row of `opt_out` is theirs. */
    optedOut: integer({ mode: 'boolean' }).notNull().default(false),
    /** Until when a hold of theirs or of a company of theirs stands, `UNTIL_LIFTED` where it has no end; null: none. */
    heldUntil: integer(),
    /** `employee` or `competitor`, by the domains of their e-mails and companies; null: neither. */
    insider: text(),
    /** When they last moved, left or got another title, unless somebody said it costs no flag; null: never. */
    movedAt: integer(),
    /** Whether mail to every address of theirs comes back. */
    unreachable: integer({ mode: 'boolean' }).notNull().default(false),
    /** Set when no CRM holds a record of the person any more. */
    removedAt: integer(),
    createdAt: integer().notNull(),
  },
  (table) => [
    index('person_by_name_key')
      .on(table.nameKey)
      .where(sql`name_key IS NOT NULL`),
    index('person_by_rest')
      .on(table.restUntil)
      .where(sql`rest_until IS NOT NULL`),
    index('person_by_tier_check')
      .on(table.tierCheckAt)
      .where(sql`tier_check_at IS NOT NULL`),
    index('person_by_rank')
      .on(table.rankOverall)
      .where(sql`rank_overall IS NOT NULL`),
    index('person_by_word_of_mouth')
      .on(table.rankWordOfMouth)
      .where(sql`rank_word_of_mouth IS NOT NULL`),
    index('person_by_promotion')
      .on(table.rankPromotion)
      .where(sql`rank_promotion IS NOT NULL`),
    index('person_by_loyalty')
      .on(table.rankLoyalty)
      .where(sql`rank_loyalty IS NOT NULL`),
    index('person_by_protection')
      .on(table.rankProtection)
      .where(sql`rank_protection IS NOT NULL`),
    index('person_by_feedback')
      .on(table.rankFeedback)
      .where(sql`rank_feedback IS NOT NULL`),
  ],
);

/** A CRM record of a person. It has a rowid: each of its indices would repeat the account and the id otherwise. */
export const record = sqliteTable(
  'record',
  {
    connection: text().notNull(),
    id: text().notNull(),
    personId: integer().notNull(),
    url: text().notNull(),
    /** As compared, see `normalizeEmail`; null where there is none. */
    email: text(),
    /** Whether mail to it came back: it proves nothing about who somebody is. */
    bounced: integer({ mode: 'boolean' }).notNull().default(false),
    /** Of the same account: somebody in two CRMs is on a company of each. */
    companyId: text(),
    title: text(),
    modifiedAt: integer().notNull(),
    /** When it was last read in the CRM: what a full read does not meet may be gone. */
    readAt: integer().notNull(),
    /** Set while the record lies in the CRM's recycle bin; a restore clears it. */
    removedAt: integer(),
  },
  (table) => [
    primaryKey({ columns: [table.connection, table.id] }),
    index('record_by_person').on(table.personId),
    index('record_by_email').on(table.email),
    index('record_by_company').on(table.companyId),
  ],
);

export const signal = sqliteTable(
  'signal',
  {
    key: text().primaryKey(),
    personId: integer().notNull(),
    type: text().notNull(),
    occurredAt: integer().notNull(),
    receivedAt: integer().notNull(),
    value: real(),
    source: text(),
    /** The CRM account it was read from; null where somebody reported it. */
    connection: text(),
    /** Who told of it, where somebody did and we know who. */
    reportedBy: text(),
  },
  (table) => [
    // Holds all a score is made of: scoring everybody anew reads nothing else.
    index('signal_by_person').on(table.personId, table.occurredAt, table.type, table.value, table.connection),
    // Who was let down of late, see `digestPeople`.
    index('signal_by_let_down')
      .on(table.occurredAt)
      .where(sql`type IN ('detractor', 'complaint', 'bad_reference') OR (type = 'nps' AND value <= 6)`),
  ],
);
