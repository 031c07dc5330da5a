import { nameKeys } from '#core/actor/actor.ts';
import { employerDomain } from '#core/ask/insider.ts';
import { domainOf } from '#core/person/free-mail.ts';
import { variantKey } from '#core/person/matching.ts';
import { companyKey, nameKey } from '#core/person/names.ts';
import type { Finding } from './rule.ts';

/** What is known of anybody. E-mails as `normalizeEmail` gives them, Slack users by their id. */
interface Known {
  name: string | null;
  emails: readonly string[];
  slackUsers: readonly string[];
}

/** Somebody who had a hand in a reward. */
export interface Hand extends Known {
  part: 'proposed it' | 'told of the act' | 'nominated the recipient';
  /** The companies they are known to work for. */
  companies: readonly string[];
}

/** Who would get the reward, with what their CRM records tell of where they work. */
export interface Recipient extends Known {
  companies: readonly string[];
  companyDomains: readonly string[];
}

/**
 * Whether somebody who had a hand in the reward would get it: by e-mail, by Slack user, by name and company, or by a name
 * where they are known by nothing else.
 */
export function sameHand(recipient: Recipient, hands: readonly Hand[]): Finding | null {
  for (const hand of hands) {
    const ground = sameness(recipient, hand);
    if (ground === null) continue;
    return { code: 'self', reason: `Whoever ${hand.part} ${SAME[ground]}`, evidence: [ground] };
  }
  return null;
}

type Sameness = 'email' | 'slack' | 'name' | 'called';

const SAME: Record<Sameness, string> = {
  email: 'has the recipient’s e-mail address.',
  slack: 'is the recipient, by their Slack account.',
  name: 'has the recipient’s name and is of the same company; they may be one person.',
  called: 'gave the recipient’s name and nothing else; they may be one person.',
};

function sameness(recipient: Recipient, hand: Hand): Sameness | null {
  const theirs = new Set(recipient.emails.map(variantKey));
  if (hand.emails.some((email) => theirs.has(variantKey(email)))) return 'email';
  if (hand.slackUsers.some((user) => recipient.slackUsers.includes(user))) return 'slack';
  if (isCalledAs(recipient, hand)) return 'called';
  const name = hand.name === null ? null : nameKey(hand.name);
  if (name === null || recipient.name === null || nameKey(recipient.name) !== name) return null;
  return commonDomain(recipient, hand) !== null || commonCompany(recipient, hand) ? 'name' : null;
}

/** Whether all that is known of somebody is a name, and it is the recipient’s, in whatever order and case. */
function isCalledAs({ name }: Recipient, hand: Hand): boolean {
  if (name === null || hand.name === null || hand.emails.length + hand.slackUsers.length > 0) return false;
  const theirs = nameKeys(name);
  return nameKeys(hand.name).some((key) => theirs.includes(key));
}

/** Whether somebody who had a hand in the reward shares a private domain, or one above or below it, with the recipient. */
export function sharedDomain(recipient: Recipient, hands: readonly Hand[]): Finding | null {
  for (const hand of hands) {
    // Whoever is the recipient is at their domain of course: `self` tells that.
    const domain = sameness(recipient, hand) === null ? commonDomain(recipient, hand) : null;
    if (domain === null) continue;
    const reason = `Whoever ${hand.part} has an address at ${domain}, as the recipient has.`;
    return { code: 'same_household_or_domain', reason, evidence: [`domain:${domain}`] };
  }
  return null;
}

/** The domains that tell where a recipient works or lives, each as it is compared; never one that anybody can have. */
export function domainsOf({ emails, companyDomains }: Recipient): string[] {
  const employers = companyDomains.map(employerDomain).filter((domain) => domain !== null);
  return [...new Set([...privateDomains(emails), ...employers])];
}

function commonDomain(recipient: Recipient, { emails }: Hand): string | null {
  const theirs = privateDomains(emails);
  return domainsOf(recipient).find((domain) => theirs.some((other) => isWithin(domain, other))) ?? null;
}

function privateDomains(emails: readonly string[]): string[] {
  return emails.map((email) => employerDomain(domainOf(email))).filter((domain) => domain !== null);
}

function isWithin(one: string, other: string): boolean {
  return one === other || one.endsWith(`.${other}`) || other.endsWith(`.${one}`);
}

function commonCompany(recipient: Recipient, { companies }: Hand): boolean {
  const theirs = new Set(companies.map(companyKey));
  return recipient.companies.some((company) => {
    const key = companyKey(company);
    return key !== null && theirs.has(key);
  });
}
