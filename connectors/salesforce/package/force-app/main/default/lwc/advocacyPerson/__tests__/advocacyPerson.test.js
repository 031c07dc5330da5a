import { createElement } from 'lwc';
import AdvocacyPerson from 'c/advocacyPerson';

const NOW = Date.UTC(2026, 10, 20, 9);
const PERSON = {
  contactId: '003000000000001AAA',
  name: 'Amara Okafor',
  title: 'Head of Operations',
  company: 'Northwind',
  status: 'champion',
  propensity: 86,
  confidence: 0.74,
  shortfall: null,
  readiness: { open: 7, total: 7, closed: [], passed: [] },
  reasons: [],
  moreReasons: 0,
  lastAskedAt: null,
  nextAskAt: null,
  lastActAt: NOW - 12 * 86_400_000,
  owner: 'Jonas Weber',
  records: [
    { vendor: 'hubspot', id: '151', url: 'https://example.com/151' },
    { vendor: 'salesforce', id: '00Q', url: 'javascript:alert(1)' },
  ],
  consoleUrl: 'https://example.com/console',
};
const REST = {
  gate: 'rest',
  name: 'Rested since the last ask',
  message: 'They were asked lately.',
  clears: 'They rest until 14 December 2026.',
  opensAt: Date.UTC(2026, 11, 14),
};

beforeEach(() => jest.useFakeTimers({ now: NOW }));
afterEach(() => {
  jest.useRealTimers();
  document.body.replaceChildren();
});

function draw(changes = {}) {
  const person = { ...PERSON, ...changes };
  const element = Object.assign(createElement('c-advocacy-person', { is: AdvocacyPerson }), { person });
  document.body.appendChild(element);
  return element.shadowRoot;
}

function fact(root, label) {
  const term = [...root.querySelectorAll('.facts dt')].find(({ textContent }) => textContent === label);
  return term?.nextElementSibling.textContent;
}

it('shows who it is', () => {
  const root = draw();
  expect(root.querySelector('h3').textContent).toBe('Amara Okafor');
  expect(root.querySelector('.role').textContent).toBe('Head of Operations, Northwind');
});

it('shows no empty role', () => {
  expect(draw({ title: null, company: null }).querySelector('.role')).toBeNull();
});

it('shows the three numbers', () => {
  const numbers = [...draw().querySelectorAll('.value')].map(({ textContent }) => textContent);
  expect(numbers).toEqual(['86', '74%', '7 of 7']);
});

it('shows no propensity where too little is known for one', () => {
  const root = draw({ propensity: null, confidence: 0.2, shortfall: 'Nothing is known yet.' });
  const numbers = [...root.querySelectorAll('.value')].map(({ textContent }) => textContent);
  expect(numbers).toEqual(['–', '20%', '7 of 7']);
  expect(root.textContent).toContain('Not enough data. Nothing is known yet.');
  expect(root.querySelector('.fill')).toBeNull();
  expect(root.querySelector('c-advocacy-reasons').shortfall).toBe('Nothing is known yet.');
});

it('keeps the bar within its track', () => {
  expect(draw({ propensity: 140 }).querySelector('.fill').style.inlineSize).toBe('100%');
});

it('says what keeps them from being asked, and until when', () => {
  const root = draw({
    status: 'resting',
    readiness: { open: 6, total: 7, closed: [REST] },
    nextAskAt: REST.opensAt,
  });
  expect(root.querySelector('.gates li').textContent).toBe(
    'They were asked lately. They rest until 14 December 2026.',
  );
  expect(fact(root, 'May be asked')).toBe('From 14 Dec');
  expect(root.textContent).toContain('not to be asked now');
});

it('lists no gates where all are open', () => {
  expect(draw().querySelector('.gates')).toBeNull();
});

it.each([
  [{}, 'Now'],
  [{ nextAskAt: NOW - 1 }, 'Now'],
  [{ status: 'do_not_ask', readiness: { open: 6, total: 7, closed: [] } }, 'Not at all'],
  [{ readiness: { open: 6, total: 7, closed: [{ ...REST, opensAt: null }] } }, 'Once the above is settled'],
])('says when they are free: %p', (changes, free) => {
  expect(fact(draw(changes), 'May be asked')).toBe(free);
});

it('shows when they were asked, when they acted, and whose they are', () => {
  const root = draw({ lastAskedAt: Date.UTC(2026, 7, 3) });
  expect(fact(root, 'Last asked')).toBe('3 Aug');
  expect(fact(root, 'Last act')).toBe('12 days ago');
  expect(fact(root, 'Owner')).toBe('Jonas Weber');
});

it('says so where nothing is known', () => {
  const root = draw({ lastActAt: null, owner: null, records: [] });
  expect(fact(root, 'Last asked')).toBe('Never, as far as we know');
  expect(fact(root, 'Last act')).toBe('None yet');
  expect(fact(root, 'Owner')).toBe('Nobody');
  expect(fact(root, 'Also in')).toBeUndefined();
});

it('links to the other records and our console, never to a script', () => {
  const root = draw();
  expect(fact(root, 'Also in')).toContain('HubSpot 151');
  expect([...root.querySelectorAll('a')].map(({ href }) => href)).toEqual([
    'https://example.com/151',
    'https://example.com/console',
  ]);
  expect(draw({ consoleUrl: 'javascript:alert(1)' }).querySelector('.console')).toBeNull();
});
