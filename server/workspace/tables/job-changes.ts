import { sql } from 'drizzle-orm';
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** What the CRM records of a person told of their job: another company, another title, an address that died. */
export const jobChange = sqliteTable(
  'job_change',
  {
    id: integer().primaryKey(),
    /** Made of the record, the time of its page and what it says, so that reading it again adds nothing. */
    key: text().notNull().unique(),
    personId: integer().notNull(),
    /** See `JobChangeKind`; `cleared`, which nobody is shown, remembers a company until one is named again. */
    kind: text().notNull(),
    connection: text().notNull(),
    recordId: text().notNull(),
    /** When the record was changed. */
    at: integer().notNull(),
    noticedAt: integer().notNull(),
    fromCompanyId: text(),
    fromCompany: text(),
    fromDomain: text(),
    toCompanyId: text(),
    /** Null until the company has been read. */
    toCompany: text(),
    fromTitle: text(),
    toTitle: text(),
    /** The address that died. */
    fromEmail: text(),
    /** Where they stood when it was noticed. */
    tier: text().notNull(),
    /** When the team's Slack was told; null where nobody was. */
    toldAt: integer(),
    /** Null while nobody has decided; see `JobVerdict`. */
    verdict: text(),
    settledBy: text(),
    settledAt: integer(),
  },
  (table) => [
    index('job_change_by_person').on(table.personId, table.kind),
    index('job_change_open')
      .on(table.id)
      .where(sql`verdict IS NULL`),
    index('job_change_by_former').on(table.fromCompanyId),
    index('job_change_unnamed')
      .on(table.toCompanyId)
      .where(sql`kind = 'moved' AND to_company IS NULL`),
  ],
);
