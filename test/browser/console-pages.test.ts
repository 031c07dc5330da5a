import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { violationsOn } from '#test/support/accessibility.ts';
import { openBrowser } from '#test/support/browser.ts';
import { startGroundswell, type RunningGroundswell } from '#test/support/running.ts';
import { LOOKS, signedIn } from './console-session.ts';

interface Listed {
  items: { id: string }[];
}

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
  '/console/deliveries',
  '/console/deliveries?state=parked',
  '/console/audit',
  '/console/nowhere',
];

describe.each(LOOKS)('$scheme, $width pixels wide', (look) => {
  it('shows every page before anything is connected, without a barrier', async () => {
    const empty = await startGroundswell({ people: 10, connect: [] });
    try {
      await visitAll(empty, look, EVERYWHERE);
    } finally {
      await empty.close();
    }
  });
});

describe('with people, rewards and money', () => {
  let full: RunningGroundswell;
  let paths: string[];

  beforeAll(async () => {
    full = await startGroundswell({ people: 200 });
    await full.synced();
    paths = [...EVERYWHERE, ...(await fill(full))];
  });

  afterAll(async () => {
    await full.close();
  });

  it.each(LOOKS)('shows every page without a barrier: $scheme, $width pixels wide', async (look) => {
    await visitAll(full, look, paths);
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
  return [
    `/console/advocates/${people[0]?.id}`,
    '/console/advocates?q=zzzzzz',
    '/console/advocates?tier=champion&sort=name',
    `/console/rewards/${waiting.id}`,
    `/console/rewards/${declined.id}`,
    `/console/connections/${slack?.id}/channels`,
  ];
}

async function visitAll(
  running: RunningGroundswell,
  look: (typeof LOOKS)[number],
  paths: string[],
): Promise<void> {
  const { page, context, complaints } = await signedIn(browser, running.appUrl, running.adminToken, look);
  try {
    const found: Record<string, string[]> = {};
    for (const path of paths) {
      await page.goto(path);
      const violations = await violationsOn(page);
      const overhang = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
      if (overhang > 0) violations.push(`${overhang} pixels stick out to the right`);
      if (violations.length > 0) found[path] = violations;
    }
    expect(found).toEqual({});
    expect(complaints).toEqual([]);
  } finally {
    await context.close();
  }
}
