import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { violationsOn } from '#test/support/accessibility.ts';
import { openBrowser } from '#test/support/browser.ts';
import { startGroundswell, type RunningGroundswell } from '#test/support/running.ts';
import { signedIn, type Session } from './console-session.ts';

interface Person {
  id: string;
  name: string;
  propensity: number;
}

let browser: Browser;
let running: RunningGroundswell;
let session: Session;
let page: Page;
let person: Person;

beforeAll(async () => {
  browser = await openBrowser();
  running = await startGroundswell({ people: 200 });
  await running.synced();
  session = await signedIn(browser, running.appUrl, running.adminToken, { scheme: 'light', width: 1280 });
  page = session.page;
  person = (await running.api<{ items: Person[] }>('/people?limit=1')).items[0]!;
});

afterAll(async () => {
  await browser.close();
  await running.close();
});

describe('a person', () => {
  it('opens into reasons that add up to the score, each leading to where it was read', async () => {
    await page.goto(`/console/advocates/${person.id}`);
    await page.getByRole('heading', { name: `Why ${person.propensity}` }).waitFor();
    for (const more of await page.locator('details.more').all()) await more.locator('summary').click();
    const points = await page
      .locator('section[aria-labelledby=reasons] td[data-label=Points]')
      .allInnerTexts();
    const sum = points.reduce(
      (total, text) => total + Number(text.replace('−', '-').replace(/^.*\s/, '')),
      0,
    );
    expect(sum).toBe(person.propensity);
    const source = page.locator('td .outside').first();
    expect(await source.getAttribute('href')).toContain(`127.0.0.1:${running.sandbox.ports.hubspot}`);
  });

  it('is found by a part of the name', async () => {
    await page.goto('/console/advocates');
    await page.getByRole('searchbox').fill(person.name);
    await page.getByRole('button', { name: 'Search' }).click();
    await page.getByRole('link', { name: person.name }).first().waitFor();
    expect(new URL(page.url()).searchParams.get('q')).toBe(person.name);
  });

  it('gets a signal at once, after a refusal that kept what was chosen', async () => {
    await page.goto(`/console/advocates/${person.id}`);
    const form = page.locator('#signal form');
    await form.getByLabel('What happened').selectOption({ label: 'NPS' });
    await form.getByRole('button').click();
    await form.getByText('NPS means nothing without a value').first().waitFor();
    expect(await form.getByLabel('What happened').inputValue()).toBe('nps');
    expect(await violationsOn(page)).toEqual([]);
    await form.getByLabel('Value').fill('2');
    await form.getByRole('button').click();
    await page.getByText('The signal is logged').waitFor();
    const { lines } = await running.api<{ lines: { label: string }[] }>(`/people/${person.id}/score`);
    expect(lines.filter(({ label }) => label === 'NPS 2')).toHaveLength(1);
  });
});

describe('a reward', () => {
  const HOSTILE = '<img src=x onerror=alert(1)> & "friends"';

  it('is refused beside its form with what was typed kept, then proposed once corrected', async () => {
    await page.goto(`/console/advocates/${person.id}`);
    const form = page.locator('#reward form');
    await form.getByLabel('Amount').fill('1.005');
    await form.getByLabel('For what they did').fill(HOSTILE);
    await form.getByRole('button').click();
    await form.getByRole('alert').getByText('USD has at most 2 digits after the point.').waitFor();
    expect(await form.getByLabel('For what they did').inputValue()).toBe(HOSTILE);
    expect(await violationsOn(page)).toEqual([]);
    await form.getByLabel('Amount').fill('75');
    await form.getByRole('button').click();
    await page.getByRole('status').getByText('$75.00 proposed').waitFor();
    const { items } = await running.api<{ items: { amount: number; act: string }[] }>('/rewards');
    expect(items.filter(({ act }) => act === HOSTILE)).toMatchObject([{ amount: 7_500 }]);
  });

  it('shows what was typed as text, and is not approved by whoever proposed it', async () => {
    await page.goto('/console/rewards');
    const card = page.getByRole('article', { name: person.name });
    await card.getByText(HOSTILE).waitFor();
    expect(await card.getByRole('button', { name: /^Approve/ }).count()).toBe(0);
    expect(session.complaints).toEqual([]);
  });

  it('asks for a reason to decline, then moves to the history', async () => {
    const card = page.getByRole('article', { name: person.name });
    await card.getByText('Decline', { exact: false }).first().click();
    await card.getByLabel('Why not?').fill('   ');
    await card.getByRole('button', { name: 'Decline the reward' }).click();
    await card.getByRole('alert').getByText('A declined reward needs a reason.').waitFor();
    await card.getByLabel('Why not?').fill('Thanked last week');
    await card.getByRole('button', { name: 'Decline the reward' }).click();
    await page.getByRole('status').getByText('is declined').waitFor();
    expect(await page.getByRole('row', { name: /Declined/ }).innerText()).toContain('An admin');
  });

  it('is approved with one press, and the books and the budget move', async () => {
    await page.getByLabel('Add to the budget').fill('1,000');
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await page.getByRole('status').getByText('$1,000.00 added').waitFor();
    const { id } = await running.api<{ id: string }>('/rewards', {
      key: 'by-dana',
      personId: person.id,
      amount: 25_000,
      currency: 'USD',
      act: 'Case study',
      proposedBy: 'dana@example.com',
    });
    await page.goto('/console/rewards');
    const card = page.locator(`#${id}`);
    await card.getByText('leaves $750.00').waitFor();
    await card.getByRole('button', { name: /^Approve/ }).click();
    await page.getByRole('status').getByText(`${id} is approved: $250.00 will be paid.`).waitFor();
    await page.goto('/console/ledger');
    const entries = await page.locator(`[id="reward:${id}:approve"]`).innerText();
    expect(entries).toMatch(/Held for proposals\s+−\$250\.00\s+Approved, to be paid\s+\+\$250\.00/);
  });

  it('tells the second to press who decided', async () => {
    const { items } = await running.api<{ items: { id: string; act: string }[] }>('/rewards?state=declined');
    const declined = items[0]!;
    const answer = await page.request.post(`/console/rewards/${declined.id}/decisions`, {
      form: { decision: 'approve' },
      headers: { origin: running.appUrl },
    });
    expect(answer.url()).toBe(`${running.appUrl}/console/rewards/${declined.id}`);
    expect(await answer.text()).toMatch(/role="alert".*admin/s);
  });
});

