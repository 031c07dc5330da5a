import { describe, expect, test } from 'vitest';
import { createDates, dayToTime } from '#connectors/hubspot/app/src/app/cards/dates.ts';
import type { ReadinessGate } from '#connectors/hubspot/app/src/app/cards/card-contract.ts';
import {
  advice,
  figures,
  nextFreeDate,
  statusLabel,
  webUrl,
} from '#connectors/hubspot/app/src/app/cards/words.ts';
import { baseUrl } from '#connectors/hubspot/app/src/app/cards/base-url.ts';
import { CHAMPION, TODAY } from '#test/sandbox/cards/hubspot/fixtures.ts';
import { readinessWith } from '#test/sandbox/cards/readiness-with.ts';

const DAY = 86_400_000;
const dates = createDates('America/New_York', () => TODAY);

const OPEN = readinessWith();
const ESCALATION: ReadinessGate = {
  gate: 'escalation',
  name: 'No open escalation',
  message: 'An escalation is open.',
  clears: 'Put the problem right.',
  opensAt: null,
};

describe('dates', () => {
  test('are written in the account’s time zone, with the year where it is another', () => {
    expect(dates.day(Date.UTC(2026, 0, 14, 3))).toBe('13 Jan');
    expect(dates.day(Date.UTC(2027, 0, 14, 12))).toBe('14 Jan 2027');
    expect(createDates('Nowhere/Land', () => TODAY).day(Date.UTC(2026, 0, 14, 3))).toBe('14 Jan');
  });

  test.each([
    [0, 'today'],
    [1, '1 day ago'],
    [30, '30 days ago'],
    [31, '1 month ago'],
    [364, '11 months ago'],
    [365, '1 year ago'],
    [800, '2 years ago'],
    [-3, 'today'],
  ])('%i days ago', (days, text) => {
    expect(dates.ago(TODAY - days * DAY)).toBe(text);
  });

  test('today is the account’s day, and becomes the midnight that is kept', () => {
    const late = createDates('Pacific/Auckland', () => Date.UTC(2026, 11, 31, 13));
    expect(late.today()).toEqual({ year: 2027, month: 0, date: 1 });
    expect(dayToTime(late.today())).toBe(Date.UTC(2027, 0, 1));
  });
});

describe('status and advice', () => {
  test.each([
    ['champion', 'Champion', 'Ready to be asked.'],
    ['advocate', 'Advocate', 'Ready to be asked.'],
    ['candidate', 'Candidate', 'Could become an advocate. Start with something small.'],
    ['none', 'Not yet', 'Not enough speaks for an ask yet.'],
    ['do_not_ask', 'Do not ask', 'They must not be asked; see why.'],
  ] as const)('%s', (status, label, line) => {
    expect(statusLabel({ status, nextAskAt: null }, dates)).toBe(label);
    expect(advice({ ...CHAMPION, status }, dates)).toBe(line);
  });

  test('resting says until when, where it is known', () => {
    const nextAskAt = Date.UTC(2027, 0, 14, 12);
    expect(statusLabel({ status: 'resting', nextAskAt }, dates)).toBe('Resting until 14 Jan 2027');
    expect(statusLabel({ status: 'resting', nextAskAt: null }, dates)).toBe('Resting');
    expect(nextFreeDate({ status: 'resting', nextAskAt, readiness: OPEN }, dates)).toBe('From 14 Jan 2027');
    expect(nextFreeDate({ status: 'champion', nextAskAt: TODAY - DAY, readiness: OPEN }, dates)).toBe('Now');
    expect(nextFreeDate({ status: 'do_not_ask', nextAskAt: null, readiness: OPEN }, dates)).toBe(
      'Not at all',
    );
    const readiness = readinessWith(ESCALATION);
    expect(nextFreeDate({ status: 'champion', nextAskAt: null, readiness }, dates)).toBe(
      'Once the above is settled',
    );
  });

  test('a wish not to be asked is told from a rule of ours', () => {
    const readiness = readinessWith({ ...ESCALATION, gate: 'consent' });
    const wished = { ...CHAMPION, status: 'do_not_ask' as const, readiness };
    expect(advice(wished, dates)).toBe('They wish not to be asked. Respect it.');
  });

  test('where too little is known, that is said in place of a low number', () => {
    const shortfall = 'Nothing is known yet of promotion.';
    const unknown = { ...CHAMPION, status: 'none' as const, propensity: null, confidence: 0.2, shortfall };
    expect(figures(unknown)).toBe('Not enough data · 20% sure');
    expect(figures(CHAMPION)).toBe('Propensity 82 · 74% sure');
    expect(advice(unknown, dates)).toBe(`Not enough data to tell. ${shortfall}`);
  });

  test('an advocate with a closed gate is not called ready', () => {
    const readiness = readinessWith(ESCALATION);
    expect(advice({ ...CHAMPION, readiness }, dates)).not.toBe('Ready to be asked.');
  });
});

test.each([
  ['https://app.hubspot.com/x', true],
  ['http://127.0.0.1:8787/x', true],
  ['javascript:alert(1)', false],
  ['data:text/html,x', false],
  ['//evil.example', false],
  [null, false],
])('a link leads only to the web: %s', (url, isLink) => {
  expect(webUrl(url) !== null).toBe(isLink);
});

test.each([
  [{ GROUNDSWELL_URL: 'https://groundswell.example.com/' }, 'https://groundswell.example.com'],
  [{ GROUNDSWELL_URL: 'https://groundswell.example.com' }, 'https://groundswell.example.com'],
  [{ GROUNDSWELL_URL: 'groundswell.example.com' }, null],
  [{ GROUNDSWELL_URL: 7 }, null],
  [{}, null],
  [undefined, null],
])('the address comes from the profile: %j', (variables, url) => {
  expect(baseUrl(variables)).toBe(url);
});
