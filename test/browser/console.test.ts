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

describe('the door', () => {
  it('stays shut to a wrong token and says so, then leads where one wanted to go', async () => {
    const context = await browser.newContext({ baseURL: running.appUrl });
    const stranger = await context.newPage();
    await stranger.goto('/console/rewards?queue=history');
    expect(new URL(stranger.url()).pathname).toBe('/console/sign-in');
    expect(await violationsOn(stranger)).toEqual([]);
    await stranger.getByLabel('Admin token').fill('a-token-of-somebody-else');
    await stranger.getByRole('button', { name: 'Sign in' }).click();
    await stranger.getByText('This token does not open the console.').waitFor();
    expect(await violationsOn(stranger)).toEqual([]);
    await stranger.getByLabel('Admin token').fill(running.adminToken);
    await stranger.getByRole('button', { name: 'Sign in' }).click();
    await stranger.getByRole('heading', { name: 'Rewards', level: 1 }).waitFor();
    expect(stranger.url()).toBe(`${running.appUrl}/console/rewards?queue=history`);
    await stranger.getByRole('button', { name: 'Sign out' }).click();
    await stranger.goto('/console');
    expect(new URL(stranger.url()).pathname).toBe('/console/sign-in');
    await context.close();
  });

  it('refuses forms sent from another site, whoever is signed in', async () => {
    const cookies = await session.context.cookies();
    const answer = await fetch(`${running.appUrl}/console/budgets`, {
      method: 'POST',
      headers: {
        cookie: cookies.map(({ name, value }) => `${name}=${value}`).join('; '),
        origin: 'https://evil.example',
        'sec-fetch-site': 'cross-site',
      },
      body: new URLSearchParams({ programme: 'general', amount: '5', currency: 'USD' }),
    });
    expect(answer.status).toBe(403);
    expect(await answer.text()).toContain('sent from somewhere else');
    expect((await running.api<{ items: unknown[] }>('/ledger')).items).toEqual([]);
  });

  it('lets a page load and run nothing but our own files, and be framed by nobody', async () => {
    const answer = await session.page.goto('/console/advocates');
    const policy = (await answer?.headerValue('content-security-policy')) ?? '';
    expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    // The only star: orgs of Salesforce sign in at hosts of their own.
    expect(policy.replace('https://*.salesforce.com;', ';')).not.toMatch(/unsafe|\*/);
    expect(await answer?.headerValue('cache-control')).toBe('private, no-store');
    const style = await page.locator('link[rel=stylesheet]').getAttribute('href');
    const kept = await fetch(`${running.appUrl}${style}`);
    expect(kept.headers.get('cache-control')).toContain('immutable');
  });

  it('shows no words a link brings along', async () => {
    await page.goto('/console/connections?problem=internal&message=Call+555-EVIL&remedy=Pay+now');
    expect(await page.content()).not.toContain('555-EVIL');
    await page.goto('/connect/hubspot/callback?error=denied&error_description=Call+555-EVIL');
    await page.getByText('HubSpot did not connect the account.').waitFor();
    expect(await page.content()).not.toContain('555-EVIL');
    await page.reload();
    expect(await page.content()).not.toContain('did not connect');
  });
});

describe('by keyboard alone', () => {
  it('reaches everything there is to press, in the order it is read, and shows where it is', async () => {
    await page.goto(`/console/advocates/${person.id}`);
    const stops = await page.evaluate<number>(`[...document.querySelectorAll(
      'a[href], button, input:not([type=hidden]), select, textarea, summary')]
      .filter((e) => e.checkVisibility()).map((e, index) => { e.dataset.stop = index; }).length`);
    const reached: number[] = [];
    while (reached.length < stops) {
      await page.keyboard.press('Tab');
      const [stop, outline] = await page.evaluate<[string | undefined, string]>(
        '[document.activeElement.dataset.stop, getComputedStyle(document.activeElement).outlineStyle]',
      );
      if (stop === undefined) break;
      // A date is several stops in one field.
      if (reached.at(-1) !== Number(stop)) reached.push(Number(stop));
      expect(outline, `stop ${stop}`).not.toBe('none');
    }
    expect(reached).toEqual(Array.from({ length: stops }, (_, index) => index));
  });

  it('skips straight to the content', async () => {
    await page.goto('/console');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await page.evaluate<string>('document.activeElement.id')).toBe('content');
  });

  it('opens and leaves the menu of a narrow window', async () => {
    const look = { scheme: 'light', width: 360 } as const;
    const narrow = await signedIn(browser, running.appUrl, running.adminToken, look);
    const ledger = narrow.page.getByRole('link', { name: 'Ledger' });
    expect(await ledger.isVisible()).toBe(false);
    await narrow.page.getByRole('button', { name: 'Menu' }).focus();
    await narrow.page.keyboard.press('Enter');
    await ledger.waitFor();
    expect(await violationsOn(narrow.page)).toEqual([]);
    await narrow.page.keyboard.press('Escape');
    await ledger.waitFor({ state: 'hidden' });
    await narrow.context.close();
  });
});
