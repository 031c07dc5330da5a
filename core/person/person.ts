import type { CrmVendor } from '#core/crm/crm.ts';
import type { Tier } from '#core/score/tier.ts';

/** One human, however many CRM records they have. */
export interface Person {
  id: string;
  name: string;
  email: string | null;
  company: string | null;
  title: string | null;
  /** 0 to 100; null where too little is known for a number. */
  propensity: number | null;
  confidence: number;
  tier: Tier;
  records: { vendor: CrmVendor; id: string }[];
}

/** What somebody is called of whom nothing is known. */
export const UNNAMED = 'Unnamed person';

const MAX_NAME = 200;
const SPACE = /[\p{Cc}\p{Z}]+/gu;
// Joiners, variation selectors and tags stay: real scripts and emoji need them.
const INVISIBLE = /[\p{DI}--[\p{Join_C}\p{VS}\u{e0020}-\u{e007f}]]/gv;
const VISIBLE = /[[\p{L}\p{N}\p{P}\p{S}]--[\p{DI}\u2800]]/v;

/**
 * A name fit to show: never empty, on one line, without characters that reorder the text around it, at most 200 long.
 * Without a name it is the e-mail; without either, the id.
 */
export function displayName(name: string | null, email: string | null, id: string): string {
  for (const candidate of [name, email, `Person ${id}`]) {
    const shown = oneLine(candidate ?? '');
    if (VISIBLE.test(shown)) return shown;
  }
  return UNNAMED;
}

/** Any text on one line, without characters that reorder the text around it, at most 200 long. */
export function oneLine(text: string): string {
  const clean = text.toWellFormed().replace(INVISIBLE, '').replace(SPACE, ' ').trim();
  if (clean.length <= MAX_NAME) return clean;
  return `${clean.slice(0, MAX_NAME - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}

const EMAIL =
  /^[^\s\p{C}@<>()[\],;:"\\]+@(?:[\p{L}\p{N}](?:[\p{L}\p{N}\p{M}-]*[\p{L}\p{N}\p{M}])?\.)+[\p{L}\p{N}](?:[\p{L}\p{N}\p{M}-]*[\p{L}\p{N}\p{M}])?$/u;
const MAX_EMAIL = 254;
const MAX_LOCAL = 64;

/** The e-mail as we compare it (trimmed, lower case, NFC), or null where it does not look like one. */
export function normalizeEmail(raw: string): string | null {
  const email = raw.trim().toLowerCase().normalize('NFC');
  if (email.length > MAX_EMAIL || email.indexOf('@') > MAX_LOCAL || !EMAIL.test(email)) return null;
  return /^\.|\.@|\.\./.test(email) ? null : email;
}

const SHARED = new Set(
  (
    'abuse accounting accounts admin administrator billing booking bookings careers contact customerservice ' +
    'devops donotreply enquiries enquiry everyone feedback finance hello help helpdesk hostmaster hr info ' +
    'information inquiries inquiry invoice invoices it jobs legal mail marketing media news newsletter no-reply ' +
    'noreply office operations ops orders payments postmaster press privacy procurement purchasing reception ' +
    'root sales security service shop staff subscribe support sysadmin team tech webmaster'
  ).split(' '),
);

/** Whether an e-mail is read by a team rather than a person (`info@`, `sales2@`), so it must not join people. */
export function isSharedMailbox(email: string): boolean {
  if (email.length > MAX_EMAIL) return false;
  const mailbox = /^([^@+]*?)\d*(?:\+[^@]*)?@/.exec(email.toLowerCase());
  return SHARED.has(mailbox?.[1] ?? '');
}