describe('the score', () => {
  it('is changed by a slider with its effect in sight, then published for everybody', async () => {
    await page.goto('/console/models');
    await page.getByRole('button', { name: 'New draft' }).click();
    const said = page.getByRole('status');
    await said.getByText(/Nothing changed yet/).waitFor();
    await page.getByRole('slider', { name: 'Weight of a full score' }).fill('25');
    expect(await page.getByLabel('Full score at').inputValue()).toBe('25');
    await said.getByText(/[1-9]\d* become advocates/).waitFor();
    const name = await page.locator('.mover-name a').first().innerText();
    await page.getByRole('button', { name: 'Publish…' }).click();
    await page.getByLabel('Why?').fill('Fewer pillars have to shine');
    await page.getByRole('button', { name: 'Publish as version 2' }).click();
    await said.getByText('Version 2 is published').waitFor();
    await page.getByText('Scoring everybody by version 2').waitFor({ state: 'detached' });
    await page.goto(`/console/advocates?q=${encodeURIComponent(name)}`);
    await page
      .getByRole('row', { name })
      .getByText(/^(Advocate|Champion)$/)
      .first()
      .waitFor();
    expect(session.complaints).toEqual([]);
  });
});

describe('connections', () => {
  it('connects from the page, shows the reading as it goes on, and the end of it by itself', async () => {
    const slow = await startGroundswell({ people: 300, connect: [], variables: { HUBSPOT_RATE: '8' } });
    const visit = await signedIn(browser, slow.appUrl, slow.adminToken, { scheme: 'dark', width: 1280 });
    try {
      await visit.page.goto('/console/connections');
      await visit.page.getByRole('link', { name: 'Connect HubSpot' }).click();
      await visit.page.getByRole('button', { name: 'Connect app' }).click();
      await visit.page.getByRole('status').getByText('HubSpot is connected.').waitFor();
      await visit.page.getByRole('progressbar').waitFor();
      expect(await violationsOn(visit.page)).toEqual([]);
      await visit.page
        .getByText(/^[1-9]\d* of \d+ records read, \d+ %$/)
        .first()
        .waitFor();
      await visit.page.getByText('Connected', { exact: true }).waitFor({ timeout: 45_000 });
      expect(visit.complaints).toEqual([]);
    } finally {
      await visit.context.close();
      await slow.close();
    }
  });

  it('moves messages to the channel that is chosen', async () => {
    await page.goto('/console/connections');
    await page.getByRole('link', { name: 'Choose channels' }).click();
    const picker = page.getByLabel('News about advocates');
    const other = await picker.locator('option:not([selected])').first().innerText();
    await picker.selectOption({ label: other });
    await page.getByRole('button', { name: 'Save the channel for News about advocates' }).click();
    await page.getByRole('status').getByText(`Messages now go to ${other}.`).waitFor();
    expect(await page.locator('dd', { hasText: other }).count()).toBeGreaterThan(0);
  });

  it('disconnects after a second press, and people stay', async () => {
    await page.goto('/console/connections');
    await page.getByText('Disconnect HubSpot', { exact: true }).click();
    await page.getByRole('listitem').filter({ hasText: 'groundswell_status' }).waitFor();
    await page.getByRole('button', { name: 'Yes, disconnect HubSpot' }).click();
    await page.getByRole('status').getByText('HubSpot is disconnected.').waitFor();
    await page.getByRole('link', { name: 'Connect HubSpot' }).waitFor();
    await page.goto(`/console/advocates/${person.id}`);
    await page.getByRole('heading', { name: person.name }).waitFor();
    expect(await violationsOn(page)).toEqual([]);
  });
});
