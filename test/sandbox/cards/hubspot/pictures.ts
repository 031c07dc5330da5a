import { mkdirSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { createHubspotSandbox } from '#test/sandbox/hubspot/hubspot.ts';
import { listen } from '#test/sandbox/listen.ts';
import { createDemo } from '#test/sandbox/demo/demo.ts';
import { openBrowser } from '#test/support/browser.ts';
import { CARDS, TODAY } from './fixtures.ts';
import { openFixtureApp } from './fixture-app.ts';

/** In a sidebar, and where there is room. */
const [NARROW, WIDE] = [340, 900];

/** Draws the card in every state, the best of them wide too, and its forms, into `folder` as PNG files. */
export async function pictureHubspotCards(folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const app = await openFixtureApp(CARDS.champion);
  const listening = await listen(0);
  const hubspot = createHubspotSandbox({
    data: createDemo({ seed: 'pictures', people: 40, now: TODAY }),
    webhookUrl: `${app.url}/webhooks/hubspot`,
    now: () => TODAY,
  });
  listening.serve(hubspot);
  const browser = await openBrowser();
  const page = await browser.newPage();
  await page.clock.setFixedTime(TODAY);
  const states = Object.entries({ ...CARDS, error: 'down', refused: 'refused' } as const);
  try {
    for (const [name, answer] of states)
      for (const width of name === 'champion' ? [WIDE, NARROW] : [NARROW]) {
        app.answer = answer;
        await page.setViewportSize({ width, height: 900 });
        await page.goto(`${listening.url}/contacts/${hubspot.sandbox.portal.id}/record/${pathOf(answer)}`);
        await page.addStyleTag({ content: '.record { display: block !important }' });
        const card = page.getByRole('region', { name: 'Groundswell' });
        await card.locator('h3').first().waitFor();
        await card.screenshot({ path: `${folder}/hubspot-${name}-${width}.png` });
        if (name === 'champion' && width === NARROW) await pictureForms(page, `${folder}/hubspot-form`);
      }
  } finally {
    await browser.close();
    hubspot.close();
    await listening.close();
    await app.close();
  }
}

async function pictureForms(page: Page, path: string): Promise<void> {
  for (const name of ['Log an ask', 'Log an act', 'Nominate', 'Suggest a reward']) {
    await page.getByRole('button', { name, exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.screenshot({ path: `${path}-${name.toLowerCase().replaceAll(' ', '-')}.png` });
    await dialog.getByRole('button', { name: 'Cancel' }).click();
  }
}

function pathOf(answer: (typeof CARDS)[keyof typeof CARDS] | 'down' | 'refused'): string {
  if (typeof answer === 'string') return '0-1/100001';
  const { kind } = answer.record;
  return { contact: '0-1/100001', company: '0-2/900000001', deal: '0-3/2000000001' }[kind];
}
