import type { CrmBatch, CrmContact } from '#core/crm/crm.ts';
import { isSameEmployer, jobStep, type Employer, type Job, type JobStep } from '#core/person/job-change.ts';
import type { Tier } from '#core/score/tier.ts';
import { first } from '#server/storage/sql.ts';
import type { ReadContacts } from '#server/workspace/ingest/contacts.ts';
import type { Store } from '#server/workspace/store.ts';
import { EMPLOYER_COLUMNS, rowToEmployer, type EmployerRow } from './before.ts';
import { addChange, settleChanges, type NewChange } from './changes.ts';
import { recountJobs } from './standing.ts';
import { announceChanges } from './announce.ts';
import { nameEmployers } from './employers.ts';

/**
 * Keeps what a page tells of people's jobs beside what their records told before (`before`), ends and restores flags,
 * and tells the team. Whatever a first sync finds is told to nobody.
 */
export function noticeJobChanges(
  store: Store,
  connection: string,
  batch: CrmBatch,
  read: ReadContacts,
  before: ReadonlyMap<string, Job>,
): void {
  const people = new Set<number>(read.changed.keys());
  const news: number[] = [];
  for (const { id, personId } of nameEmployers(store, connection, batch)) {
    people.add(personId);
    news.push(id);
  }
  for (const contact of batch.contacts) {
    const was = before.get(contact.id);
    const personId = read.people.get(contact.id);
    if (was === undefined || personId === undefined || read.stale.has(contact)) continue;
    people.add(personId);
    const id = noticeStep(store, connection, contact, personId, was);
    if (id !== null) news.push(id);
  }
  news.push(...recountJobs(store, [...people]));
  if (!isInitial(store, connection)) announceChanges(store, news);
}

function isInitial({ sql }: Store, connection: string): boolean {
  return first(sql, 'SELECT 1 FROM connection WHERE id = ? AND initial', connection) !== undefined;
}

function noticeStep(
  store: Store,
  connection: string,
  contact: CrmContact,
  personId: number,
  was: Job,
): number | null {
  const record = { connection, recordId: contact.id };
  const company = employerOf(store, connection, contact.companyId);
  const left = was.company === null && company !== null ? takeLeft(store, record) : null;
  const known: Job = left === null ? was : { ...was, company: left };
  const after: Job = { company, title: contact.title };
  const isElsewhere = known.company !== null && company !== null && !isSameEmployer(known.company, company);
  if (isElsewhere && hasReturned(store, personId, company)) return null;
  const step = jobStep(known, after, jobsElsewhere(store, personId, record));
  if (step === null) return null;
  const { tier, shown } = standingOf(store, personId);
  // Titles change by the thousand; that of somebody who never stood out is no news.
  if (step.kind === 'title_changed' && !shown) return null;
  return addChange(store, { ...record, personId, at: contact.modifiedAt, tier, ...columnsOf(step) });
}

function employerOf({ sql }: Store, connection: string, id: string | null): Employer | null {
  if (id === null) return null;
  const row = first<{ name: string; domain: string | null }>(
    sql,
    'SELECT name, domain FROM company WHERE connection = ? AND id = ?',
    connection,
    id,
  );
  return { connection, id, name: row?.name ?? null, domain: row?.domain ?? null };
}

interface RecordPlace {
  connection: string;
  recordId: string;
}

/** The company a record named last before it named none; it is remembered no longer. */
function takeLeft({ sql }: Store, { connection, recordId }: RecordPlace): Employer | null {
  const rows = sql.all<EmployerRow>(
    `DELETE FROM job_change WHERE kind = 'left' AND connection = ? AND record_id = ?
     RETURNING connection, from_company_id AS companyId, from_company AS companyName, from_domain AS companyDomain`,
    connection,
    recordId,
  );
  const [row] = rows.slice(-1);
  return row === undefined ? null : rowToEmployer(row);
}

/** The jobs that other living records of the person tell. */
function jobsElsewhere({ sql }: Store, personId: number, { connection, recordId }: RecordPlace): Job[] {
  return sql
    .all<EmployerRow & { title: string | null }>(
      `SELECT ${EMPLOYER_COLUMNS}, record.title FROM record
       LEFT JOIN company ON company.connection = record.connection AND company.id = record.company_id
       WHERE record.person_id = ? AND record.removed_at IS NULL AND NOT (record.connection = ? AND record.id = ?)`,
      personId,
      connection,
      recordId,
    )
    .map((row) => ({ company: rowToEmployer(row), title: row.title }));
}

/** Whether they are back where their last move began: it is taken back then. */
function hasReturned(store: Store, personId: number, now: Employer): boolean {
  const last = first<EmployerRow & { id: number; verdict: string | null }>(
    store.sql,
    `SELECT id, connection, verdict, from_company_id AS companyId, from_company AS companyName,
       from_domain AS companyDomain
     FROM job_change WHERE person_id = ? AND kind = 'moved' ORDER BY at DESC, id DESC LIMIT 1`,
    personId,
  );
  const from = last === undefined ? null : rowToEmployer(last);
  if (last === undefined || from === null || (last.verdict !== null && last.verdict !== 'confirmed'))
    return false;
  if (!isSameEmployer(from, now)) return false;
  settleChanges(store, [last.id], 'returned', 'crm');
  return true;
}

function standingOf({ sql }: Store, personId: number): { tier: Tier; shown: boolean } {
  const row = first<{ tier: Tier; shown: number }>(
    sql,
    `SELECT tier, tier <> 'none' OR flag_tier IS NOT NULL AS shown FROM person WHERE id = ?`,
    personId,
  );
  return { tier: row?.tier ?? 'none', shown: row?.shown === 1 };
}

function columnsOf(step: JobStep): Pick<NewChange, 'kind'> & Partial<NewChange> {
  if (step.kind === 'title_changed') return { kind: step.kind, fromTitle: step.from, toTitle: step.to };
  const { id: fromCompanyId, name: fromCompany, domain: fromDomain } = step.from;
  const left = { kind: step.kind, fromCompanyId, fromCompany, fromDomain };
  if (step.kind === 'left') return left;
  const { fromTitle, toTitle } = step;
  return { ...left, toCompanyId: step.to.id, toCompany: step.to.name, fromTitle, toTitle };
}
