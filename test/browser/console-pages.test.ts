import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { violationsOn } from '#test/support/accessibility.ts';
import { openBrowser } from '#test/support/browser.ts';
import { startGroundswell, type RunningGroundswell } from '#test/support/running.ts';
import { signedIn, type Look } from './console-session.ts';

interface Listed {
  items: { id: string }[];
}

// Every colour in both schemes, every layout at the widths where the frame is a side and where it is a bar.
const LOOKS: Look[] = [
  { scheme: 'light', width: 1280 },
  { scheme: 'dark', width: 1280 },
  { scheme: 'light', width: 360 },
];
const EMPTY_LOOKS: Look[] = [
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
  '/console/rewards',
  '/console/ledger',
  '/console/connections',
  '/console/salesforce',
  '/console/matches',
  '/console/deliveries',
  '/console/deliveries?state=parked',
  '/console/audit',
  '/console/audit/erasures',
  '/console/matches',
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

  it.each(EMPTY_LOOKS)('every page is without a barrier: $scheme, $width pixels wide', async (look) => {
    expect(await barriers(empty, look, EVERYWHERE)).toEqual({});
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

  it.each(LOOKS)('every page is without a barrier: $scheme, $width pixels wide', async (look) => {
    expect(await barriers(full, look, paths)).toEqual({});
  });
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
    by: 'ana',
    reason: 'Too early',
  });
  const { items: accounts } = await full.api<Listed>('/connections');
  const slack = accounts.find(({ id }) => id.startsWith('slack-'));
  const hubspot = accounts.find(({ id }) => id.startsWith('hubspot-'));
  const salesforce = accounts.find(({ id }) => id.startsWith('salesforce-'));
  await full.api(`/connections/${hubspot?.id}/write-back`, { on: false });
  for (const [index, { id }] of people.entries()) {
    const act = { key: `act-${index}`, personId: id, type: 'case_study', occurredAt: Date.now() };
    await full.api('/signals', act);
  }
  return [
    `/console/advocates/${people[0]?.id}`,
    '/console/advocates?q=zzzzzz',
    '/console/advocates?tier=champion&sort=name',
    `/console/rewards/${waiting.id}`,
    `/console/rewards/${declined.id}`,
    `/console/connections/${slack?.id}/channels`,
    `/console/connections/${hubspot?.id}/write-back`,
    `/console/salesforce/${salesforce?.id}`,
  ];
}

/** What stands in somebody's way, by page: what axe finds, what sticks out, what the browser complains about. */
async function barriers(
  { appUrl, adminToken }: RunningGroundswell,
  look: Look,
  paths: string[],
): Promise<Record<string, string[]>> {
  const { page, context, complaints } = await signedIn(browser, appUrl, adminToken, look);
  const found: Record<string, string[]> = {};
  for (const path of paths) {
    await page.goto(path);
    const here = await violationsOn(page);
    const overhang = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
    if (overhang > 0) here.push(`${overhang} pixels stick out to the right`);
    here.push(...complaints.splice(0));
    if (here.length > 0) found[path] = here;
  }
  await context.close();
  return found;
}
