import { mkdirSync } from 'node:fs';
import type { Card } from '#core/card/card.ts';
import { listen } from '#test/sandbox/listen.ts';
import { createSalesforceDemo } from '#test/sandbox/salesforce/demo/demo.ts';
import { createSalesforceSandbox } from '#test/sandbox/salesforce/salesforce.ts';
import { openBrowser } from '#test/support/browser.ts';
import { openFixtureApp } from '../hubspot/fixture-app.ts';
import { CANNED, CANNED_NOW } from './canned.ts';

/** In a sidebar, and where there is room. */
const [NARROW, WIDE] = [340, 900];
const OBJECTS = { contact: 'Contact', company: 'Account', deal: 'Opportunity' } as const;

/** Draws the card in every state, the best of them wide too, into `folder` as PNG files. */
export async function pictureSalesforceCards(folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const app = await openFixtureApp(CANNED.champion);
  const listening = await listen(0);
  const salesforce = createSalesforceSandbox({
    data: createSalesforceDemo({ seed: 'pictures', people: 40, now: CANNED_NOW }),
    uiHost: new URL(listening.url).host,
    now: () => CANNED_NOW,
  });
  const { sandbox } = salesforce;
  sandbox.card = { url: app.url, token: 'token', secret: 'secret' };
  listening.serve(salesforce);
  const browser = await openBrowser();
  const page = await browser.newPage();
  await page.clock.setFixedTime(CANNED_NOW);
  const states: [string, Card | 'down'][] = [...Object.entries(CANNED), ['error', 'down']];
  try {
    for (const [name, answer] of states)
      for (const width of name === 'champion' ? [WIDE, NARROW] : [NARROW]) {
        app.answer = answer;
        const object = OBJECTS[answer === 'down' ? 'contact' : answer.record.kind];
        const [row] = sandbox.org.table(object).all();
        await page.setViewportSize({ width, height: 900 });
        await page.goto(`${listening.url}/lightning/r/${object}/${row?.['Id']}/view`);
        await page.addStyleTag({ content: '.record { display: block !important }' });
        const card = page.locator('#advocacy-card');
        await card.locator('[aria-busy=false]').waitFor();
        await card.screenshot({ path: `${folder}/salesforce-${name.replaceAll(' ', '-')}-${width}.png` });
      }
  } finally {
    await browser.close();
    salesforce.close();
    await listening.close();
    await app.close();
  }
}
