import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { violationsOn } from '#test/support/accessibility.ts';
import { openBrowser } from '#test/support/browser.ts';
import { bundleSalesforceCard } from './bundle.ts';
import { CANNED, CANNED_NOW } from './canned.ts';
import { cardMarkup } from './markup.ts';

const CONTACT = CANNED.champion.record.id;
const ERROR = { message: 'Groundswell could not be reached. Try again in a minute.' };
const ERRORS: Record<string, object> = { error: ERROR };
const STATES: Record<string, object> = { ...CANNED, ...ERRORS };

interface Call {
  method: string;
  params: { recordId?: string; action?: string; details?: Record<string, unknown> };
}

let browser: Browser;
let page: Page;
let script: string;
/** What Apex answers next; the last one stays. */
let answers: object[];
let calls: Call[];

beforeAll(async () => {
  [browser, script] = await Promise.all([openBrowser(), bundleSalesforceCard()]);
  page = await browser.newPage();
  await page.clock.setFixedTime(CANNED_NOW);
  await page.route('**/*', async (route) => {
    const { pathname } = new URL(route.request().url());
    if (pathname === '/card.js') return route.fulfill({ contentType: 'text/javascript', body: script });
    if (pathname !== '/_card/apex') {
      return route.fulfill({ contentType: 'text/html', body: await recordPage() });
    }
    calls.push(route.request().postDataJSON() as Call);
    const answer = (answers.length > 1 ? answers.shift() : answers[0]) ?? ERROR;
    return route.fulfill({ status: 'message' in answer ? 500 : 200, json: answer });
  });
}, 60_000);
afterAll(() => browser.close());
beforeEach(() => {
  calls = [];
});

describe.each([340, 900])('at %d pixels', (width) => {
  it.each(Object.keys(STATES))(
    'shows “%s” to everybody, within its column',
    { timeout: 30_000 },
    async (state) => {
      await page.setViewportSize({ width, height: 900 });
      await open(STATES[state] ?? {});
      await page.locator('#advocacy-card [aria-busy=false]').waitFor();
      const overflow = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
      expect(overflow).toBe(0);
      expect(await violationsOn(page)).toEqual([]);
    },
  );
});

describe('what a rep does', { timeout: 30_000 }, () => {
  beforeEach(() => page.setViewportSize({ width: 340, height: 900 }));

  it('reads who it is, why, and what may be done', async () => {
    await open(CANNED.champion);
    const card = page.locator('#advocacy-card');
    await card.getByText('Champion', { exact: true }).waitFor();
    const text = await card.innerText();
    for (const told of ['Amara Okafor', '86', '74%', '8 of 8', '+31', 'and 7 more', '3 Aug', 'Jonas Weber']) {
      expect(text).toContain(told);
    }
    await expect(card.getByRole('link', { name: 'Open in Groundswell' }).getAttribute('href')).resolves.toBe(
      CANNED.champion.subject.kind === 'person' ? CANNED.champion.subject.person.consoleUrl : '',
    );
    expect(calls).toEqual([{ method: 'AdvocacyCardController.getCard', params: { recordId: CONTACT } }]);
  });

  it('suggests a reward by keyboard alone', async () => {
    await open(CANNED.champion, { done: 'Suggested a reward of €25.50.', card: CANNED.champion });
    await page.getByRole('button', { name: 'Suggest a reward' }).press('Enter');
    const form = page.getByRole('form', { name: 'Suggest a reward' });
    await form.waitFor();
    await page.keyboard.type('A talk');
    await page.keyboard.press('Tab');
    await page.keyboard.type('25,50');
    await page.keyboard.press('Tab');
    await form.getByText('That is €25.50.').waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByText('Suggested a reward of €25.50.').waitFor();
    expect(calls[1]?.params).toMatchObject({
      action: 'suggest-reward',
      details: { recordId: CONTACT, contactId: CONTACT, act: 'A talk', amount: 2550, currencyCode: 'EUR' },
    });
    expect(await page.evaluate(FOCUSED)).toBe('Suggest a reward');
  });

  it('sends a failed press again under the same key', async () => {
    await open(CANNED.resting, ERROR, { done: 'Logged.', card: CANNED.resting });
    await page.getByRole('button', { name: 'Log an ask' }).click();
    await page.getByLabel('What they were asked for').selectOption('review');
    expect(await violationsOn(page)).toEqual([]);
    await page.getByRole('button', { name: 'Log ask' }).click();
    await page.getByRole('alert').filter({ hasText: ERROR.message }).waitFor();
    await page.getByRole('button', { name: 'Log ask' }).click();
    await page.getByRole('status').filter({ hasText: 'Logged.' }).waitFor();
    const keys = calls.slice(1).map(({ params }) => params.details?.['idempotencyKey']);
    expect(keys).toHaveLength(2);
    expect(keys[0]).toMatch(/^[\da-f-]{36}$/);
    expect(keys[1]).toBe(keys[0]);
  });

  it('is warned before logging an ask of somebody who does not want to be asked', async () => {
    await open(CANNED['do not ask']);
    await page.getByRole('button', { name: 'Log an ask' }).click();
    await page.getByText('They wish not to be asked.', { exact: false }).waitFor();
    expect(await violationsOn(page)).toEqual([]);
  });

  it('opens one of the people of an account and goes back', async () => {
    await open(CANNED.account, CANNED.champion, CANNED.account);
    await page.getByRole('button', { name: 'Amara Okafor' }).press('Enter');
    await page.getByRole('button', { name: 'Nominate' }).waitFor();
    expect(await page.evaluate(FOCUSED)).toBe('Back to everybody');
    await page.keyboard.press('Enter');
    await page.getByText('At most 20 people').waitFor();
    expect(await page.evaluate(FOCUSED)).toBe('Amara Okafor');
  });

  it('tries again after an error', async () => {
    await open(ERROR, CANNED.champion);
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByText('Amara Okafor').waitFor();
    expect(calls).toHaveLength(2);
  });
});

/** The words of what has the focus, in whichever root it is. */
const FOCUSED = `(() => {
  let focused = document.activeElement;
  while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
  return focused?.textContent.trim();
})()`;

async function open(...next: object[]): Promise<void> {
  answers = next;
  await page.goto('https://record.test/');
}

async function recordPage(): Promise<string> {
  const markup = await cardMarkup(CONTACT, 'Contact');
  return `<!doctype html><html lang="en"><head><meta name="viewport" content="width=device-width"><title>Contact</title>
    </head><body><main><h1>Contact</h1>${markup.toString()}</main><script src="/card.js"></script></body></html>`;
}
