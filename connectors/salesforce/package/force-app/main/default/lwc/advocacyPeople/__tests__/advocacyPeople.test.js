import { createElement } from 'lwc';
import AdvocacyPeople from 'c/advocacyPeople';

const LINE = {
  contactId: '003000000000001AAA',
  name: 'Amara Okafor',
  title: null,
  status: 'champion',
  propensity: 86,
  confidence: 0.74,
  reason: 'Reference call, 12 days ago',
  nextAskAt: null,
  url: 'https://example.com/003',
};
const OTHER = { ...LINE, contactId: '003000000000002AAA', name: 'Bo Lindqvist', url: 'javascript:alert(1)' };

afterEach(() => document.body.replaceChildren());

function draw(values) {
  const element = Object.assign(createElement('c-advocacy-people', { is: AdvocacyPeople }), {
    name: 'Northwind',
    ...values,
  });
  document.body.appendChild(element);
  return element;
}

it('lists the people in the order they came', () => {
  const root = draw({ people: [LINE, OTHER] }).shadowRoot;
  expect([...root.querySelectorAll('button')].map(({ textContent }) => textContent)).toEqual([
    'Amara Okafor',
    'Bo Lindqvist',
  ]);
  expect(root.querySelector('li').textContent).toMatch(/Reference call.*Propensity 86.*Confidence 74%/s);
});

it('opens the one that is pressed', () => {
  const element = draw({ people: [LINE, OTHER] });
  const opened = jest.fn();
  element.addEventListener('open', ({ detail }) => opened(detail));
  element.shadowRoot.querySelectorAll('button')[1].click();
  expect(opened).toHaveBeenCalledWith(OTHER.contactId);
});

it('links to a record by name, never to a script', () => {
  const links = [...draw({ people: [LINE, OTHER] }).shadowRoot.querySelectorAll('a')];
  expect(links).toHaveLength(1);
  expect(links[0].getAttribute('aria-label')).toBe('Record of Amara Okafor');
});

it('puts the focus on somebody', () => {
  const element = draw({ people: [LINE, OTHER] });
  element.focusOn(OTHER.contactId);
  expect(element.shadowRoot.activeElement.textContent).toBe('Bo Lindqvist');
});

it('says that not everybody may be listed, whoever is', () => {
  const said = 'At most 20 people, and only those whose records you may see.';
  expect(draw({ people: [LINE] }).shadowRoot.textContent).toContain(said);
});

it('says so where nobody is known', () => {
  expect(draw({ people: [] }).shadowRoot.textContent).toContain(
    'Groundswell knows nobody here whom you may see.',
  );
});
