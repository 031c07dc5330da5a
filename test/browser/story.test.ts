import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { controlsOf, eventually, type Controls } from '#test/e2e/controls.ts';
import { openBrowser } from '#test/support/browser.ts';
import { startGroundswell, until, type RunningGroundswell } from '#test/support/running.ts';
import { urlOf, writtenOn, type LinkedPerson } from './crm-links.ts';
import { openWindow, PATIENCE, type Window } from './open-window.ts';
import { hubspotCard, salesforceCard } from './rep-card.ts';

let browser: Browser;
let g: RunningGroundswell;
let vendors: Controls;
let team: string;
let admin: Window;
let ana: Window;
let marcus: Window;
/** A candidate whom both CRMs hold. */
let person: LinkedPerson;
let before: number;

beforeAll(async () => {
  browser = await openBrowser();
  // Slow enough to be watched.
  g = await startGroundswell({ people: 900, connect: [] });
  vendors = controlsOf(g);
  await vendors.turn({ latencyMs: 300 });
  team = (await vendors.slack<{ team: { id: string } }>('GET', 'state')).team.id;
  admin = await openWindow(browser);
  ana = await openWindow(browser);
  marcus = await openWindow(browser);
});

afterAll(async () => {
  await browser.close();
  await g.close();
});

describe('the whole story, in a browser', () => {
  it('begins with an admin who signs in and connects HubSpot on its consent screen', async () => {
    const { page } = admin;
    await page.goto(`${g.appUrl}/console/connections`);
    await page.getByLabel('Admin token').fill(g.adminToken);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('link', { name: 'Connect HubSpot' }).click();
    await page.getByRole('heading', { name: 'Connect Groundswell to HubSpot' }).waitFor();
    expect(new URL(page.url()).port).toBe(String(g.sandbox.ports.hubspot));
    expect(await page.getByRole('checkbox').count()).toBeGreaterThan(5);
    await page.getByRole('button', { name: 'Connect app' }).click();
    await page.waitForURL(`${g.appUrl}/console/connections**`);
  });

  it('moves a progress bar until everything is read', async () => {
    const { page } = admin;
    const bar = page.getByRole('progressbar', { name: /^Reading HubSpot/ });
    await bar.waitFor();
    const seen = new Set<number>();
    await until(
      async () => {
        // At its end the page is drawn anew, and a look may fall into that moment.
        const values = await bar
          .evaluateAll((bars) => bars.map((one) => (one as unknown as { value: number }).value))
          .catch(() => null);
        if (values === null) return false;
        for (const value of values) seen.add(value);
        return values.length === 0;
      },
      'the bar to reach its end and go',
      PATIENCE,
    );
    expect([...seen].filter((value) => value > 0).length).toBeGreaterThan(1);
    expect([...seen]).toEqual([...seen].toSorted((a, b) => a - b));
    await g.synced();
    await vendors.turn({ latencyMs: 0 });
    await page.reload();
    await page.getByText('Connected', { exact: true }).waitFor();
  });

  it('connects Slack, choosing the channel on Slack’s own screen', async () => {
    const { page } = admin;
    await page.getByRole('link', { name: 'Connect Slack' }).click();
    await page.getByRole('heading', { name: /requesting permission/ }).waitFor();
    await page.getByLabel('Channel').selectOption({ label: '# general' });
    await page.getByRole('button', { name: 'Allow' }).click();
    await page.waitForURL(`${g.appUrl}/console/connections**`);
    await page.getByRole('heading', { name: /^Slack/ }).waitFor();
    expect(await page.getByRole('link', { name: 'Connect Slack' }).count()).toBe(0);
  });

  it('connects Salesforce too, by consent', async () => {
    const { page } = admin;
    await page.getByRole('link', { name: 'Connect Salesforce' }).click();
    await page.getByRole('button', { name: 'Continue to Salesforce' }).click();
    expect(new URL(page.url()).port).toBe(String(g.sandbox.ports.salesforce));
    await page.getByRole('button', { name: 'Allow' }).click();
    await page.waitForURL(`${g.appUrl}/console/connections**`);
    await g.synced();
    await page.reload();
    // The page reads itself anew when a sync ends, so a single look may fall between two pages.
    const connected = page.getByText('Connected', { exact: true });
    await connected.nth(2).waitFor();
    expect(await connected.count()).toBe(3);
    expect(await page.getByRole('link', { name: /^Connect / }).count()).toBe(0);
  });

  it('gives the card in Salesforce its keys, which the org’s admin enters', async () => {
    const { page } = admin;
    await page.getByRole('link', { name: 'Set up Salesforce' }).click();
    await page.getByText('Make new keys', { exact: true }).click();
    await page.getByRole('button', { name: 'Yes, make new keys' }).click();
    const [token, secret] = await page.getByRole('status').locator('code').allInnerTexts();
    await vendors.salesforce('PUT', 'card', { url: g.appUrl, token, secret });
    const webhook = await page.getByText(/\/webhooks\/salesforce\//).innerText();
    await vendors.salesforce('PATCH', 'webhooks', { url: webhook });
    await page.goto(page.url().replace(/\/card-keys$/, ''));
    expect(await page.content()).not.toContain(secret);
  });

  it.each(['HubSpot', 'Salesforce'])('shows every change before %s is written to', async (name) => {
    const { page } = admin;
    await page.goto(`${g.appUrl}/console/connections`);
    const account = page.getByRole('region', { name: new RegExp(`^${name}`) });
    await account.getByRole('link', { name: 'In review' }).click();
    await page.getByRole('heading', { name: `What ${name} would show` }).waitFor();
    expect(await page.locator('main tbody tr').count()).toBeGreaterThan(5);
    await page.getByText('Switch write-back on', { exact: true }).click();
    await page.getByRole('button', { name: 'Yes, switch on' }).click();
    await page.getByText(`Changes are written to ${name} as they come.`).waitFor();
  });

  it('opens an advocate’s score into its reasons, and leads to the record in each CRM', async () => {
    const { page } = admin;
    const { items } = await g.api<{ items: LinkedPerson[] }>(
      '/people?tier=candidate&sort=-propensity&limit=50',
    );
    person = items.find(({ links }) => new Set(links.map(({ vendor }) => vendor)).size === 2)!;
    await page.getByRole('navigation').getByRole('link', { name: 'Advocates' }).first().click();
    await page.getByRole('link', { name: /^Candidates/ }).click();
    await page.waitForURL(/tier=candidate/);
    await page.locator(`main tbody a[href$="/advocates/${person.id}"]`).first().click();
    const why = page.getByRole('heading', { name: /^Why \d+/ });
    await why.waitFor();
    before = Number(/\d+/.exec(await why.innerText())?.[0]);
    expect(before).toBe(person.propensity);
    expect(await page.locator('td[data-label=Points]').count()).toBeGreaterThan(0);
    for (const { url } of person.links)
      expect(await page.locator(`main a[href="${url}"]`).count()).toBeGreaterThan(0);
  });

  it('shows the score on the card of that record in HubSpot, where an act is logged', async () => {
    const { page } = admin;
    const card = hubspotCard(page);
    await card.open(urlOf(person, 'hubspot'));
    expect(await card.read()).toMatchObject({ status: 'Candidate', propensity: String(before) });
    await page.getByRole('button', { name: 'Log a reference call' }).click();
    await page.getByText('Recorded for today: reference call.').waitFor();
  });

  it('puts the reward before two managers in Slack, and the one who is second is told who decided', async () => {
    for (const [{ page }, user] of [
      [ana, 'U0ANAORTIZ'],
      [marcus, 'U0MARCUSBL'],
    ] as const) {
      await page.goto(`http://127.0.0.1:${g.sandbox.ports.slack}/client/${team}/C0APPROVAL?as=${user}`);
      await page.getByRole('button', { name: 'Approve' }).waitFor();
    }
    // The message is slow to change: the second manager, of whom Slack has to tell first, still finds the button.
    await vendors.slack('PATCH', 'knobs', {
      apiDelay: 300,
      faults: [{ methods: ['chat.update'], kind: 'rate_limited', when: 'before', times: 1, retryAfter: 5 }],
    });
    await ana.page.getByRole('button', { name: 'Approve' }).click();
    await until(async () => (await rewardState()) !== 'proposed', 'the first press to count', PATIENCE);
    await marcus.page.getByRole('button', { name: 'Approve' }).click();
    await marcus.page.getByText(/ana.*approved this reward/i).waitFor();
    await marcus.page.getByText('Only visible to you').waitFor();
    await vendors.slack('PATCH', 'knobs', { apiDelay: 0 });
    for (const { page } of [ana, marcus]) {
      await page.getByText('Reward paid').waitFor();
      expect(await page.getByRole('button', { name: 'Approve' }).count()).toBe(0);
    }
    expect(await ana.page.getByText('Only visible to you').count()).toBe(0);
  });

  it('changes the record in both CRMs', async () => {
    const { page } = admin;
    const after = await eventually(async () => {
      const { propensity } = await g.api<LinkedPerson>(`/people/${person.id}`);
      return propensity > before ? String(propensity) : null;
    }, 'the score to move');
    await until(
      async () => (await writtenOn(g, person)).every((one) => one.endsWith(` ${after}`)),
      'both records',
      PATIENCE,
    );
    for (const [vendor, card] of [
      ['hubspot', hubspotCard(page)],
      ['salesforce', salesforceCard(page)],
    ] as const) {
      await card.open(urlOf(person, vendor));
      const { propensity, lines } = await card.read();
      expect(propensity).toBe(after);
      expect(lines[0]).toContain('Reference call');
    }
    const profile = page.getByRole('region', { name: 'Advocacy profile' });
    await profile.getByText(after, { exact: true }).waitFor();
  });

  it('leads a newcomer to somebody both CRMs hold, and on to the account', async () => {
    const { page } = admin;
    const home = `http://127.0.0.1:${g.sandbox.ports.hubspot}/`;
    const card = salesforceCard(page);
    await page.goto(home);
    for (const name of ['HubSpot', 'Salesforce']) await page.getByText(`${name} connected`).waitFor();
    const met = page.getByRole('listitem').filter({ hasText: 'Meet one person' });
    const [hubspot, salesforce, account] = await Promise.all(
      [0, 1, 2].map((at) =>
        met
          .getByRole('link')
          .nth(at)
          .evaluate((link) => String(Reflect.get(link, 'href'))),
      ),
    );
    await hubspotCard(page).open(hubspot!);
    const told = await hubspotCard(page).read();
    await card.open(salesforce!);
    expect(await card.read()).toEqual(told);
    await card.open(account!);
    expect(await card.card().getByRole('button').count()).toBeGreaterThan(0);
  });

  it('changes the ledger and the payout desk, once', async () => {
    const { page } = admin;
    await page.goto(`http://127.0.0.1:${g.sandbox.ports.payouts}/`);
    await page.getByText('asked for').waitFor();
    expect(await page.locator('tbody tr').count()).toBe(1);
    expect(await page.locator('tbody tr').innerText()).toContain('$50.00');

    await page.goto(`${g.appUrl}/console/rewards/R0001`);
    await page.getByText(/Paid/).first().waitFor();
    await page.goto(`${g.appUrl}/console/ledger`);
    expect(await page.getByRole('link', { name: 'R0001' }).count()).toBe(3);
  });

  it('leaves no browser with anything to complain about', () => {
    expect([admin, ana, marcus].flatMap(({ complaints }) => complaints)).toEqual([]);
  });
});

async function rewardState(): Promise<string | undefined> {
  return (await g.api<{ items: { state: string }[] }>('/rewards')).items[0]?.state;
}
