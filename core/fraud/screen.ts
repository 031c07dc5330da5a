import { listedAs, type Insider } from '#core/ask/insider.ts';
import { disposableDomain } from './disposable.ts';
import { domainsOf, sharedDomain, sameHand, type Hand, type Recipient } from './hand.ts';
import type { Finding } from './rule.ts';
import { sameDomainIn, type FraudSettings, type Velocity } from './settings.ts';
import type { TrustLevel } from './trust.ts';

/** The ids of other rewards of the last days that still count: none declined, expired or cancelled. */
export interface RecentRewards {
  person: readonly string[];
  /** Empty where a rule or nobody we know proposed it. */
  proposer: readonly string[];
  account: readonly string[];
}

/** Everything the rules look at, as the store tells it. */
export interface RewardFacts {
  programme: string;
  recipient: Recipient;
  /** Whoever proposed it or told of the act. */
  hands: readonly Hand[];
  recent: RecentRewards;
  /** Other people who may be the recipient: suggested as one, or of the same name at the same company. */
  doubles: readonly { personId: string; ground: 'suggested' | 'same_name' }[];
  insiders: ReadonlyMap<string, Insider>;
  trust: TrustLevel;
}

/** What the rules find about a proposed reward, at most once each. Whoever is trusted is spared what numbers and domains tell. */
export function screen(facts: RewardFacts, settings: FraudSettings): Finding[] {
  const { rules } = settings;
  const spared = facts.trust === 'trusted';
  const found = [
    sameHand(facts.recipient, facts.hands),
    spared || sameDomainIn(settings, facts.programme) === 'off'
      ? null
      : sharedDomain(facts.recipient, facts.hands),
    spared || rules.velocity === 'off' ? null : hurry(facts.recent, settings.velocity),
    rules.duplicate_person === 'off' ? null : twice(facts),
    rules.disposable_email === 'off' ? null : disposable(facts.recipient),
    rules.insider === 'off' ? null : insider(facts),
  ];
  return found.filter((finding) => finding !== null);
}

const LIMITS = [
  ['person', 'perPerson', 'for this person'],
  ['proposer', 'perProposer', 'from this proposer'],
  ['account', 'perAccount', 'for this account'],
] as const;

const MOST_NAMED = 10;

/** What a finding rests on, named as far as one reads it; the last tells how many more there are: `more:16`. */
function named(kind: 'reward' | 'person', ids: readonly string[]): string[] {
  const shown = ids.slice(0, MOST_NAMED).map((id) => `${kind}:${id}`);
  const more = ids.length - shown.length;
  return more === 0 ? shown : [...shown, `more:${more}`];
}

function hurry(recent: RecentRewards, velocity: Velocity): Finding | null {
  const over = LIMITS.filter(([whose, limit]) => recent[whose].length + 1 > velocity[limit]);
  if (over.length === 0) return null;
  const days = velocity.days === 1 ? '1 day' : `${velocity.days} days`;
  const words = over.map(([whose, limit, who]) => {
    return `It is reward ${recent[whose].length + 1} ${who} within ${days}; up to ${velocity[limit]} is usual.`;
  });
  const ids = new Set(over.flatMap(([whose]) => recent[whose]));
  return { code: 'velocity', reason: words.join(' '), evidence: named('reward', [...ids]) };
}

function twice({ doubles }: RewardFacts): Finding | null {
  if (doubles.length === 0) return null;
  const suggested = doubles.some(({ ground }) => ground === 'suggested');
  const reason = suggested
    ? 'The recipient may be the same human as somebody else here, and nobody has decided that yet.'
    : 'Somebody else here has the recipient’s name and works for the same company.';
  const people = doubles.map(({ personId }) => personId);
  return { code: 'duplicate_person', reason, evidence: named('person', people) };
}

function disposable({ emails }: Recipient): Finding | null {
  const domains = [...new Set(emails.map(disposableDomain).filter((domain) => domain !== null))];
  if (domains.length === 0) return null;
  return {
    code: 'disposable_email',
    reason: `The recipient has an address at ${domains.join(', ')}, which gives one to anybody for a short time.`,
    evidence: domains.map((domain) => `domain:${domain}`),
  };
}

function insider({ recipient, insiders }: RewardFacts): Finding | null {
  if (insiders.size === 0) return null;
  const listed = domainsOf(recipient).flatMap((domain) => {
    const who = listedAs(domain, insiders);
    return who === null ? [] : [{ domain, who }];
  });
  // A competitor weighs more than an employee, as where nobody may be asked.
  const found = listed.find(({ who }) => who === 'competitor') ?? listed[0];
  if (found === undefined) return null;
  const list = found.who === 'competitor' ? 'competitors’ domains' : 'our own domains';
  return {
    code: 'insider',
    reason: `The recipient is at ${found.domain}, which is on the list of ${list}.`,
    evidence: [`domain:${found.domain}`],
  };
}
