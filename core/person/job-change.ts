import { employerDomain } from '#core/ask/insider.ts';
import { companyKey } from './names.ts';
import { isSameTitle } from './seniority.ts';

/** What became of somebody's job or address, as far as anybody is told. */
export const JOB_CHANGES = ['moved', 'left', 'title_changed', 'bounced'] as const;
export type JobChangeKind = (typeof JOB_CHANGES)[number];

/**
 * How a change ended: somebody agreed (`confirmed`), or said it is none or costs no flag (`rejected`); or the CRM took it
 * back: they went back (`returned`), mail arrives again (`reachable`), or the company is one with another or was deleted
 * (`same_company`).
 */
export const JOB_VERDICTS = ['confirmed', 'rejected', 'returned', 'reachable', 'same_company'] as const;
export type JobVerdict = (typeof JOB_VERDICTS)[number];

/** A company record somebody is at. */
export interface Employer {
  connection: string;
  id: string;
  /** Null while it has not been read. */
  name: string | null;
  domain: string | null;
}

/** Somebody's job as one CRM record tells it. */
export interface Job {
  company: Employer | null;
  title: string | null;
}

interface NewTitle {
  from: string;
  to: string;
}

export type JobStep =
  | { kind: 'moved'; from: Employer; to: Employer; fromTitle: string | null; toTitle: string | null }
  /** No company is named any more; the titles are null where theirs is the one they had. */
  | { kind: 'left'; from: Employer; fromTitle: string | null; toTitle: string | null }
  /** As `left`, where that says nothing: the company is gone or unread, or another record names one. */
  | { kind: 'cleared'; from: Employer }
  | ({ kind: 'title_changed' } & NewTitle);

/**
 * What a record that said `before` and says `after` tells of a job, each thing once; empty where it is nothing new.
 * `elsewhere` are the jobs that other records of the person tell: a CRM that only catches up with them tells nothing.
 * Nobody moves from nowhere, so the company last named is to be remembered after `left` and `cleared`.
 */
export function jobSteps(before: Job, after: Job, elsewhere: readonly Job[]): JobStep[] {
  const { company: from, title: fromTitle } = before;
  const { company: to, title: toTitle } = after;
  const title = newTitle(fromTitle, toTitle, elsewhere);
  const retitled: JobStep[] = title === null ? [] : [{ kind: 'title_changed', ...title }];
  if (from !== null && to === null) {
    const isNamed = elsewhere.some(({ company }) => company !== null);
    if (isNamed || from.name === null) return [{ kind: 'cleared', from }, ...retitled];
    return [{ kind: 'left', from, fromTitle: title?.from ?? null, toTitle: title?.to ?? null }];
  }
  const isMove = from !== null && to !== null && !isSameEmployer(from, to);
  if (isMove && !elsewhere.some(({ company }) => company !== null && isSameEmployer(company, to))) {
    return [{ kind: 'moved', from, to, fromTitle, toTitle }];
  }
  return retitled;
}

function newTitle(from: string | null, to: string | null, elsewhere: readonly Job[]): NewTitle | null {
  if (from === null || to === null || isSameTitle(from, to)) return null;
  return elsewhere.some(({ title }) => title !== null && isSameTitle(title, to)) ? null : { from, to };
}

/**
 * Whether two company records stand for one employer: the same record, one domain (or one below the other), or one name
 * apart from its legal form. So a company renamed, moved to another domain or entered twice is no other company.
 */
export function isSameEmployer(a: Employer, b: Employer): boolean {
  if (a.connection === b.connection && a.id === b.id) return true;
  const [one, other] = [employerDomain(a.domain), employerDomain(b.domain)];
  if (one !== null && other !== null && isWithin(one, other)) return true;
  const name = a.name === null ? null : companyKey(a.name);
  return name !== null && b.name !== null && companyKey(b.name) === name;
}

function isWithin(one: string, other: string): boolean {
  return one === other || one.endsWith(`.${other}`) || other.endsWith(`.${one}`);
}

/** An address of somebody in one CRM record. */
export interface Address {
  /** See `normalizeEmail`. */
  email: string | null;
  bounced: boolean;
}

/** Whether nobody can be written to: there is an address, and mail to every one comes back, whichever CRM says so. */
export function isUnreachable(addresses: readonly Address[]): boolean {
  const dead = new Set(addresses.filter(({ bounced }) => bounced).map(({ email }) => email));
  const known = addresses.filter(({ email }) => email !== null);
  return known.length > 0 && known.every(({ email }) => dead.has(email));
}

const MONTH = new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' });

/** Why a flag ended with a move, in one line of at most 255 characters for the CRM record. */
export function movedWords(from: string | null, to: string | null, at: number): string {
  const [before, after] = [short(from ?? 'a company'), short(to ?? 'another company')];
  return `Moved from ${before} to ${after} in ${MONTH.format(at)}. Flagged again once they help there.`;
}

/** Why a flag ended with a company that is named no more, as `movedWords`. */
export function leftWords(from: string | null, at: number): string {
  const company = short(from ?? 'their company');
  return `No longer at ${company} since ${MONTH.format(at)}. Flagged again once they help, or once you say they still do.`;
}

/** Why a flag ended with another title, as `movedWords`. */
export function titleWords(from: string | null, to: string | null, at: number): string {
  const [before, after] = [short(from ?? 'none'), short(to ?? 'none')];
  return `New title since ${MONTH.format(at)}: ${after}, was ${before}. Flagged again once they help in it, or once you say they still do.`;
}

/** Why a flag ended with the last address that worked. */
export const UNREACHABLE_WORDS = 'Mail to their address comes back, so nobody can ask them.';

const SHORT = 70;

function short(name: string): string {
  return name.length <= SHORT ? name : `${name.slice(0, SHORT - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}
