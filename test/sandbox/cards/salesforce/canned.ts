import type { Card, CardPerson } from '#core/card/card.ts';
import { readinessWith } from '../readiness-with.ts';

/** The day the canned cards are looked at. */
export const CANNED_NOW = Date.UTC(2026, 11, 20, 9);
const DAY = 86_400_000;
const CONTACT = '003Qy00000AbCdEIAV';
const ACTIONS: Card['actions'] = {
  acts: [
    { type: 'referral', label: 'Referral' },
    { type: 'reference_call', label: 'Reference call' },
    { type: 'speaking', label: 'Talk at an event' },
  ],
  asks: [
    { kind: 'reference_call', label: 'Reference call' },
    { kind: 'review', label: 'Public review' },
  ],
  currencies: ['EUR', 'JPY', 'KWD'],
};

const champion: CardPerson = {
  contactId: CONTACT,
  name: 'Amara Okafor',
  title: 'Head of Operations',
  company: 'Northwind Logistics',
  status: 'champion',
  propensity: 86,
  confidence: 0.74,
  shortfall: null,
  readiness: readinessWith(),
  reasons: [
    reason('Reference call', 12, 31),
    reason('Talk at an event', 75, 24),
    reason('NPS 10', 20, 18),
    { ...reason('Renewal', 180, 16), sourceUrl: null },
    reason('Complaint', 1, -3),
  ],
  moreReasons: 7,
  lastAskedAt: Date.UTC(2026, 7, 3),
  nextAskAt: null,
  lastActAt: CANNED_NOW - 12 * DAY,
  owner: 'Jonas Weber',
  records: [{ vendor: 'hubspot', id: '151', url: 'https://app.hubspot.example/contacts/1/record/0-1/151' }],
  consoleUrl: 'https://groundswell.example/console/advocates/p1',
};

const long = 'Wolfeschlegelsteinhausenbergerdorff'.repeat(2);

/** Every state the card can be in, as the server would answer it. */
export const CANNED = {
  champion: personCard(champion),
  'long names': personCard({
    ...champion,
    name: `María José de los Ángeles ${long}`,
    title: 'Deputy Senior Vice President of Cross-Regional Customer Operations and Enablement',
    company: `${long} Beteiligungsverwaltungsgesellschaft mbH & Co. KG`,
    owner: `Dr. ${long}`,
    reasons: champion.reasons.map((one) => ({
      ...one,
      label: `${one.label} for ${long} in the third quarter`,
    })),
  }),
  candidate: personCard({
    ...champion,
    status: 'candidate',
    propensity: 41,
    title: null,
    company: null,
    owner: null,
  }),
  'not yet': personCard({
    ...champion,
    status: 'none',
    propensity: null,
    confidence: 0,
    shortfall: 'Nothing is known yet.',
    reasons: [],
    moreReasons: 0,
    lastAskedAt: null,
    lastActAt: null,
    records: [],
  }),
  'little known': personCard({
    ...champion,
    status: 'none',
    propensity: null,
    confidence: 0.27,
    shortfall:
      'Nothing is known yet of word of mouth, promotion or protection. 40 % confidence would be enough.',
    reasons: [reason('NPS 9', 5, 17), reason('Beta test', 2, 9)],
    moreReasons: 1,
    readiness: readinessWith({
      gate: 'renewal_risk',
      name: 'No renewal at risk',
      message: 'Their company was at risk of leaving on 3 October 2026.',
      clears: 'It ends when they renew or buy more, or on 1 January 2027.',
      opensAt: Date.UTC(2027, 0, 1),
    }),
  }),
  resting: personCard({
    ...champion,
    status: 'resting',
    readiness: readinessWith({
      gate: 'rest',
      name: 'Rested since the last ask',
      message: 'They were asked for a review on 15 Dec.',
      clears: 'They are left alone for 30 days.',
      opensAt: Date.UTC(2027, 0, 14),
    }),
    lastAskedAt: CANNED_NOW - 5 * DAY,
    nextAskAt: Date.UTC(2027, 0, 14),
  }),
  'do not ask': personCard({
    ...champion,
    status: 'do_not_ask',
    readiness: readinessWith(
      {
        gate: 'consent',
        name: 'Consent not withdrawn',
        message: 'They asked not to be asked.',
        clears: 'Only they can take that back.',
        opensAt: null,
      },
      {
        gate: 'escalation',
        name: 'No open escalation',
        message: 'A case of theirs is escalated.',
        clears: 'Settle it first.',
        opensAt: null,
      },
    ),
  }),
  'no data': {
    record: { kind: 'contact', id: CONTACT },
    subject: {
      kind: 'unknown',
      message: 'Groundswell has not read this contact yet. New contacts take a few minutes.',
    },
    actions: ACTIONS,
  },
  account: {
    record: { kind: 'company', id: '001Qy00000XyZaBIAV' },
    subject: {
      kind: 'people',
      name: 'Northwind Logistics',
      people: [
        line(champion),
        {
          ...line(champion),
          contactId: '003Qy00000AbCdFIAV',
          name: 'Bo Lindqvist',
          status: 'resting',
          propensity: 64,
          nextAskAt: Date.UTC(2027, 0, 9),
        },
        {
          ...line(champion),
          contactId: '003Qy00000AbCdGIAV',
          name: `Ana ${long}`,
          title: null,
          status: 'do_not_ask',
          propensity: 58,
        },
      ],
      more: 14,
    },
    actions: ACTIONS,
  },
  opportunity: {
    record: { kind: 'deal', id: '006Qy00000XyZaCIAV' },
    subject: { kind: 'people', name: 'Northwind: renewal 2027', people: [], more: 0 },
    actions: ACTIONS,
  },
} satisfies Record<string, Card>;

function personCard(person: CardPerson): Card {
  return {
    record: { kind: 'contact', id: person.contactId },
    subject: { kind: 'person', person },
    actions: ACTIONS,
  };
}

function reason(label: string, days: number, points: number): CardPerson['reasons'][number] {
  return {
    label,
    at: CANNED_NOW - days * DAY,
    points,
    sourceUrl: 'https://northwind.my.salesforce.example/500',
  };
}

function line(person: CardPerson) {
  const { contactId, name, title, status, propensity, confidence, shortfall, nextAskAt } = person;
  const url = `https://northwind.my.salesforce.example/${contactId}`;
  return {
    contactId,
    name,
    title,
    status,
    propensity,
    confidence,
    shortfall,
    nextAskAt,
    reason: 'Reference call, 12 days ago',
    url,
  };
}
