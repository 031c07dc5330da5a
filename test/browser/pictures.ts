import { mkdirSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { build } from '../../bin/build.ts';
import { setBudget } from '#test/sandbox/budget.ts';
import { openBrowser } from '#test/support/browser.ts';
import { startGroundswell, until } from '#test/support/running.ts';

/** Takes the README's pictures from the running program: `npm run pictures`. */
const FOLDER = `${import.meta.dirname}/../../docs`;

interface Listed {
  items: { id: string; name: string; tier: string; links: { id: string; url: string }[] }[];
}

build();
mkdirSync(FOLDER, { recursive: true });
const groundswell = await startGroundswell({ people: 5000 });
await groundswell.synced();
await setBudget(groundswell.appUrl, groundswell.adminToken, 5000);
const browser = await openBrowser();
const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, deviceScaleFactor: 1 });
try {
  await signIn(page);
  const { items } = await groundswell.api<Listed>('/people?tier=advocate&sort=-propensity&limit=20');
  const advocate = items.find((person) => /^[A-Z][a-z]+ [A-Z]/.test(person.name))!;
  await page.goto(`${groundswell.appUrl}/console/advocates/${advocate.id}`);
  await page.screenshot({ path: `${FOLDER}/person.png` });
  const contact = advocate.links[0]!;
  const sandbox = `http://127.0.0.1:${groundswell.sandbox.ports.hubspot}`;
  await fetch(`${sandbox}/__sandbox/records/0-1/${contact.id}/acts`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ act: 'reference_call' }),
  });
  await until(async () => (await groundswell.api<Listed>('/rewards')).items.length > 0, 'the reward');
  await page.goto(contact.url);
  await page.screenshot({ path: `${FOLDER}/hubspot.png` });
  await page.goto(`http://127.0.0.1:${groundswell.sandbox.ports.slack}/client/T0NORTHWND/C0APPROVAL`);
  await page.locator('[data-action-id="reward_approve"]').waitFor();
  await page.screenshot({ path: `${FOLDER}/slack.png` });
} finally {
  await browser.close();
  await groundswell.close();
}

async function signIn(on: Page): Promise<void> {
  await on.goto(`${groundswell.appUrl}/console/sign-in`);
  await on.locator('input[name=token]').fill(groundswell.adminToken);
  await on.locator('main button[type=submit]').click();
  await on.waitForURL('**/console');
}
