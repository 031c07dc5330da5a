import type { CrmVendor } from '#core/crm/crm.ts';
import { normalizeEmail } from '#core/person/person.ts';
import { foldedText, plainText } from '#core/text/fold.ts';

/**
 * Somebody who proposes or decides, as one line of text: `slack:<user id>:<name>` for a Slack user, `rule:<signal>` for
 * a rule, `hubspot:<portal>:<user id>` and `salesforce:<org>:<user id>` for a CRM user whose e-mail nobody told, an
 * e-mail, `admin` for the admin token, `admin as <name>` where a name was given with it, or whatever name a caller gave.
 */
export function slackActor(userId: string, name: string): string {
  return `slack:${userId}:${name}`.slice(0, 200);
}

/** A CRM user: their e-mail where it is known, which names them on every surface. */
export function crmActor(vendor: CrmVendor, account: string, userId: string, email: string | null): string {
  return normalizeEmail(email ?? '') ?? `${vendor}:${account}:${userId}`.slice(0, 200);
}

/** What somebody did with the admin token under a name: the token's doing, not that person's. */
export function tokenActor(name: string): string {
  return `admin as ${name}`;
}

/** The name in `tokenActor`. */
const TOKEN_AS = /^admin as (.+)$/is;

const E_MAIL = /[^\s<>()[\],;:"'“”\\@]+@[^\s<>()[\],;:"'“”\\@?]+/gu;
/** Actors that are no text somebody chose, and so contain no name. */
const PREFIXED = /^(?:slack|key|rule|hubspot|salesforce)\s*:/i;

/**
 * What identifies an actor on every surface, however it is spelled: a Slack user id (`slack:U1`), an API key
 * (`key:<id>`), `admin` for the admin token under any name, an e-mail in lower case, also out of `mailto:` or
 * `Ana <ana@acme.example>`, or the text itself.
 */
export function identityOf(actor: string): string {
  const text = plainText(actor);
  const slack =
    /^slack\s*:\s*([^:]*[^:\s])/i.exec(text)?.[1] ??
    /^<@([UW][A-Z0-9]+)(?:\|[^>]*)?>/i.exec(text)?.[1] ??
    /^@?([UW][A-Z0-9]{5,})[.,;:!?]*$/.exec(text)?.[1];
  if (slack !== undefined) return `slack:${slack.toUpperCase()}`;
  const key = /^key\s*:\s*(\w+)/i.exec(text)?.[1];
  if (key !== undefined) return `key:${key.toLowerCase()}`;
  if (TOKEN_AS.test(text)) return 'admin';
  const emails = emailsIn(text);
  return emails.length === 1 ? emails[0]! : text.toLowerCase();
}

/** The id of the API key an actor is, or null. */
export function apiKeyOf(actor: string): string | null {
  const identity = identityOf(actor);
  return identity.startsWith('key:') ? identity.slice('key:'.length) : null;
}

/** The e-mails in what a caller gave as a name, each once; none in what names a Slack user, a key, a rule or a CRM user. */
function emailsIn(text: string): string[] {
  if (PREFIXED.test(text)) return [];
  const found = text.match(E_MAIL) ?? [];
  return [...new Set(found.flatMap((each) => normalizeEmail(each.replace(/[.,;!?]+$/, '')) ?? []))];
}

/** Whether two texts name the same person, as far as they tell: `ana+x@acme.example` is read where `ana@` is. */
export function isSameActor(a: string, b: string): boolean {
  return untagged(identityOf(a)) === untagged(identityOf(b));
}

/** An e-mail without the tag of its local part; any other identity as it is. */
export function untagged(identity: string): string {
  return identity.replace(/^([^@+:]+)\+[^@]*@/, '$1@');
}

/** How a name is compared: without case, spaces, accents and marks, its words as they stand and in one order. */
export function nameKeys(name: string): string[] {
  const words = foldedText(name).match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.length === 0 ? [] : [words.join(''), words.toSorted().join('')];
}

/** A name in free words, such as `Ana Ortiz` or `@ana`, as `nameKeys`; empty where an actor is named by more than that. */
export function calledOf(actor: string): string[] {
  const identity = identityOf(actor);
  return PREFIXED.test(identity) || /.@/.test(identity) ? [] : nameKeys(identity);
}

/** The id of the Slack user an actor is, or null. */
export function slackUserOf(actor: string): string | null {
  const identity = identityOf(actor);
  return identity.startsWith('slack:') ? identity.slice('slack:'.length) : null;
}

/** The CRM user an actor is whose e-mail nobody told, or null. */
export function crmUserOf(actor: string): { vendor: CrmVendor; account: string; userId: string } | null {
  const [, vendor, account, userId] = /^(hubspot|salesforce):([^:]+):(.+)$/.exec(actor.trim()) ?? [];
  if (account === undefined || userId === undefined) return null;
  return { vendor: vendor === 'hubspot' ? 'hubspot' : 'salesforce', account, userId };
}

/** An actor as people know them: `slack:U1:Ana` is Ana, `rule:reference_call` the rule for it. */
export function displayActor(actor: string): string {
  const [, named] = TOKEN_AS.exec(actor) ?? [];
  if (named !== undefined) return tokenActor(displayActor(named));
  if (actor.startsWith('slack:')) return actor.split(':').slice(2).join(':') || 'a Slack user';
  if (actor.startsWith('rule:')) return `the rule for ${actor.slice(5).replaceAll('_', ' ')}`;
  if (/^hubspot:\d+:workflow$/.test(actor)) return 'a HubSpot workflow';
  if (/^hubspot:\d+:/.test(actor)) return 'a HubSpot user';
  if (/^salesforce:\w+:/.test(actor)) return 'a Salesforce user';
  return actor;
}
