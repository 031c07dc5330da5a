import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '#test/support/browser.ts';
import { startGroundswell, until, type RunningGroundswell } from '#test/support/running.ts';
import { controlsOf, type Controls } from '#test/e2e/controls.ts';

interface Window {
  page: Page;
  context: BrowserContext;
  complaints: string[];
}

const PATIENCE = 30_000;

let browser: Browser;
let g: RunningGroundswell;
let vendors: Controls;
let team: string;
let admin: Window;
let ana: Window;
let marcus: Window;
let recordUrl: string;
let before: number;

beforeAll(async () => {
  browser = await openBrowser();
  // Slow enough to be watched.
  g = await startGroundswell({ people: 900, connect: [] });
  vendors = controlsOf(g);
  await vendors.turn({ latencyMs: 300 });
  team = (await vendors.slack<{ team: { id: string } }>('GET', 'state')).team.id;
  admin = await openWindow();
  ana = await openWindow();
  marcus = await openWindow();
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

  it('opens an advocate’s score into its reasons, and leads to the record in HubSpot', async () => {
    const { page } = admin;
    await page.getByRole('navigation').getByRole('link', { name: 'Advocates' }).first().click();
    await page.getByRole('heading', { name: 'Advocates', level: 1 }).waitFor();
    await page.getByRole('link', { name: /^Candidates/ }).click();
    await page.waitForURL(/tier=candidate/);
    await page.locator('main tbody a').first().click();
    const why = page.getByRole('heading', { name: /^Why \d+/ });
    await why.waitFor();
    before = Number(/\d+/.exec(await why.innerText())?.[0]);
    expect(before).toBeGreaterThan(0);
    expect(await page.locator('td[data-label=Points]').count()).toBeGreaterThan(0);
    const link = page.getByRole('link', { name: /HubSpot/ }).first();
    recordUrl = (await link.getAttribute('href'))!;
    expect(new URL(recordUrl).port).toBe(String(g.sandbox.ports.hubspot));
  });

  it('shows our properties on that record, where an act is logged', async () => {
    const { page } = admin;
    await page.goto(recordUrl);
    const card = page.getByRole('region', { name: 'Groundswell' });
    await card
      .getByText(/champion|advocate|candidate/i)
      .first()
      .waitFor();
    expect(await card.getByRole('meter').getAttribute('value')).toBe(String(before));
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
    // The message is slow to change: the second manager still finds the button.
    await vendors.slack('PATCH', 'knobs', {
      apiDelay: 3000,
      faults: [{ methods: ['chat.update'], kind: 'rate_limited', when: 'before', times: 1, retryAfter: 1 }],
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

  it('changes the HubSpot record, the ledger and the payout desk, once', async () => {
    const { page } = admin;
    await page.goto(recordUrl);
    const card = page.getByRole('region', { name: 'Groundswell' });
    await card
      .getByText(/Reference call/)
      .first()
      .waitFor();
    await until(
      async () => Number(await card.getByRole('meter').getAttribute('value')) > before,
      'the record to show the new score',
      PATIENCE,
    );
    await page.goto(`http://127.0.0.1:${g.sandbox.ports.payouts}/`);
    await page.getByText('asked for').waitFor();
    expect(await page.locator('tbody tr').count()).toBe(1);
    expect(await page.locator('tbody tr').innerText()).toContain('$50.00');

    await page.goto(`${g.appUrl}/console/rewards`);
    await page.getByRole('link', { name: 'R0001' }).first().click();
    await page.getByText(/Paid/).first().waitFor();
    await page.goto(`${g.appUrl}/console/ledger`);
    expect(await page.getByRole('link', { name: 'R0001' }).count()).toBe(3);
  });

  it('leaves no browser with anything to complain about', () => {
    expect([admin, ana, marcus].flatMap(({ complaints }) => complaints)).toEqual([]);
  });
});

async function openWindow(): Promise<Window> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE);
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(`${page.url()}: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`${page.url()}: ${message.text()}`);
  });
  page.on('requestfailed', (request) => {
    // A page that is left lets go of what it was still asking for.
    if (request.failure()?.errorText !== 'net::ERR_ABORTED') complaints.push(`${request.url()} failed`);
  });
  return { page, context, complaints };
}

async function rewardState(): Promise<string | undefined> {
  return (await g.api<{ items: { state: string }[] }>('/rewards')).items[0]?.state;
}
