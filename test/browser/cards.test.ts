import type { Browser, Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CardActionName } from '#core/card/card.ts';
import type { CrmVendor } from '#core/crm/crm.ts';
import { ANA, controlsOf, eventually } from '#test/e2e/controls.ts';
import { violationsOn } from '#test/support/accessibility.ts';
import { openBrowser } from '#test/support/browser.ts';
import { startGroundswell, until, type RunningGroundswell } from '#test/support/running.ts';
import { urlOf, writtenOn, type LinkedPerson } from './crm-links.ts';
import { openWindow, type Window } from './open-window.ts';
import { hubspotCard, salesforceCard, type RepCard } from './rep-card.ts';

let browser: Browser;
let g: RunningGroundswell;
let window: Window;
let slack: Window;
let cards: Record<CrmVendor, RepCard>;
/** People both CRMs hold, the best first. */
let both: LinkedPerson[];
let people: LinkedPerson[];

beforeAll(async () => {
  browser = await openBrowser();
  g = await startGroundswell({ people: 150, connect: ['slack', 'hubspot', 'salesforce'] });
  await g.synced();
  window = await openWindow(browser);
  slack = await openWindow(browser);
  cards = { hubspot: hubspotCard(window.page), salesforce: salesforceCard(window.page) };
  people = (await g.api<{ items: LinkedPerson[] }>('/people?sort=-propensity&limit=200')).items;
  both = people.filter((one) => one.status !== 'do_not_ask' && vendorsOf(one) === 'hubspot,salesforce');
});

afterAll(async () => {
  await browser.close();
  await g.close();
});

describe('one person in two CRMs', () => {
  it('reads the same on both cards and in the console: status, numbers, reasons', async () => {
    const person = both[0]!;
    await cards.hubspot.open(urlOf(person, 'hubspot'));
    const told = await cards.hubspot.read();
    expect(await violationsOn(window.page)).toEqual([]);
    await cards.salesforce.open(urlOf(person, 'salesforce'));
    expect(await cards.salesforce.read()).toEqual(told);
    expect(await violationsOn(window.page)).toEqual([]);
    expect(told.lines.length).toBeGreaterThan(1);
    const score = await g.api<{ propensity: number; lines: { label: string }[] }>(
      `/people/${person.id}/score`,
    );
    expect(told.propensity).toBe(String(score.propensity));
    for (const [at, line] of told.lines.entries()) expect(line).toContain(score.lines[at]?.label);
  });

  it('leads from either card to the other CRM’s record', async () => {
    const person = both[0]!;
    for (const [here, there] of [
      ['hubspot', 'salesforce'],
      ['salesforce', 'hubspot'],
    ] as const) {
      const card = await cards[here].open(urlOf(person, here));
      const link = card.getByRole('link', { name: new RegExp(`^${there}`, 'i') });
      expect(await link.getAttribute('href')).toBe(urlOf(person, there));
    }
  });
});

describe.each([
  ['hubspot', 'salesforce', 1],
  ['salesforce', 'hubspot', 2],
] as const)('what a rep does on the card in %s', (here, there, at) => {
  const act = async (action: CardActionName, fill: (form: Locator) => Promise<void>) => {
    const person = both[at]!;
    await cards[here].open(urlOf(person, here));
    const said = await cards[here].perform(action, fill);
    const shown = await cards[here].read();
    await cards[there].open(urlOf(person, there));
    expect(await cards[there].read()).toEqual(shown);
    return { said, shown };
  };

  it('counts on both cards: a nomination', async () => {
    const { said, shown } = await act('nominate', async () => {});
    expect(said).toContain('is nominated');
    expect(shown.lines.join()).toContain('Nomina');
  });

  it('counts on both cards: an act', async () => {
    const { said, shown } = await act('log-act', async (form) => {
      await form.getByLabel('What they did').selectOption('speaking');
    });
    expect(said).toContain('is logged');
    expect(shown.lines.join()).toMatch(/Speaking|Talk|Spoke/);
  });

  it('reaches the approval channel, from both CRMs: a reward', async () => {
    const what = `The call they gave, said in ${here}`;
    const { said } = await act('suggest-reward', async (form) => {
      await form.getByLabel('What for').fill(what);
      await form.getByLabel('Amount').fill('25.50');
    });
    expect(said).toContain('A colleague decides');
    const { slack: ask } = controlsOf(g);
    const { team } = await ask<{ team: { id: string } }>('GET', 'state');
    await slack.page.goto(`http://127.0.0.1:${g.sandbox.ports.slack}/client/${team.id}/C0APPROVAL?as=${ANA}`);
    await slack.page.getByText(what).waitFor();
    expect(await slack.page.getByRole('button', { name: 'Approve' }).count()).toBeGreaterThan(0);
  });

  it('starts a rest on both cards, and in both CRMs’ records: an ask', async () => {
    const { said, shown } = await act('log-ask', async (form) => {
      await form.getByLabel('What they were asked for').selectOption('review');
    });
    expect(said).toContain('rests until');
    expect(shown.status).toBe('Resting');
    expect(await cards[there].card().innerText()).toMatch(/Resting until \d+ \w{3}/);
    await until(
      async () => (await writtenOn(g, both[at]!)).every((one) => one.startsWith('resting ')),
      'both records',
    );
  });
});

