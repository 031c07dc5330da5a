import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { setBudget } from '#test/sandbox/budget.ts';
import { violationsOn } from '#test/support/accessibility.ts';
import { openBrowser } from '#test/support/browser.ts';
import { startGroundswell, until, type RunningGroundswell } from '#test/support/running.ts';
import { signedIn, type Look } from './console-session.ts';

interface Listed {
  items: { id: string }[];
}

// Every colour in both schemes, every layout at the widths where the frame is a side and where it is a bar.
const LOOKS: [Look, ...Look[]] = [
  { scheme: 'light', width: 1280 },
  { scheme: 'dark', width: 360 },
];

let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser();
});

afterAll(async () => {
  await browser.close();
});

const EVERYWHERE = [
  '/console',
  '/console/advocates',
  '/console/accounts',
  '/console/rewards',
  '/console/rewards?queue=history',
  '/console/budgets',
  '/console/fraud',
  '/console/fraud?state=cleared',
  '/console/ledger',
  '/console/fulfilment',
  '/console/fulfilment/reconciliation',
  '/console/catalogue',
  '/console/catalogue/items/new',
  '/console/catalogue/items/gift-card-50',
  '/console/rules',
  '/console/rules/new',
  '/console/rules/edit/speaking',
  '/console/tax/limits',
  '/console/policy',
  '/console/policy/edit',
  '/console/tax',
  '/console/tax?which=over',
  '/console/points',
  '/console/points/programmes/new',
  '/console/connections',
  '/console/imports',
  '/console/models',
  '/console/gates',
  '/console/moves',
  '/console/salesforce',
  '/console/matches',
  '/console/members',
  '/console/keys',
  '/console/deliveries',
  '/console/deliveries?state=parked',
  '/console/audit?verify',
  '/console/audit/erasures',
  '/console/nowhere',
];

describe('before anything is connected', () => {
  let empty: RunningGroundswell;

  beforeAll(async () => {
    empty = await startGroundswell({ people: 10, connect: [] });
  });

  afterAll(async () => {
    await empty.close();
  });

  it('every page is without a barrier, light and dark, wide and narrow', async () => {
    expect(await barriers(empty, LOOKS, EVERYWHERE)).toEqual({});
  });
});

describe('with people, rewards and money', () => {
  let full: RunningGroundswell;
  let paths: string[];

  beforeAll(async () => {
    full = await startGroundswell({ people: 200, connect: ['slack', 'hubspot', 'salesforce'] });
    await full.synced();
    paths = [...EVERYWHERE, ...(await fill(full))];
  });

  afterAll(async () => {
    await full.close();
  });

  it('every page is without a barrier, light and dark, wide and narrow', async () => {
    expect(await barriers(full, LOOKS, paths)).toEqual({});
  }, 180_000);
});

/** Rewards in several states, a budget; gives the addresses of pages about one thing. */
async function fill(full: RunningGroundswell): Promise<string[]> {
  const { items: people } = await full.api<Listed>('/people?limit=4');
  const propose = (index: number, act: string) =>
    full.api<{ id: string }>('/rewards', {
      key: `reward-${index}`,
      personId: people[index]?.id,
      amount: 5_000,
      currency: 'USD',
      act,
      proof: 'https://example.com/proof',
      proposedBy: 'dana@example.com',
    });
  const [waiting, declined] = [
    await propose(0, 'Reference call'),
    await propose(1, 'A very long act '.repeat(12)),
  ];
  await full.api(`/rewards/${declined.id}/decisions`, {
    decision: 'decline',
    by: 'admin',
    reason: 'Too early',
  });
  const returned = await propose(2, 'Case study');
  await full.api(`/rewards/${returned.id}/decisions`, {
    decision: 'change',
    by: 'admin',
    reason: 'Less, please',
  });
  await setBudget(full.appUrl, full.adminToken, 1000);
  await keepPoints(full, people[0]?.id ?? '');
  const { items: accounts } = await full.api<Listed>('/connections');
  const slack = accounts.find(({ id }) => id.startsWith('slack-'));
  const hubspot = accounts.find(({ id }) => id.startsWith('hubspot-'));
  const salesforce = accounts.find(({ id }) => id.startsWith('salesforce-'));
  await full.api(`/connections/${hubspot?.id}/write-back`, { on: false });
  for (const [index, { id }] of people.entries()) {
    const act = { key: `act-${index}`, personId: id, type: 'case_study', occurredAt: Date.now() };
    await full.api('/signals', act);
  }
  const { items: companies } = await full.api<Listed>('/accounts?sort=-people&limit=1');
  const imported = await uploadFile(full);
  return [
    `/console/imports/${imported}`,
    `/console/advocates/${people[0]?.id}`,
    '/console/advocates?q=zzzzzz',
    '/console/accounts?q=zzzzzz',
    '/console/accounts?sort=-risk',
    `/console/accounts/${encodeURIComponent(companies[0]?.id ?? '')}`,
    '/console/advocates?tier=champion&sort=name',
    '/console/advocates?by=loyalty&askable=1',
    '/console/points/programmes/club',
    '/console/points/programmes/club?month=2099-01',
    '/console/points/programmes/club/edit',
    `/console/points/programmes/club/people/${people[0]?.id}`,
    `/console/points/programmes/club/people/${people[1]?.id}`,
    `/console/rewards/${waiting.id}`,
    `/console/rewards/${declined.id}`,
    `/console/rewards/${returned.id}`,
    '/console/rewards?queue=mine&select=all&sort=largest&over=1',
    '/console/rewards?queue=change',
    '/console/rewards?q=zzzzzz',
    '/console/ledger?q=zzzzzz',
    '/console/ledger?account=reserved&currency=USD&from=2026-01-01&until=2099-12-31',
    `/console/connections/${slack?.id}/channels`,
    `/console/connections/${hubspot?.id}/write-back`,
    `/console/salesforce/${salesforce?.id}`,
  ];
}

