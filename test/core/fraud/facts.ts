import type { Hand, Recipient } from '#core/fraud/hand.ts';
import type { RewardFacts } from '#core/fraud/screen.ts';

/** Somebody at Acme nobody has anything against. */
export function ada(more: Partial<Recipient> = {}): Recipient {
  return {
    name: 'Ada Byron',
    emails: ['ada@acme.test'],
    slackUsers: [],
    companies: ['Acme Inc.'],
    companyDomains: ['acme.test'],
    ...more,
  };
}

/** A colleague of ours who proposes. */
export function olu(more: Partial<Hand> = {}): Hand {
  return {
    part: 'proposed it',
    name: 'Olu Ade',
    emails: ['olu@ours.test'],
    slackUsers: ['U1OLU'],
    companies: [],
    ...more,
  };
}

/** A reward nothing is wrong with. */
export function facts(more: Partial<RewardFacts> = {}): RewardFacts {
  return {
    programme: 'general',
    recipient: ada(),
    hands: [olu()],
    recent: { person: [], proposer: [], account: [] },
    doubles: [],
    insiders: new Map(),
    trust: 'new',
    ...more,
  };
}
