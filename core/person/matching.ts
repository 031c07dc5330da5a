import { domainOf, isFreeMail } from './free-mail.ts';
import { companyKey, nameKey } from './names.ts';
import { isSharedMailbox, normalizeEmail } from './person.ts';

/** A CRM record as far as it tells who somebody is. */
export interface MatchRecord {
  /** The vendor account it lives in. */
  connection: string;
  /** See `normalizeEmail`. */
  email: string | null;
  bounced: boolean;
  /** False while it lies in the recycle bin. */
  living: boolean;
  /** How many living records of one account carry this e-mail, in the account where they are most. */
  bearers: number;
}

/** What is known of somebody who may be somebody else. */
export interface MatchFacts {
  name: string;
  company: string | null;
  domain: string | null;
  records: readonly MatchRecord[];
}

/** What a match rests on, the strongest first. */
export const MATCH_GROUNDS = [
  'verified_email',
  'same_email',
  'free_mail',
  'email_variant_and_name',
  'shared_mailbox_and_name',
  'name_and_company',
] as const;
export type MatchGround = (typeof MATCH_GROUNDS)[number];

/** Why two people may be one: the ground, and the words of it both have. */
export interface MatchEvidence {
  ground: MatchGround;
  email: string | null;
  name: string | null;
  company: string | null;
}

export type Verdict =
  | { decision: 'same' | 'suggest'; evidence: MatchEvidence }
  | { decision: 'different'; evidence: null };

const DIFFERENT: Verdict = { decision: 'different', evidence: null };

/**
 * Whether two people are one human. `same` only for a verified e-mail that exactly one living record of each account
 * carries, and never where they would be two records of one account: such are for a person to decide, as is all that
 * rests on a name, a shared mailbox or an address anybody can get. The order of the two makes no difference.
 */
export function matchPeople(a: MatchFacts, b: MatchFacts): Verdict {
  const emails = commonEmails(a, b);
  const proof = emails.find((email) => isVerified(email, a, b));
  if (proof !== undefined) return found(isApart(a, b) ? 'same' : 'suggest', proof, isApart(a, b));
  const owned = emails.find((email) => !isSharedMailbox(email) && !isFreeMail(email));
  if (owned !== undefined) return suggest('same_email', { email: owned });
  const free = emails.find((email) => !isSharedMailbox(email));
  if (free !== undefined) return suggest('free_mail', { email: free });
  if (!isSameName(a, b)) return DIFFERENT;
  const name = smaller(a.name, b.name);
  const variant = commonVariant(a, b);
  if (variant !== null) return suggest('email_variant_and_name', { email: variant, name });
  const [shared] = emails;
  if (shared !== undefined) return suggest('shared_mailbox_and_name', { email: shared, name });
  const company = commonCompany(a, b);
  return company === null ? DIFFERENT : suggest('name_and_company', { name, company });
}

function found(decision: 'same' | 'suggest', email: string, proven: boolean): Verdict {
  const ground = proven ? 'verified_email' : 'same_email';
  return { decision, evidence: { ground, email, name: null, company: null } };
}

function suggest(ground: MatchGround, words: Partial<MatchEvidence>): Verdict {
  return { decision: 'suggest', evidence: { email: null, name: null, company: null, ...words, ground } };
}

/** Whether no vendor account holds records of both. */
function isApart(a: MatchFacts, b: MatchFacts): boolean {
  const accounts = new Set(a.records.map((record) => record.connection));
  return !b.records.some((record) => accounts.has(record.connection));
}

/** Addresses that living records of both carry, in one order whoever is asked about first. */
function commonEmails(a: MatchFacts, b: MatchFacts): string[] {
  const theirs = new Set(livingEmails(b));
  return [...new Set(livingEmails(a))].filter((email) => theirs.has(email)).toSorted();
}

function livingEmails({ records }: MatchFacts): string[] {
  return records.flatMap(({ living, email }) => (living && email !== null ? [email] : []));
}

/** Whether an address proves who both are: their own, at an employer, not bounced, and nobody else's. */
function isVerified(email: string, a: MatchFacts, b: MatchFacts): boolean {
  if (normalizeEmail(email) !== email || isSharedMailbox(email) || isFreeMail(email)) return false;
  return [a, b].every(({ records }) => {
    const bearing = records.filter((record) => record.living && record.email === email);
    return bearing.length > 0 && bearing.every(({ bounced, bearers }) => !bounced && bearers === 1);
  });
}

function isSameName(a: MatchFacts, b: MatchFacts): boolean {
  const key = nameKey(a.name);
  return key !== null && key === nameKey(b.name);
}

/** Gmail delivers to one mailbox whatever dots it is written with, and most providers whatever follows a plus. */
export function variantKey(email: string): string {
  const domain = domainOf(email).replace(/^googlemail\.com$/, 'gmail.com');
  const mailbox = email.slice(0, email.lastIndexOf('@')).replace(/\+.*$/, '');
  return `${domain === 'gmail.com' ? mailbox.replaceAll('.', '') : mailbox}@${domain}`;
}

function commonVariant(a: MatchFacts, b: MatchFacts): string | null {
  const theirs = new Set(livingEmails(b).map(variantKey));
  const common = livingEmails(a)
    .map(variantKey)
    .filter((key) => theirs.has(key) && !isSharedMailbox(key));
  return common.toSorted()[0] ?? null;
}

/** The name or domain of a company both work for, or null. */
function commonCompany(a: MatchFacts, b: MatchFacts): string | null {
  const theirs = new Set(companiesOf(b));
  return (
    companiesOf(a)
      .filter((company) => theirs.has(company))
      .toSorted()[0] ?? null
  );
}

function companiesOf(facts: MatchFacts): string[] {
  const { company, domain } = facts;
  const named = company === null ? null : companyKey(company);
  const site =
    domain === null
      ? ''
      : domain
          .trim()
          .toLowerCase()
          .replace(/^www\./, '');
  const employers = livingEmails(facts)
    .filter((email) => !isFreeMail(email))
    .map(domainOf);
  return [...(named === null ? [] : [named]), ...(site === '' ? [] : [site]), ...employers];
}

function smaller(a: string, b: string): string {
  return a < b ? a : b;
}
