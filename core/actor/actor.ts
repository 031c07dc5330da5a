import type { CrmVendor } from '#core/crm/crm.ts';
import { normalizeEmail } from '#core/person/person.ts';

/**
 * Somebody who proposes or decides, as one line of text: `slack:<user id>:<name>` for a Slack user, `rule:<signal>` for
 * a rule, `hubspot:<portal>:<user id>` and `salesforce:<org>:<user id>` for a CRM user whose e-mail nobody told, an
 * e-mail, or whatever name a caller gave.
 */
export function slackActor(userId: string, name: string): string {
  return `slack:${userId}:${name}`.slice(0, 200);
}

/** A CRM user: their e-mail where it is known, which names them on every surface. */
export function crmActor(vendor: CrmVendor, account: string, userId: string, email: string | null): string {
  return normalizeEmail(email ?? '') ?? `${vendor}:${account}:${userId}`.slice(0, 200);
}

/** What identifies an actor on every surface: a Slack user id, an e-mail in lower case, or the text itself. */
export function identityOf(actor: string): string {
  const text = actor.trim().normalize('NFKC');
  const slack = /^slack:([^:]+)/i.exec(text)?.[1] ?? (/^<?@?([UW][A-Z0-9]{5,})>?$/.exec(text)?.[1] || null);
  if (slack !== null) return `slack:${slack.toUpperCase()}`;
  return text.replace(/^mailto:/i, '').toLowerCase();
}

/** Whether two texts name the same person, as far as they tell. */
export function isSameActor(a: string, b: string): boolean {
  return identityOf(a) === identityOf(b);
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
  if (actor.startsWith('slack:')) return actor.split(':').slice(2).join(':') || 'a Slack user';
  if (actor.startsWith('rule:')) return `the rule for ${actor.slice(5).replaceAll('_', ' ')}`;
  if (/^hubspot:\d+:workflow$/.test(actor)) return 'a HubSpot workflow';
  if (/^hubspot:\d+:/.test(actor)) return 'a HubSpot user';
  if (/^salesforce:\w+:/.test(actor)) return 'a Salesforce user';
  return actor;
}
