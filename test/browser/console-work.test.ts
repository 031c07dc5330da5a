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
    await page.goto('/console/rewards?queue=others');
    const row = page.getByRole('row', { name: HOSTILE });
    await row.getByRole('link', { name: person.name }).click();
    await page.getByRole('heading', { name: 'Your decision' }).waitFor();
    await page.getByText('You proposed this reward, so you cannot approve it.').waitFor();
    expect(await page.getByRole('button', { name: /^Approve/ }).count()).toBe(0);
    expect(session.complaints).toEqual([]);
  });

  it('asks whoever proposed it for a reason to withdraw it, then moves to the history', async () => {
    const card = page.locator('#decide');
    expect(await card.locator('summary').allInnerTexts()).toEqual(['Withdraw']);
    await card.getByText('Withdraw', { exact: true }).click();
    await card.getByLabel('Why do you withdraw it?').fill('   ');
    await card.getByRole('button', { name: 'Withdraw the reward' }).click();
    await card.getByRole('alert').getByText('A declined reward needs a reason.').waitFor();
    await card.getByLabel('Why do you withdraw it?').fill('Thanked last week');
    await card.getByRole('button', { name: 'Withdraw the reward' }).click();
    await page.getByRole('status').getByText('is declined').waitFor();
    await page.goto('/console/rewards?queue=history');
    expect(await page.getByRole('row', { name: /Declined/ }).innerText()).toMatch(/Declined\s+by an admin/);
  });

  it('is ticked by keyboard and approved with others, and the books and the budget move', async () => {
    await page.goto('/console/budgets');
    await page.getByLabel('Budget in all').fill('1,000');
    await page.getByRole('button', { name: 'Set the budget' }).click();
    await page.getByRole('status').getByText('$1,000.00 is the budget of general now.').waitFor();
    const propose = async (key: string, amount: number) => {
      const terms = {
        personId: person.id,
        currency: 'USD',
        act: 'Case study',
        proposedBy: 'dana@example.com',
      };
      return (await running.api<{ id: string }>('/rewards', { ...terms, key, amount })).id;
    };
    const [id, dear] = [await propose('by-dana', 25_000), await propose('too dear', 70_000)];
    await page.goto(`/console/rewards/${dear}`);
    const answers = await page.locator('#decide summary').allInnerTexts();
    expect(answers).toEqual(['Ask for a change', 'Feedback only', 'Decline']);
    await page.goto('/console/rewards');
    await page.getByLabel(`Select ${id}`).focus();
    await page.keyboard.press('Shift+ArrowDown');
    await page.getByText('2 of 2 selected').waitFor();
    await page.getByRole('button', { name: 'Decline' }).click();
    expect(await page.locator('#bulk-reason:invalid').count()).toBe(1);
    await page.getByRole('button', { name: 'Approve 2' }).click();
    await page.getByRole('heading', { name: /went through/ }).waitFor();
    expect(await page.locator('#results').innerText()).toContain(`${id} is approved: $250.00 will be paid.`);
    expect(await page.locator('#results').innerText()).toContain(
      `${dear}: your yes is kept; still waits for`,
    );
    expect(await violationsOn(page)).toEqual([]);
    await page.goto('/console/ledger');
    const rows = page.locator(`[id="reward:${id}:approve"] .entry-lines tbody tr`);
    const [payable, reserved] = [rows.nth(0).locator('th, td'), rows.nth(1).locator('th, td')];
    expect(await payable.allInnerTexts()).toEqual(['Approved, to be paid · general', '$250.00', '']);
    expect(await reserved.allInnerTexts()).toEqual(['Reserved for proposals · general', '', '$250.00']);
    expect(await rows.count()).toBe(2);
  });

  it('tells the second to press who decided', async () => {
    const { items } = await running.api<{ items: { id: string; act: string }[] }>('/rewards?state=declined');
    const answer = await page.request.post(`/console/rewards/${items[0]!.id}/decisions`, {
      form: { decision: 'approve' },
      headers: { origin: running.appUrl },
    });
    expect(answer.status()).toBe(409);
    expect(await answer.text()).toMatch(/role="alert".*admin/s);
  });
});

describe('the approval policy', () => {
  it('shows what it would have done while it is typed, blames the field at fault, and is published', async () => {
    await page.goto('/console/policy/edit');
    const limit = page.getByLabel('Up to, line 1').first();
    await limit.fill('5oo');
    await page.locator('#rule-1 .field-problem', { hasText: 'This is no amount' }).waitFor();
    expect(await limit.getAttribute('aria-invalid')).toBe('true');
    await limit.fill('400');
    await page.locator('select[name="rules.0.bands.0.managers"]').selectOption('0');
    await page.locator('#preview').getByText('Automatic approval is on').waitFor();
    expect(await page.locator('.field-problem, [aria-invalid]').count()).toBe(0);
    await page.getByRole('button', { name: 'Add a rule' }).click();
    await page.getByLabel('Name', { exact: true }).first().fill('Yen');
    await page.getByLabel('Currency or points').first().selectOption('JPY');
    await page.getByLabel('Why this change?').fill('Less to decide');
    await page.getByRole('button', { name: 'Publish the policy' }).click();
    await page.getByText('Up to $400.00: nobody, it is approved at once').first().waitFor();
    await page.getByText('Any amount in JPY: one manager').first().waitFor();
    expect(session.complaints).toEqual([]);
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
