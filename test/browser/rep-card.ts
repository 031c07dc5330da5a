import type { Locator, Page } from 'playwright-core';
import type { CardActionName } from '#core/card/card.ts';

/** What a rep reads on a card; the same words whichever CRM draws it. */
export interface CardText {
  status: string;
  propensity: string;
  confidence: string;
  readiness: string;
  /** Each reason with its points, `Reference call +16`. */
  lines: string[];
}

/** A form as one of the cards words it. */
interface FormWords {
  open: string;
  send: string;
}

/** One CRM's card, read and pressed as a rep does. */
export interface RepCard {
  /** Opens a record's page and waits until its card has something to say. */
  open(url: string): Promise<Locator>;
  /** The card on the page that is open. */
  card(): Locator;
  read(): Promise<CardText>;
  /** Opens an action's form, fills it, sends it, and gives the words the card answers with. */
  perform(action: CardActionName, fill: (form: Locator) => Promise<void>): Promise<string>;
}

const HUBSPOT: Record<CardActionName, FormWords> = {
  nominate: { open: 'Nominate', send: 'Nominate' },
  'log-act': { open: 'Log an act', send: 'Log the act' },
  'log-ask': { open: 'Log an ask', send: 'Log the ask' },
  'suggest-reward': { open: 'Suggest a reward', send: 'Suggest' },
};
const SALESFORCE: Record<CardActionName, FormWords> = {
  nominate: { open: 'Nominate', send: 'Nominate' },
  'log-act': { open: 'Log an act', send: 'Log act' },
  'log-ask': { open: 'Log an ask', send: 'Log ask' },
  'suggest-reward': { open: 'Suggest a reward', send: 'Suggest reward' },
};

/** The card in HubSpot, which opens its forms as dialogs. */
export function hubspotCard(page: Page): RepCard {
  const card = () => page.locator('[data-hubspot-card] > div');
  return {
    async open(url) {
      await page.goto(url);
      await card().getByRole('heading', { level: 3 }).first().waitFor();
      return card();
    },
    card,
    read: async () => textOf(await card().innerText()),
    async perform(action, fill) {
      const { open, send } = HUBSPOT[action];
      await card().getByRole('button', { name: open, exact: true }).click();
      const dialog = page.getByRole('dialog');
      await fill(dialog);
      await dialog.getByRole('button', { name: send, exact: true }).click();
      await dialog.waitFor({ state: 'hidden' });
      return card().getByRole('status').first().innerText();
    },
  };
}

/** The card in Salesforce, which opens its forms in itself. */
export function salesforceCard(page: Page): RepCard {
  const card = () => page.locator('#advocacy-card');
  return {
    async open(url) {
      await page.goto(url);
      await card().locator('[aria-busy=false]').waitFor();
      return card();
    },
    card,
    read: async () => textOf(await card().innerText()),
    async perform(action, fill) {
      const { open, send } = SALESFORCE[action];
      await card().getByRole('button', { name: open, exact: true }).click();
      const form = card().getByRole('form');
      await fill(form);
      await form.getByRole('button', { name: send, exact: true }).click();
      await form.waitFor({ state: 'hidden' });
      return card().getByRole('status').filter({ hasText: /\S/ }).innerText();
    },
  };
}

function textOf(shown: string): CardText {
  const rows = shown
    .split(/[\n\t]+/)
    .map((row) => row.trim())
    .filter((row) => row !== '');
  const after = (label: string, pattern: RegExp) =>
    pattern.exec(rows[rows.indexOf(label) + 1] ?? '')?.[0] ?? `no ${label} in ${shown}`;
  const status = rows.find((row) =>
    /^(Champion|Advocate|Candidate|Not yet|Do not ask|Resting\b.*)$/.test(row),
  );
  return {
    // The day a rest ends is told in the reader's own time zone.
    status: status?.replace(/ until .*/, '') ?? `no status in ${shown}`,
    propensity: after('Propensity', /^\d+/),
    confidence: after('Confidence', /^\d+%/),
    readiness: after('Readiness', /^\d of \d/),
    lines: rows.flatMap((row, at) => (/^[+−]\d+$/.test(row) ? [`${rows[at - 2]} ${row}`] : [])),
  };
}
