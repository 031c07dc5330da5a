import { displayActor, slackUserOf } from '#core/actor/actor.ts';
import type { Hand, Recipient } from '#core/fraud/hand.ts';
import { normalizeEmail } from '#core/person/person.ts';
import { first } from '#server/storage/sql.ts';
import { emailOf } from '#server/workspace/rewards/proposers.ts';
import type { Store } from '#server/workspace/store.ts';

/** What the store tells of an actor: see `Hand`. */
export function knownOf(store: Store, actor: string): Omit<Hand, 'part'> {
  const slack = slackUserOf(actor);
  const told = normalizeEmail(emailOf(store, actor) ?? '');
  const found = slack === null ? [] : emailsOfSlack(store, slack);
  const emails = [...new Set([...(told === null ? [] : [told]), ...found])];
  const slackUsers = [...new Set([...(slack === null ? [] : [slack]), ...slackUsersWith(store, emails)])];
  return {
    name: nameOf(store, actor, emails),
    emails,
    slackUsers,
    companies: companiesWith(store, emails),
  };
}

function emailsOfSlack({ sql }: Store, user: string): string[] {
  const rows = sql.all<{ email: string }>(
    `SELECT email FROM member WHERE slack_user = ?1 AND email IS NOT NULL
     UNION SELECT email FROM slack_user WHERE id = ?1 AND email IS NOT NULL`,
    user,
  );
  return rows.flatMap(({ email }) => normalizeEmail(email) ?? []);
}

/** The Slack users that go by these e-mails. */
function slackUsersWith({ sql }: Store, emails: readonly string[]): string[] {
  if (emails.length === 0) return [];
  const rows = sql.all<{ id: string }>(
    `SELECT slack_user AS id FROM member
       WHERE slack_user IS NOT NULL AND email IN (SELECT value FROM json_each(?1))
     UNION SELECT id FROM slack_user WHERE email IN (SELECT value FROM json_each(?1))`,
    JSON.stringify(emails),
  );
  return rows.map(({ id }) => id.toUpperCase());
}

function nameOf({ sql }: Store, actor: string, emails: readonly string[]): string | null {
  if (slackUserOf(actor) !== null) return displayActor(actor);
  if (emails.length === 0) return actor;
  const row = first<{ name: string }>(
    sql,
    `SELECT name FROM member WHERE email IN (SELECT value FROM json_each(?1))
     UNION ALL SELECT name FROM owner WHERE lower(email) IN (SELECT value FROM json_each(?1)) LIMIT 1`,
    JSON.stringify(emails),
  );
  return row?.name ?? null;
}

/** The companies of whoever has these e-mails in a CRM. */
function companiesWith({ sql }: Store, emails: readonly string[]): string[] {
  if (emails.length === 0) return [];
  const rows = sql.all<{ name: string }>(
    `SELECT DISTINCT company.name FROM record
       JOIN company ON company.connection = record.connection AND company.id = record.company_id
     WHERE record.email IN (SELECT value FROM json_each(?)) AND record.removed_at IS NULL`,
    JSON.stringify(emails),
  );
  return rows.map(({ name }) => name);
}

/** A person as a recipient: of all their living records, with the companies those are at. */
export function recipientOf(store: Store, personId: number): Recipient {
  const person = first<{ name: string; email: string | null }>(
    store.sql,
    'SELECT name, email FROM person WHERE id = ?',
    personId,
  );
  const works = store.sql.all<{ email: string | null; company: string | null; domain: string | null }>(
    `SELECT record.email, company.name AS company, company.domain FROM record
       LEFT JOIN company ON company.connection = record.connection AND company.id = record.company_id
     WHERE record.person_id = ? AND record.removed_at IS NULL`,
    personId,
  );
  const told = [person?.email ?? null, ...works.map(({ email }) => email)];
  const emails = [...new Set(told.flatMap((email) => normalizeEmail(email ?? '') ?? []))];
  return {
    name: person?.name ?? null,
    emails,
    slackUsers: slackUsersWith(store, emails),
    companies: [...new Set(works.flatMap(({ company }) => company ?? []))],
    companyDomains: [...new Set(works.flatMap(({ domain }) => domain ?? []))],
  };
}
