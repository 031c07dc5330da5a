import type { CrmBatch, CrmContact } from '#core/crm/crm.ts';
import { isSameEmployer, jobSteps, type Employer, type Job, type JobStep } from '#core/person/job-change.ts';
import { isSameTitle } from '#core/person/seniority.ts';
import type { Tier } from '#core/score/tier.ts';
import { first } from '#server/storage/sql.ts';
import { ENDED } from '#server/workspace/asks/standing.ts';
import type { ReadContacts } from '#server/workspace/ingest/contacts.ts';
import type { Store } from '#server/workspace/store.ts';
import { EMPLOYER_COLUMNS, rowToEmployer, type EmployerRow } from './before.ts';
import { addChange, settleChanges, type NewChange } from './changes.ts';
import { becomeMove, departuresOf, endDepartures, type Departure } from './departure.ts';
import { HOLDS_TRUE, recountJobs } from './standing.ts';
import { announceChanges } from './announce.ts';
import { nameEmployers, settleGoneEmployers } from './employers.ts';

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
    news.push(...noticeSteps(store, connection, contact, personId, was));
  }
  for (const personId of settleGoneEmployers(store, connection, batch)) people.add(personId);
  news.push(...recountJobs(store, [...people]));
  if (!isInitial(store, connection)) announceChanges(store, news);
}

function isInitial({ sql }: Store, connection: string): boolean {
  return first(sql, 'SELECT 1 FROM connection WHERE id = ? AND initial', connection) !== undefined;
}

/** Keeps what one record tells of a job; gives the changes that are to be told. */
function noticeSteps(
  store: Store,
  connection: string,
  contact: CrmContact,
  personId: number,
  was: Job,
): number[] {
  const record = { connection, recordId: contact.id };
  const company = employerOf(store, connection, contact.companyId);
  const departures = company === null ? [] : departuresOf(store, personId, record);
  const known = jobKnown(was, departures);
  const isElsewhere = known.company !== null && company !== null && !isSameEmployer(known.company, company);
  const isBack = isElsewhere && hasReturned(store, personId, company);
  const after: Job = { company, title: contact.title };
  const steps = isBack ? [] : jobSteps(known, after, jobsElsewhere(store, personId, record));
  const { tier, shown, ended } = standingOf(store, personId);
  const news: number[] = [];
  let open = departures;
  for (const step of steps) {
    const change = { ...record, personId, at: contact.modifiedAt, tier, ...columnsOf(step) };
    const left = step.kind === 'moved' ? open.find((each) => isFrom(each, step.from)) : undefined;
    if (left !== undefined) {
      open = open.filter((each) => each !== left);
      news.push(becomeMove(store, left.id, change));
      continue;
    }
    // Titles change by the thousand; that of somebody who never stood out is no news.
    if (step.kind === 'title_changed' && (!shown || hasTitleBack(store, personId, step.to))) continue;
    const id = addChange(store, change);
    // Another title costs whose flag ended already nothing more.
    if (id !== null && !(step.kind === 'title_changed' && ended)) news.push(id);
  }
  if (known.company !== null && (was.company === null || isElsewhere))
    endDepartures(store, open, known.company);
  return news;
}

/** The job a record told last, the company being the one named before it named none. */
function jobKnown(was: Job, departures: readonly Departure[]): Job {
  const last = was.company === null ? (departures.find(({ isOwn }) => isOwn) ?? departures[0]) : undefined;
  if (last === undefined) return was;
  return { company: last.from, title: (last.isOwn ? last.fromTitle : null) ?? was.title };
}

function isFrom({ kind, from }: Departure, employer: Employer): boolean {
  return kind === 'left' && isSameEmployer(from, employer);
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

/** Whether they have the title again that their last change of it took from them: that is taken back then. */
function hasTitleBack(store: Store, personId: number, title: string): boolean {
  const last = first<{ id: number; fromTitle: string; holds: number }>(
    store.sql,
    `SELECT id, from_title AS fromTitle, ${HOLDS_TRUE} AS holds
     FROM job_change WHERE person_id = ? AND kind = 'title_changed' ORDER BY at DESC, id DESC LIMIT 1`,
    personId,
  );
  if (last === undefined || last.holds === 0 || !isSameTitle(last.fromTitle, title)) return false;
  settleChanges(store, [last.id], 'returned', 'crm');
  return true;
}

function standingOf({ sql }: Store, personId: number): { tier: Tier; shown: boolean; ended: boolean } {
  const row = first<{ tier: Tier; shown: number; ended: number }>(
    sql,
    `SELECT tier, tier <> 'none' OR flag_tier IS NOT NULL AS shown, ${ENDED} AS ended FROM person WHERE id = ?`,
    personId,
  );
  return { tier: row?.tier ?? 'none', shown: row?.shown === 1, ended: row?.ended === 1 };
}

type StepColumns = Omit<NewChange, 'personId' | 'connection' | 'recordId' | 'at' | 'tier'>;

const NOTHING: Omit<StepColumns, 'kind'> = {
  fromCompanyId: null,
  fromCompany: null,
  fromDomain: null,
  toCompanyId: null,
  toCompany: null,
  fromTitle: null,
  toTitle: null,
  fromEmail: null,
};

function columnsOf(step: JobStep): StepColumns {
  const { kind } = step;
  if (kind === 'title_changed') return { ...NOTHING, kind, fromTitle: step.from, toTitle: step.to };
  const { id: fromCompanyId, name: fromCompany, domain: fromDomain } = step.from;
  const from = { ...NOTHING, fromCompanyId, fromCompany, fromDomain };
  if (kind === 'cleared') return { ...from, kind };
  const { fromTitle, toTitle } = step;
  if (kind === 'left') return { ...from, kind, fromTitle, toTitle };
  return { ...from, kind, toCompanyId: step.to.id, toCompany: step.to.name, fromTitle, toTitle };
}