/** A programme of points, and somebody who holds, spent and lost some. */
async function keepPoints(full: RunningGroundswell, personId: string): Promise<void> {
  const headers = { authorization: `Bearer ${full.adminToken}`, 'content-type': 'application/json' };
  const club = {
    name: 'Customer club',
    expiry: { kind: 'fixed', days: 365 },
    holdDays: 0,
    dayCap: null,
    monthCap: null,
    tiers: [{ id: 'member', name: 'Member', qualify: 0, multiplier: 10_000, neverExpires: false }],
    noticeDays: 30,
    cost: { currency: 'USD', amount: 100, points: 100 },
    redemptionRate: null,
  };
  const url = `${full.appUrl}/api/v1/points/programmes/club`;
  await fetch(url, { method: 'PUT', headers, body: JSON.stringify(club) });
  const move = { programme: 'club', personId, reason: 'Talk '.repeat(30) };
  const { lot } = await full.api<{ lot: string }>('/points/earn', { ...move, key: 'points-0', points: 900 });
  await full.api('/points/spend', { ...move, key: 'points-1', points: 300 });
  await full.api('/points/claw-back', { ...move, key: 'points-2', lot, points: 700 });
}

/** A file of signals with something wrong, waiting for its mapping; gives its id. */
async function uploadFile(full: RunningGroundswell): Promise<string> {
  const { appUrl, adminToken } = full;
  const answer = await fetch(
    `${appUrl}/api/v1/imports?name=${encodeURIComponent(`${'long '.repeat(30)}.csv`)}`,
    {
      method: 'POST',
      headers: { authorization: `Bearer ${adminToken}`, 'content-type': 'text/csv' },
      body: `E-mail,Date,Score\nnobody@example.com,31-02-2026,${'5'.repeat(300)}\nalone`,
    },
  );
  const { id } = await answer.json<{ id: string }>();
  await full.api(`/imports/${id}/dry-run`, { columns: { email: 0, occurredAt: 1, value: 2 }, type: 'csat' });
  const isChecked = async () => (await full.api<{ state: string }>(`/imports/${id}`)).state === 'checked';
  await until(isChecked, 'the dry run');
  return id;
}

/** What stands in somebody's way, by page and look: what axe finds, what sticks out, what the browser complains about. */
async function barriers(
  { appUrl, adminToken }: RunningGroundswell,
  looks: readonly [Look, ...Look[]],
  paths: string[],
): Promise<Record<string, string[]>> {
  const { page, context, complaints } = await signedIn(browser, appUrl, adminToken, looks[0]);
  const found: Record<string, string[]> = {};
  for (const path of [...paths, ...(await draftPages(page, appUrl))]) {
    await page.goto(path);
    for (const { scheme, width } of looks) {
      await page.setViewportSize({ width, height: 800 });
      // Colours that still fade from the last look would be held against this one.
      await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
      const here = await violationsOn(page);
      const overhang = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
      if (overhang > 0) here.push(`${overhang} pixels stick out to the right`);
      here.push(...complaints.splice(0));
      if (here.length > 0) found[`${path}, ${scheme}, ${width} pixels wide`] = here;
    }
  }
  await context.close();
  return found;
}

/** A draft of the score on its pages: changed, tried against the past, about to be published. */
async function draftPages(page: Page, appUrl: string): Promise<string[]> {
  const made = await page.request.post('/console/models', { headers: { origin: appUrl } });
  const { pathname } = new URL(made.url());
  return [pathname, `${pathname}/back-test`, `${pathname}/publish`];
}
