import { createElement } from 'lwc';
import getCard from '@salesforce/apex/AdvocacyCardController.getCard';
import AdvocacyCard from 'c/advocacyCard';

jest.mock('@salesforce/apex/AdvocacyCardController.getCard', () => ({ default: jest.fn() }), {
  virtual: true,
});
jest.mock('@salesforce/apex/AdvocacyCardController.perform', () => ({ default: jest.fn() }), {
  virtual: true,
});

const CONTACT = '003000000000001AAA';
const ACCOUNT = '001000000000001AAA';
const ACTIONS = { acts: [], asks: [], currencies: ['EUR'] };

function personCard(name = 'Amara Okafor') {
  const person = {
    contactId: CONTACT,
    name,
    title: null,
    company: null,
    status: 'champion',
    propensity: 86,
    confidence: 0.7,
    shortfall: null,
    readiness: { open: 7, total: 7, closed: [], passed: [] },
    reasons: [],
    moreReasons: 0,
    lastAskedAt: null,
    nextAskAt: null,
    lastActAt: null,
    owner: null,
    records: [],
    consoleUrl: 'https://example.com',
  };
  return { record: { kind: 'contact', id: CONTACT }, subject: { kind: 'person', person }, actions: ACTIONS };
}

function peopleCard() {
  const line = { contactId: CONTACT, name: 'Amara Okafor', title: null, status: 'champion', propensity: 86 };
  const people = [
    { ...line, confidence: 0.7, reason: 'Referral', nextAskAt: null, url: 'https://example.com' },
  ];
  const subject = { kind: 'people', name: 'Northwind', people };
  return { record: { kind: 'company', id: ACCOUNT }, subject, actions: ACTIONS };
}

beforeEach(() => getCard.mockReset());
afterEach(() => document.body.replaceChildren());

function draw(recordId = CONTACT) {
  const element = Object.assign(createElement('c-advocacy-card', { is: AdvocacyCard }), {
    recordId,
    objectApiName: 'Contact',
  });
  document.body.appendChild(element);
  return element;
}

async function settled() {
  for (let turn = 0; turn < 8; turn += 1) await Promise.resolve();
}

it('says that it loads', async () => {
  getCard.mockReturnValue(new Promise(() => {}));
  const root = draw().shadowRoot;
  await settled();
  expect(root.querySelector('lightning-spinner').alternativeText).toBe('Loading who is an advocate');
  expect(root.querySelector('.body').getAttribute('aria-busy')).toBe('true');
});

it('asks nothing before it knows the record', async () => {
  draw(null);
  await settled();
  expect(getCard).not.toHaveBeenCalled();
});

it('shows a person with what can be done', async () => {
  getCard.mockResolvedValue(personCard());
  const root = draw().shadowRoot;
  await settled();
  expect(getCard).toHaveBeenCalledWith({ recordId: CONTACT });
  expect(root.querySelector('c-advocacy-person').person.name).toBe('Amara Okafor');
  expect(root.querySelector('c-advocacy-actions')).not.toBeNull();
  expect(root.querySelector('.body').getAttribute('aria-busy')).toBe('false');
});

it('says why nothing is known', async () => {
  getCard.mockResolvedValue({ ...personCard(), subject: { kind: 'unknown', message: 'Not read yet.' } });
  const root = draw().shadowRoot;
  await settled();
  expect(root.querySelector('.empty').textContent).toBe('Not read yet.');
  expect(root.querySelector('c-advocacy-actions')).toBeNull();
});

it('says what went wrong, and tries again', async () => {
  getCard.mockRejectedValueOnce({ body: { message: 'Groundswell could not be reached.' } });
  getCard.mockResolvedValueOnce(personCard());
  const root = draw().shadowRoot;
  await settled();
  expect(root.querySelector('[role="alert"] p').textContent).toBe('Groundswell could not be reached.');
  root.querySelector('[role="alert"] lightning-button').click();
  await settled();
  expect(root.querySelector('[role="alert"]')).toBeNull();
  expect(root.querySelector('c-advocacy-person')).not.toBeNull();
});

it('opens one of the people of a company, and finds the way back', async () => {
  getCard.mockResolvedValueOnce(peopleCard());
  const root = draw(ACCOUNT).shadowRoot;
  await settled();
  getCard.mockResolvedValueOnce(personCard());
  root.querySelector('c-advocacy-people').dispatchEvent(new CustomEvent('open', { detail: CONTACT }));
  await settled();
  expect(getCard).toHaveBeenLastCalledWith({ recordId: CONTACT });
  expect(root.querySelector('c-advocacy-person')).not.toBeNull();
  getCard.mockResolvedValueOnce(peopleCard());
  root.querySelector('[data-id="back"]').click();
  await settled();
  expect(getCard).toHaveBeenLastCalledWith({ recordId: ACCOUNT });
  const people = root.querySelector('c-advocacy-people');
  expect(people.shadowRoot.activeElement.textContent).toBe('Amara Okafor');
  expect(root.querySelector('[data-id="back"]')).toBeNull();
});

it('shows what was done and the card as it is now', async () => {
  getCard.mockResolvedValue(personCard());
  const root = draw().shadowRoot;
  await settled();
  const detail = { done: 'Nominated.', card: personCard('Amara Okafor-Lindqvist') };
  root.querySelector('c-advocacy-actions').dispatchEvent(new CustomEvent('done', { detail }));
  await settled();
  expect(root.querySelector('[role="status"]').textContent).toBe('Nominated.');
  expect(root.querySelector('c-advocacy-person').person.name).toBe('Amara Okafor-Lindqvist');
  expect(getCard).toHaveBeenCalledTimes(1);
});

it('drops an answer that another record overtook', async () => {
  const answers = [];
  getCard.mockImplementation(() => new Promise((resolve) => answers.push(resolve)));
  const element = draw();
  element.recordId = '003000000000002AAA';
  answers[1](personCard('The second'));
  await settled();
  answers[0](personCard('The first'));
  await settled();
  expect(element.shadowRoot.querySelector('c-advocacy-person').person.name).toBe('The second');
});

it('drops an error that another record overtook', async () => {
  const fail = [];
  getCard.mockImplementationOnce(() => new Promise((_, reject) => fail.push(reject)));
  getCard.mockResolvedValueOnce(personCard('The second'));
  const element = draw();
  element.recordId = '003000000000002AAA';
  await settled();
  fail[0]({ body: { message: 'Too late.' } });
  await settled();
  expect(element.shadowRoot.querySelector('[role="alert"]')).toBeNull();
});

it('asks once for the same record', async () => {
  getCard.mockResolvedValue(personCard());
  const element = draw();
  element.recordId = CONTACT;
  await settled();
  expect(getCard).toHaveBeenCalledTimes(1);
});
