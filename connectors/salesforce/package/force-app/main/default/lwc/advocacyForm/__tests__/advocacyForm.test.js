import { createElement } from 'lwc';
import perform from '@salesforce/apex/AdvocacyCardController.perform';
import AdvocacyForm from 'c/advocacyForm';

jest.mock('@salesforce/apex/AdvocacyCardController.perform', () => ({ default: jest.fn() }), {
  virtual: true,
});

const NOW = Date.UTC(2026, 10, 20, 9);
const ID = '003000000000001AAA';
const ANSWER = { done: 'Logged.', card: { record: { kind: 'contact', id: ID } } };
let keys = 0;

beforeEach(() => {
  jest.useFakeTimers({ now: NOW });
  keys = 0;
  Object.defineProperty(globalThis.crypto, 'randomUUID', {
    value: () => `key-${(keys += 1)}`,
    configurable: true,
  });
  perform.mockReset();
  perform.mockResolvedValue(ANSWER);
});
afterEach(() => {
  jest.useRealTimers();
  document.body.replaceChildren();
});

function draw(action, status = 'champion') {
  const card = {
    record: { kind: 'contact', id: ID },
    subject: { kind: 'person', person: { contactId: ID, status } },
    actions: {
      acts: [{ type: 'referral', label: 'Referral' }],
      asks: [{ kind: 'review', label: 'Public review' }],
      currencies: ['EUR', 'JPY'],
    },
  };
  const element = Object.assign(createElement('c-advocacy-form', { is: AdvocacyForm }), { card, action });
  document.body.appendChild(element);
  return element;
}

function enter(element, values) {
  for (const [name, value] of Object.entries(values)) {
    const field = element.shadowRoot.querySelector(`[data-field="${name}"]`);
    field.dispatchEvent(new CustomEvent('change', { detail: { value } }));
  }
}

async function submit(element) {
  const event = new CustomEvent('submit', { cancelable: true });
  element.shadowRoot.querySelector('form').dispatchEvent(event);
  for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
  return event;
}

function alertOf(element) {
  return element.shadowRoot.querySelector('[role="alert"]')?.textContent;
}

it.each([
  ['nominate', { note: ' Spoke up ' }, { note: 'Spoke up' }],
  ['nominate', {}, { note: null }],
  ['log-act', { act: 'referral', day: '2026-11-01' }, { act: 'referral', occurredAt: Date.UTC(2026, 10, 1) }],
  ['log-act', { act: 'referral' }, { act: 'referral', occurredAt: Date.UTC(2026, 10, 20) }],
  ['log-ask', { ask: 'review', note: '  ' }, { ask: 'review', note: null }],
  [
    'suggest-reward',
    { what: ' A talk ', amount: '25,50' },
    { act: 'A talk', amount: 2550, currencyCode: 'EUR' },
  ],
  [
    'suggest-reward',
    { currency: 'JPY', what: 'A talk', amount: '2500' },
    { act: 'A talk', amount: 2500, currencyCode: 'JPY' },
  ],
])('sends a %s: %p', async (action, values, details) => {
  const element = draw(action);
  enter(element, values);
  await submit(element);
  expect(perform).toHaveBeenCalledWith({
    action,
    details: { recordId: ID, contactId: ID, idempotencyKey: 'key-1', ...details },
  });
});

it.each([
  ['log-act', {}, 'Choose what they did.'],
  ['log-act', { act: 'referral', day: '' }, 'Enter the day it happened.'],
  ['log-act', { act: 'referral', day: '2026-11-21' }, 'Enter a day that has come.'],
  ['log-ask', {}, 'Choose what they were asked for.'],
  ['suggest-reward', { amount: '25' }, 'Say what it is for.'],
  ['suggest-reward', { what: 'A talk', amount: '1,250' }, 'Write the amount like 25 or 25.50.'],
])('sends no unfinished %s: %p', async (action, values, problem) => {
  const element = draw(action);
  enter(element, values);
  await submit(element);
  expect(alertOf(element)).toBe(problem);
  expect(perform).not.toHaveBeenCalled();
});

it('never leaves the page', async () => {
  const event = await submit(draw('nominate'));
  expect(event.defaultPrevented).toBe(true);
});

it('hands on what was done', async () => {
  const element = draw('nominate');
  const done = jest.fn();
  element.addEventListener('done', ({ detail }) => done(detail));
  await submit(element);
  expect(done).toHaveBeenCalledWith(ANSWER);
});

it('sends a retry of a failed press under the same key, and a changed one under its own', async () => {
  const element = draw('nominate');
  enter(element, { note: 'first' });
  perform.mockRejectedValueOnce({ body: { message: 'Try again in a minute.' } });
  await submit(element);
  expect(alertOf(element)).toBe('Try again in a minute.');
  await submit(element);
  expect(alertOf(element)).toBeUndefined();
  enter(element, { note: 'second' });
  await submit(element);
  expect(perform.mock.calls.map(([{ details }]) => details.idempotencyKey)).toEqual([
    'key-1',
    'key-1',
    'key-2',
  ]);
});

it('sends two equal things that both succeeded under two keys', async () => {
  const element = draw('log-act');
  enter(element, { act: 'referral' });
  await submit(element);
  await submit(element);
  expect(perform.mock.calls.map(([{ details }]) => details.idempotencyKey)).toEqual(['key-1', 'key-2']);
});

it('sends a double click once', async () => {
  let settle;
  perform.mockReturnValueOnce(new Promise((resolve) => (settle = resolve)));
  const element = draw('nominate');
  await submit(element);
  await submit(element);
  expect(perform).toHaveBeenCalledTimes(1);
  expect([...element.shadowRoot.querySelectorAll('lightning-button')].every(({ disabled }) => disabled)).toBe(
    true,
  );
  settle(ANSWER);
});

it('shows what an amount comes to', async () => {
  const element = draw('suggest-reward');
  enter(element, { amount: '25,5' });
  await Promise.resolve();
  expect(element.shadowRoot.querySelector('[data-id="preview"]').textContent).toBe('That is €25.50.');
});

it('says what an ask starts, and what it means for somebody who rests', () => {
  expect(draw('log-ask').shadowRoot.textContent).toContain('This starts a rest of 30 days');
  expect(draw('log-ask', 'resting').shadowRoot.textContent).toContain('the rest starts anew');
  expect(draw('log-ask', 'do_not_ask').shadowRoot.textContent).toContain('They wish not to be asked.');
});

it('forgets the problem of another action', async () => {
  const element = draw('log-act');
  await submit(element);
  element.action = 'nominate';
  await Promise.resolve();
  expect(alertOf(element)).toBeUndefined();
  expect(element.shadowRoot.querySelector('h5').textContent).toBe('Nominate them');
});

it('can be given up', () => {
  const element = draw('nominate');
  const closed = jest.fn();
  element.addEventListener('close', closed);
  element.shadowRoot.querySelectorAll('lightning-button')[1].click();
  expect(closed).toHaveBeenCalledTimes(1);
});
