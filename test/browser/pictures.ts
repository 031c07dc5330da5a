import { mkdirSync } from 'node:fs';
import type { Page } from 'playwright-core';
import type { CrmVendor } from '#core/crm/crm.ts';
import { DEFAULT_MODEL } from '#core/score/model.ts';
import { setBudget } from '#test/sandbox/budget.ts';
import { pictureHubspotCards } from '#test/sandbox/cards/hubspot/pictures.ts';
import { pictureSalesforceCards } from '#test/sandbox/cards/salesforce/pictures.ts';
import { switchOnWriteBack } from '#test/sandbox/write-back.ts';
import { openBrowser } from '#test/support/browser.ts';
import { startGroundswell, until } from '#test/support/running.ts';
import { build } from '../../bin/build.ts';
import { fillRewards, pictureRewards } from './reward-pictures.ts';
import { hubspotCard, salesforceCard } from './rep-card.ts';

/** Takes the README's pictures from the running program: `npm run pictures`. */
const FOLDER = `${import.meta.dirname}/../../docs`;

interface Person {
  id: string;
  name: string;
  links: { vendor: CrmVendor; id: string; url: string }[];
}

build();
mkdirSync(FOLDER, { recursive: true });
await pictureHubspotCards(`${FOLDER}/cards`);
await pictureSalesforceCards(`${FOLDER}/cards`);
const groundswell = await startGroundswell({
  people: 5000,
  connect: ['slack', 'hubspot', 'salesforce'],
  writeBack: 'review',
});
const { appUrl, adminToken, sandbox } = groundswell;
await groundswell.synced();
await setBudget(appUrl, adminToken, 5000);
const browser = await openBrowser();
const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, deviceScaleFactor: 1 });
try {
  await signIn(page);
  const { org } = sandbox.salesforce.sandbox;
  await picture('write-back', `${appUrl}/console/connections/salesforce-${org.id}/write-back`);
  await pictureMatches();
  await switchOnWriteBack(appUrl, adminToken);
  const person = await knownTwice();
  await until(async () => (await written(person)) !== null, 'the record in HubSpot');
  await picture('person', `${appUrl}/console/advocates/${person.id}`);
  await pictureModel();
  await picture('account', `${appUrl}/console/accounts/${encodeURIComponent(await plainAccount())}`);
  await act(person);
  await hubspotCard(page).open(urlOf(person, 'hubspot'));
  await page.screenshot({ path: `${FOLDER}/hubspot.png` });
  await salesforceCard(page).open(urlOf(person, 'salesforce'));
  await page.screenshot({ path: `${FOLDER}/salesforce.png` });
  const { shown } = await fillRewards(groundswell);
  await pictureRewards(page, groundswell, shown, FOLDER);
  await page.goto(`http://127.0.0.1:${sandbox.ports.slack}/client/T0NORTHWND/C0APPROVAL`);
  await page.locator('[data-action-id="reward_approve"]').last().waitFor();
  await page.screenshot({ path: `${FOLDER}/slack.png` });
} finally {
  await browser.close();
  await groundswell.close();
}

async function signIn(on: Page): Promise<void> {
  await on.goto(`${appUrl}/console/sign-in`);
  await on.locator('input[name=token]').fill(adminToken);
  await on.locator('main button[type=submit]').click();
  await on.waitForURL('**/console');
}

async function picture(name: string, url: string): Promise<void> {
  await page.goto(url);
  await page.screenshot({ path: `${FOLDER}/${name}.png` });
}

/** A draft that trusts what people did for us more and what they bought less, beside what it would change. */
async function pictureModel(): Promise<void> {
  const { pillars } = DEFAULT_MODEL;
  const draft = await groundswell.api<{ id: string }>('/models', {
    model: {
      ...DEFAULT_MODEL,
      pillars: {
        ...pillars,
        word_of_mouth: { ...pillars.word_of_mouth, weight: 45 },
        loyalty: { ...pillars.loyalty, weight: 10 },
      },
    },
    by: 'Dana',
    note: 'Deeds tell more than purchases',
  });
  await page.goto(`${appUrl}/console/models/${draft.id}`);
  await page.locator('[data-preview] [data-said]').waitFor();
  await page.screenshot({ path: `${FOLDER}/score-model.png` });
}

/** The best account of ten people and more whose names are of plain letters. */
async function plainAccount(): Promise<string> {
  const { items } = await groundswell.api<{ items: { id: string }[] }>(
    '/accounts?sort=-propensity&limit=100',
  );
  for (const { id } of items) {
    const { people } = await groundswell.api<{ people: { name: string }[] }>(
      `/accounts/${encodeURIComponent(id)}`,
    );
    if (people.length >= 10 && people.slice(0, 8).every(({ name }) => /^[ -~\u00C0-\u024F]+$/.test(name)))
      return id;
  }
  throw new Error('no account has only names of plain letters');
}

/** From the first two pairs on whose names are of plain letters: the browser here brings few fonts. */
async function pictureMatches(): Promise<void> {
  await page.goto(`${appUrl}/console/matches`);
  const names = await page.getByRole('article').locator('h2').allInnerTexts();
  const isPlain = (name: string | undefined) => /^[ -~À-ɏ]+$/.test(name ?? '');
  const first = names.findIndex((name, at) => at > 0 && isPlain(name) && isPlain(names[at + 1]));
  await page
    .getByRole('article')
    .nth(first)
    .evaluate((article) => (article as unknown as { scrollIntoView(): void }).scrollIntoView());
  await page.screenshot({ path: `${FOLDER}/matches.png` });
}

/** An advocate both CRMs hold, with a name of plain letters. */
async function knownTwice(): Promise<Person> {
  const { items } = await groundswell.api<{ items: Person[] }>(
    '/people?tier=advocate&sort=-propensity&limit=100',
  );
  const found = items.find(
    ({ name, links }) =>
      /^[A-Z][a-z]+ [A-Z]/.test(name) && links.map(({ vendor }) => vendor).join() === 'hubspot,salesforce',
  );
  if (found === undefined) throw new Error('no advocate is known to both CRMs');
  return found;
}

function urlOf({ links }: Person, wanted: CrmVendor): string {
  return links.find(({ vendor }) => vendor === wanted)?.url ?? '';
}

/** The status on the person's record in HubSpot; null while none was written. */
async function written(person: Person): Promise<string | null> {
  const answer = await fetch(recordOf(person));
  const { properties } = await answer.json<{ properties: Record<string, string | null> }>();
  return properties['groundswell_status'] ?? null;
}

/** A reference call is logged in HubSpot, and a reward for it waits in Slack. */
async function act(person: Person): Promise<void> {
  await fetch(`${recordOf(person)}/acts`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ act: 'reference_call' }),
  });
  await until(
    async () => (await groundswell.api<{ items: unknown[] }>('/rewards')).items.length > 0,
    'the reward',
  );
}

function recordOf({ links }: Person): string {
  const { id } = links.find(({ vendor }) => vendor === 'hubspot') ?? { id: '' };
  return `http://127.0.0.1:${sandbox.ports.hubspot}/__sandbox/records/0-1/${id}`;
}