describe('on other records', () => {
  it('an account lists its people, and opens the card of one of them', async () => {
    const person = people.find((one) => vendorsOf(one) === 'salesforce' && accountOf(one) !== null)!;
    await cards.salesforce.open(urlOf(person, 'salesforce'));
    const alone = await cards.salesforce.read();
    await cards.salesforce.open(accountOf(person)!);
    const card = cards.salesforce.card();
    await card.getByRole('button', { name: person.name, exact: true }).first().click();
    await card.getByRole('button', { name: 'Nominate' }).waitFor();
    expect(await cards.salesforce.read()).toEqual(alone);
    expect(await violationsOn(window.page)).toEqual([]);
    await card.getByRole('button', { name: 'Back to everybody' }).click();
    await card.getByRole('button', { name: person.name, exact: true }).first().waitFor();
  });

  it.each(['Lead', 'Opportunity'] as const)('stands on a record of kind %s', async (object) => {
    const [row] = g.sandbox.salesforce.sandbox.org.table(object).all();
    const card = await cards.salesforce.open(`${orgUrl()}/lightning/r/${object}/${row!['Id']}/view`);
    expect(await card.getByRole('alert').count()).toBe(0);
    expect(await card.getByRole('heading', { level: 3 }).innerText()).not.toBe('');
  });
});

describe('when nothing may be done', () => {
  it('says on both cards that somebody does not wish to be asked', async () => {
    const person = both[3]!;
    const { id } = person.links.find(({ vendor }) => vendor === 'hubspot')!;
    await controlsOf(g).hubspot('PATCH', `records/0-1/${id}`, { hs_email_optout: 'true' });
    await eventually(
      async () => ((await g.api<LinkedPerson>(`/people/${person.id}`)).status === 'do_not_ask' ? true : null),
      'the opt-out',
    );
    for (const vendor of ['hubspot', 'salesforce'] as const) {
      await cards[vendor].open(urlOf(person, vendor));
      expect((await cards[vendor].read()).status).toBe('Do not ask');
      expect(await violationsOn(window.page)).toEqual([]);
    }
  });

  it('tells a rep who left why the card is closed to them', async () => {
    for (const vendor of ['hubspot', 'salesforce'] as const) {
      const { page } = window;
      await cards[vendor].open(urlOf(both[0]!, vendor));
      await page
        .getByText(/^Signed in as/)
        .first()
        .click();
      const left = await page.locator('option', { hasText: '(left)' }).innerText();
      await page.getByLabel('Signed in as').selectOption({ label: left });
      await page.getByRole('button', { name: 'Switch' }).click();
      const alert = cards[vendor].card().getByRole('alert');
      await alert.waitFor();
      expect(await alert.innerText()).toContain('Your user is no longer active');
      await page.context().clearCookies();
    }
  });

  it('says so when Groundswell cannot be reached, and shows the card once it can', async () => {
    const [portal, org] = [g.sandbox.hubspot.sandbox, g.sandbox.salesforce.sandbox];
    const stood = { webhooks: portal.webhooks.target.url, card: org.card };
    portal.webhooks.target.url = NOBODY;
    org.card = { ...org.card!, url: NOBODY };
    for (const vendor of ['hubspot', 'salesforce'] as const) {
      await window.page.goto(urlOf(both[0]!, vendor));
      const alert = cards[vendor].card().getByRole('alert');
      await alert.waitFor();
      expect(await alert.innerText()).toMatch(/could not be reached/i);
      expect(await violationsOn(window.page)).toEqual([]);
    }
    portal.webhooks.target.url = stood.webhooks;
    org.card = stood.card;
    await cards.salesforce.card().getByRole('button', { name: 'Try again' }).click();
    await cards.salesforce.card().getByRole('button', { name: 'Nominate' }).waitFor();
    await cards.hubspot.open(urlOf(both[0]!, 'hubspot'));
    expect((await cards.hubspot.read()).status).not.toContain('no status');
  });

  it('leaves no browser with anything to complain about but the refusals', () => {
    const refused = /status of (403|5\d\d)/;
    expect([...window.complaints, ...slack.complaints].filter((one) => !refused.test(one))).toEqual([]);
  });
});

/** An address where nobody answers. */
const NOBODY = 'http://127.0.0.1:9';

function vendorsOf({ links }: LinkedPerson): string {
  return [...new Set(links.map(({ vendor }) => vendor))].toSorted().join();
}

function orgUrl(): string {
  return `http://127.0.0.1:${g.sandbox.ports.salesforce}`;
}

function accountOf({ links }: LinkedPerson): string | null {
  const contact = g.sandbox.salesforce.sandbox.org.get('Contact', links[0]!.id);
  const account = contact?.['AccountId'] ?? null;
  return account === null || contact?.['IsPersonAccount'] === true
    ? null
    : `${orgUrl()}/lightning/r/Account/${account}/view`;
}
