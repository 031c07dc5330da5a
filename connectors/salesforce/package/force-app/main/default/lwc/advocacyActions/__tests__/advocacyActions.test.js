import { createElement } from 'lwc';
import AdvocacyActions from 'c/advocacyActions';

jest.mock('@salesforce/apex/AdvocacyCardController.perform', () => ({ default: jest.fn() }), {
  virtual: true,
});

afterEach(() => document.body.replaceChildren());

function draw() {
  const card = {
    record: { kind: 'contact', id: '003000000000001AAA' },
    subject: { kind: 'person', person: { contactId: '003000000000001AAA', status: 'champion' } },
    actions: { acts: [], asks: [], currencies: ['EUR'] },
  };
  const element = Object.assign(createElement('c-advocacy-actions', { is: AdvocacyActions }), { card });
  document.body.appendChild(element);
  return element.shadowRoot;
}

function buttons(root) {
  return [...root.querySelectorAll('lightning-button')];
}

it('offers the four actions, and says that an ask starts a rest', () => {
  const root = draw();
  expect(buttons(root).map(({ label }) => label)).toEqual([
    'Nominate',
    'Log an act',
    'Log an ask',
    'Suggest a reward',
  ]);
  expect(root.textContent).toContain('Logging an ask starts a rest of 30 days.');
});

it('opens one form at a time, and tells assistive technology which', async () => {
  const root = draw();
  buttons(root)[0].click();
  await Promise.resolve();
  expect(root.querySelector('c-advocacy-form').action).toBe('nominate');
  expect(buttons(root).map(({ ariaExpanded }) => ariaExpanded)).toEqual(['true', 'false', 'false', 'false']);
  buttons(root)[1].click();
  await Promise.resolve();
  expect(root.querySelectorAll('c-advocacy-form')).toHaveLength(1);
  expect(root.querySelector('c-advocacy-form').action).toBe('log-act');
});

it('closes a form by the button that opened it', async () => {
  const root = draw();
  buttons(root)[0].click();
  await Promise.resolve();
  buttons(root)[0].click();
  await Promise.resolve();
  expect(root.querySelector('c-advocacy-form')).toBeNull();
});

it.each(['close', 'done'])('gives the focus back to the button once the form is %s', async (how) => {
  const root = draw();
  buttons(root)[1].click();
  await Promise.resolve();
  const focused = jest.fn();
  buttons(root)[1].focus = focused;
  root.querySelector('c-advocacy-form').dispatchEvent(new CustomEvent(how, { detail: {} }));
  await Promise.resolve();
  expect(root.querySelector('c-advocacy-form')).toBeNull();
  expect(focused).toHaveBeenCalledTimes(1);
});
