import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDemo } from '#test/sandbox/demo/demo.ts';
import { createHubspotSandbox, type HubspotSandbox } from '#test/sandbox/hubspot/hubspot.ts';
import { listen, type Listening } from '#test/sandbox/listen.ts';
import { violationsOn } from '#test/support/accessibility.ts';
import { openBrowser } from '#test/support/browser.ts';
import { CARDS, TODAY } from './fixtures.ts';
import { openFixtureApp, type FixtureApp } from './fixture-app.ts';

let app: FixtureApp;
let hubspot: HubspotSandbox;
let listening: Listening;
let browser: Browser;
let page: Page;
const complaints: string[] = [];

beforeAll(async () => {
  app = await openFixtureApp(CARDS.champion);
  hubspot = createHubspotSandbox({
    data: createDemo({ seed: 'cards', people: 40, now: TODAY }),
    webhookUrl: `${app.url}/webhooks/hubspot`,
    now: () => TODAY,
  });
  listening = await listen(0);
  listening.serve(hubspot);
  browser = await openBrowser();
  page = await browser.newPage({ viewport: { width: 340, height: 800 } });
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  await page.clock.setFixedTime(TODAY);
}, 60_000);

afterAll(async () => {
  await browser.close();
  hubspot.close();
  await listening.close();
  await app.close();
});

const PATHS = { contact: '0-1/100001', company: '0-2/900000001', deal: '0-3/2000000001' };

async function openCard(name: keyof typeof CARDS) {
  const card = CARDS[name];
  app.answer = card;
  await page.goto(`${listening.url}/contacts/${hubspot.sandbox.portal.id}/record/${PATHS[card.record.kind]}`);
  const region = page.getByRole('region', { name: 'Groundswell' });
  await region.getByRole('heading', { level: 3 }).first().waitFor();
  return region;
}

test('the real card stands on the record page in every state, narrow, for everybody', async () => {
  for (const name of Object.keys(CARDS) as (keyof typeof CARDS)[]) {
    const card = await openCard(name);
    expect([name, await violationsOn(page)]).toEqual([name, []]);
    const overflow = await card.evaluate((element) => {
      const { scrollWidth, clientWidth } = element as unknown as Record<
        'scrollWidth' | 'clientWidth',
        number
      >;
      return scrollWidth - clientWidth;
    });
    expect([name, overflow]).toEqual([name, 0]);
  }
  expect(complaints).toEqual([]);
}, 60_000);

test('it is light, as HubSpot is, where the reader likes it dark', async () => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await openCard('champion');
  expect(await violationsOn(page)).toEqual([]);
  await page.emulateMedia({ colorScheme: 'light' });
}, 30_000);

test('a rep logs an ask by keyboard alone', async () => {
  const card = await openCard('champion');
  await card.getByRole('button', { name: 'Log an ask' }).focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Log an ask to Ada Moreau' });
  await dialog.waitFor();
  expect(await violationsOn(page)).toEqual([]);
  await dialog.getByLabel('What they were asked for').selectOption('A case study');
  await dialog.getByLabel('Note').fill('By phone <i>today</i>');
  app.answer = CARDS.resting;
  await dialog.getByRole('button', { name: 'Log the ask' }).press('Enter');
  await card.getByText('It was noted.').waitFor();
  await card.getByText('Resting until 14 Jan 2027').waitFor();
  expect(await page.getByRole('dialog').count()).toBe(0);
  const { body } = app.received.findLast(({ method }) => method === 'POST')!;
  expect(JSON.parse(body)).toMatchObject({
    ask: 'case_study',
    note: 'By phone <i>today</i>',
    contactId: '100001',
  });
}, 30_000);

test('what failed is said in the form, and sent again under the same key', async () => {
  const card = await openCard('champion');
  await card.getByRole('button', { name: 'Suggest a reward' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('What for').fill('The reference call');
  await dialog.getByLabel('Amount').fill('25,50');
  await dialog.getByLabel('Currency').selectOption('EUR');
  await dialog.getByText('That is EUR 25.50.').waitFor();
  app.answer = 'down';
  app.received.splice(0);
  await dialog.getByRole('button', { name: 'Suggest' }).click();
  await dialog.getByText('Groundswell could not be reached.').waitFor();
  app.answer = CARDS.champion;
  await dialog.getByRole('button', { name: 'Try again' }).click();
  await card.getByText('It was noted.').waitFor();
  const bodies = app.received.map(({ body }) => JSON.parse(body));
  expect(bodies).toHaveLength(3);
  expect(new Set(bodies.map(({ idempotencyKey }) => idempotencyKey)).size).toBe(1);
  expect(bodies[0]).toMatchObject({ act: 'The reference call', amount: 2550, currency: 'EUR' });
  complaints.splice(0);
}, 30_000);

test('Escape closes a form, which then forgets what was typed', async () => {
  const card = await openCard('champion');
  const nominate = card.getByRole('button', { name: 'Nominate' });
  await nominate.click();
  await page.getByLabel('Why they would help').fill('Typed and given up');
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  await nominate.click();
  expect(await page.getByLabel('Why they would help').inputValue()).toBe('');
}, 30_000);
