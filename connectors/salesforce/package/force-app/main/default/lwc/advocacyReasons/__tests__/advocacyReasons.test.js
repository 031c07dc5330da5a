import { createElement } from 'lwc';
import AdvocacyReasons from 'c/advocacyReasons';

const NOW = Date.UTC(2026, 10, 20, 9);
const LINES = [
  { label: 'Reference call', at: NOW - 86_400_000, points: 31, sourceUrl: 'https://example.com/500' },
  { label: 'Complaint', at: NOW, points: -3, sourceUrl: null },
  { label: 'Review', at: NOW, points: 2, sourceUrl: 'javascript:alert(1)' },
];

beforeEach(() => jest.useFakeTimers({ now: NOW }));
afterEach(() => {
  jest.useRealTimers();
  document.body.replaceChildren();
});

function draw(values) {
  const element = Object.assign(createElement('c-advocacy-reasons', { is: AdvocacyReasons }), values);
  document.body.appendChild(element);
  return element.shadowRoot;
}

it('lists every reason with its age and points', () => {
  const lines = [...draw({ reasons: LINES }).querySelectorAll('li')].map(({ textContent }) => textContent);
  expect(lines[0]).toMatch(/Reference call.*yesterday.*\+31/);
  expect(lines[1]).toMatch(/Complaint.*today.*−3/);
});

it('links to the source record, and to nothing a browser would run', () => {
  const links = [...draw({ reasons: LINES }).querySelectorAll('a')];
  expect(links.map(({ href }) => href)).toEqual(['https://example.com/500']);
  expect(links[0].rel).toBe('noopener');
});

it('counts what is left out', () => {
  expect(draw({ reasons: LINES, more: 7 }).textContent).toContain('and 7 more');
});

it('counts nothing where nothing is left out', () => {
  expect(draw({ reasons: LINES, more: 0 }).textContent).not.toContain('more');
});

it('says so where there is no reason', () => {
  expect(draw({ reasons: [] }).textContent).toContain('Nothing counts for or against them yet.');
});

it('lists what is known without points where it is too little for a score', () => {
  const root = draw({ reasons: LINES, more: 7, shortfall: 'Nothing is known yet of promotion.' });
  expect(root.querySelector('h4').textContent).toBe('What is known');
  const lines = [...root.querySelectorAll('li')].map(({ textContent }) => textContent);
  expect(lines[0]).toMatch(/Reference call.*yesterday/);
  expect(root.textContent).not.toMatch(/[+−]\d|points/);
  expect(root.textContent).toContain('and 7 more');
});

it('gives the points of a score there is', () => {
  expect(draw({ reasons: LINES, shortfall: null }).querySelector('h4').textContent).toBe('Why');
});
