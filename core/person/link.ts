import type { MatchEvidence } from './matching.ts';

/** Why two people became one. */
export const LINK_REASONS = ['crm_merge', 'lead_conversion', 'email', 'suggestion', 'manual'] as const;
export type LinkReason = (typeof LINK_REASONS)[number];

/** How much followed a person to who they turned out to be. */
export interface Moved {
  records: number;
  signals: number;
  asks: number;
  rewards: number;
}

/** What a link rested on, and what it moved; null where it was erased or is older than we keep. */
export interface LinkEvidence {
  match: MatchEvidence | null;
  /** How the merged person was called. */
  name: string | null;
  moved: Moved | null;
}

const CAUSES: Record<LinkReason, string> = {
  crm_merge: 'the CRM merged their records',
  lead_conversion: 'the CRM converted the lead into a contact',
  email: 'exactly one record of each CRM carries the e-mail',
  suggestion: 'a suggested match was accepted',
  manual: 'somebody said that both are one human',
};

/** A link in one sentence for people: who became whom, and why. */
export function linkSentence(why: LinkReason, { match, name, moved }: LinkEvidence): string {
  const who = name === null ? 'Another entry' : name;
  const proof = match === null ? '' : `: ${matchWords(match)}`;
  const cause =
    why === 'email' && match?.email != null ? `${CAUSES.email} ${match.email}` : `${CAUSES[why]}${proof}`;
  return `${who} is the same person: ${cause}.${moved === null ? '' : ` ${movedWords(moved)}`}`;
}

function movedWords({ records, signals, asks, rewards }: Moved): string {
  const parts = [
    counted(records, 'record'),
    counted(signals, 'signal'),
    counted(asks, 'ask'),
    counted(rewards, 'reward'),
  ].filter((part) => part !== null);
  return parts.length === 0 ? 'Nothing had to move.' : `Moved: ${parts.join(', ')}.`;
}

function counted(n: number, noun: string): string | null {
  return n === 0 ? null : `${n} ${noun}${n === 1 ? '' : 's'}`;
}

/** What a match rests on, in words a reader can check. */
export function matchWords({ ground, email, name, company }: MatchEvidence): string {
  switch (ground) {
    case 'verified_email':
      return `both have ${email ?? 'the same e-mail'}`;
    case 'same_email':
      return `both have ${email ?? 'the same e-mail'}, but another record does too, mail to it bounced, or one CRM holds both`;
    case 'free_mail':
      return `both have ${email ?? 'the same private e-mail'}, at a provider open to anybody`;
    case 'email_variant_and_name':
      return `both are called ${name ?? 'the same'}, and their e-mails are spellings of ${email ?? 'one address'}`;
    case 'shared_mailbox_and_name':
      return `both are called ${name ?? 'the same'} and share the mailbox ${email ?? ''}`;
    case 'name_and_company':
      return `both are called ${name ?? 'the same'} and work at ${company ?? 'the same company'}`;
  }
}
