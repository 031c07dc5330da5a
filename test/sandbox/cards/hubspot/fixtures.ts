import type { Card, CardPerson, CardPersonLine } from '#core/card/card.ts';
import { readinessWith } from '../readiness-with.ts';

/** The day every canned card is drawn on. */
export const TODAY = Date.UTC(2026, 10, 22, 12);
const DAYS = 86_400_000;
const ago = (days: number) => TODAY - days * DAYS;

const ACTIONS: Card['actions'] = {
  acts: [
    { type: 'reference_call', label: 'Reference call' },
    { type: 'testimonial', label: 'Testimonial' },
    { type: 'review', label: 'Public review' },
    { type: 'speaking', label: 'Talk at an event' },
  ],
  asks: [
    { kind: 'reference_call', label: 'A reference call' },
    { kind: 'review', label: 'A public review' },
    { kind: 'case_study', label: 'A case study' },
    { kind: 'other', label: 'Something else' },
  ],
  currencies: ['USD', 'EUR', 'JPY', 'KWD'],
};

const RECORD = 'https://app.hubspot.com/contacts/24601337/record/0-1';

/** An advocate nothing stands in the way of. */
export const CHAMPION: CardPerson = {
  contactId: '100001',
  name: 'Ada Moreau',
  title: 'VP Operations',
  company: 'Northwind Traders',
  status: 'champion',
  propensity: 82,
  confidence: 0.74,
  shortfall: null,
  readiness: readinessWith(),
  reasons: [
    { label: 'Reference call', at: ago(12), points: 31, sourceUrl: `${RECORD}/100001` },
    { label: 'Case study', at: ago(96), points: 22, sourceUrl: `${RECORD}/100001` },
    { label: 'NPS 10', at: ago(41), points: 15, sourceUrl: `${RECORD}/100001` },
    { label: 'Renewal', at: ago(204), points: 13, sourceUrl: null },
    { label: 'Complaint', at: ago(420), points: -3, sourceUrl: `${RECORD}/100001` },
  ],
  moreReasons: 3,
  lastAskedAt: ago(51),
  nextAskAt: null,
  lastActAt: ago(12),
  owner: 'Priya Raman',
  records: [
    {
      vendor: 'salesforce',
      id: '0035g00000XyZ1aAAF',
      url: 'https://northwind.my.salesforce.com/0035g00000XyZ1aAAF',
    },
  ],
  consoleUrl: 'https://groundswell.example.com/console/advocates/p1',
};

const RESTING: CardPerson = {
  ...CHAMPION,
  status: 'resting',
  readiness: readinessWith({
    gate: 'rest',
    name: 'Rested since the last ask',
    message: 'They were asked lately.',
    clears: 'They rest until 14 Jan 2027.',
    opensAt: Date.UTC(2027, 0, 14, 12),
  }),
  lastAskedAt: ago(2),
  nextAskAt: Date.UTC(2027, 0, 14, 12),
};

const DO_NOT_ASK: CardPerson = {
  ...CHAMPION,
  status: 'do_not_ask',
  readiness: readinessWith(
    {
      gate: 'consent',
      name: 'Consent not withdrawn',
      message: 'They opted out of e-mail on the HubSpot record.',
      clears: 'Only they can opt in again.',
      opensAt: null,
    },
    {
      gate: 'escalation',
      name: 'No open escalation',
      message: 'An escalation is open.',
      clears: 'It closes when support resolves the case.',
      opensAt: null,
    },
  ),
};

const LONG =
  'Maximiliana-Konstantina Wolfeschlegelsteinhausenbergerdorff de la Fuente y Villanueva-Santamaría';

const LONG_NAMES: CardPerson = {
  ...CHAMPION,
  name: LONG,
  title: 'Senior Executive Vice President of Intercontinental Procurement Transformation',
  company: 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft mbH & Co. KG',
  status: 'candidate',
  owner: LONG,
  reasons: CHAMPION.reasons.map((reason) => ({ ...reason, label: `${reason.label} with ${LONG}` })),
};

const UNHEARD: CardPerson = {
  ...CHAMPION,
  status: 'none',
  propensity: null,
  confidence: 0,
  shortfall: 'Nothing is known yet.',
  reasons: [],
  moreReasons: 0,
  lastAskedAt: null,
  lastActAt: null,
  owner: null,
  records: [],
  title: null,
  company: null,
};

const LITTLE_KNOWN: CardPerson = {
  ...CHAMPION,
  status: 'none',
  propensity: null,
  confidence: 0.27,
  shortfall:
    'Nothing is known yet of word of mouth, promotion or protection. 40 % confidence would be enough.',
  reasons: [
    { label: 'NPS 9', at: ago(5), points: 17, sourceUrl: `${RECORD}/100001` },
    { label: 'Beta test', at: ago(2), points: 9, sourceUrl: null },
  ],
  moreReasons: 0,
};

const LINES: CardPersonLine[] = [
  line('100001', 'Ada Moreau', 'VP Operations', 'champion', 82, 'Reference call 12 days ago'),
  line('100002', LONG, 'Head of Platform', 'advocate', 61, 'Spoke at an event 2 months ago'),
  {
    ...line('100003', 'Bo Lindqvist', null, 'resting', 55, 'Asked 2 days ago'),
    nextAskAt: Date.UTC(2027, 0, 14, 12),
  },
  line('100004', '山田 太郎', 'CTO', 'candidate', 34, 'NPS 9, uses it every day'),
  line('100005', 'Noor Haddad', 'Buyer', 'do_not_ask', 20, 'Opted out of e-mail'),
  {
    ...line('100006', 'Sam Ortiz', 'Analyst', 'none', null, 'Little is known'),
    shortfall: 'Nothing is known yet of word of mouth, promotion or protection.',
  },
];

function line(
  contactId: string,
  name: string,
  title: string | null,
  status: CardPersonLine['status'],
  propensity: number | null,
  reason: string,
): CardPersonLine {
  const url = `${RECORD}/${contactId}`;
  const numbers = { propensity, confidence: 0.6, shortfall: null };
  return { contactId, name, title, status, ...numbers, reason, nextAskAt: null, url };
}

/** A card about one person, on their own record unless said otherwise. */
export function personCard(person: CardPerson, record: Card['record'] = ofContact(person)): Card {
  return { record, subject: { kind: 'person', person }, actions: ACTIONS };
}

function ofContact({ contactId }: CardPerson): Card['record'] {
  return { kind: 'contact', id: contactId };
}

function peopleCard(kind: 'company' | 'deal', people: CardPersonLine[], more: number): Card {
  const name = kind === 'company' ? 'Northwind Traders' : 'Northwind: 400 seats, renewal 2027';
  return { record: { kind, id: '1' }, subject: { kind: 'people', name, people, more }, actions: ACTIONS };
}

/** Every state a card can be in, by name. */
export const CARDS = {
  champion: personCard(CHAMPION),
  'long-names': personCard(LONG_NAMES),
  unheard: personCard(UNHEARD),
  'little-known': personCard(LITTLE_KNOWN),
  resting: personCard(RESTING),
  'do-not-ask': personCard(DO_NOT_ASK),
  unknown: {
    record: { kind: 'contact', id: '100001' },
    subject: {
      kind: 'unknown',
      message: 'This contact has not been read yet. The first reading of your HubSpot takes a few minutes.',
    },
    actions: ACTIONS,
  },
  company: peopleCard('company', LINES, 12),
  deal: peopleCard('deal', LINES.slice(0, 2), 0),
  'nobody-here': peopleCard('company', [], 0),
} satisfies Record<string, Card>;
