import chromium from '@sparticuz/chromium';
import axe from 'axe-core';
import { chromium as playwright, type Browser, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { listen, type Listening } from '../listen.ts';
import type { Sending } from './delivery/courier.ts';
import { isObject, objectIn, objectsIn, parseJson, textIn, type Json } from './json.ts';
import type { SlackSandbox } from './sandbox.ts';
import { createSlackSandbox } from './slack.ts';

// One process for everything would end the browser with its first page; without web security the pages' policy would go untested.
const UNWANTED = ['--single-process', '--disable-web-security'];
const plain = (text: string) => ({ type: 'plain_text', text });
const REASON = {
  type: 'input',
  block_id: 'reason',
  label: plain('Reason'),
  element: { type: 'plain_text_input', action_id: 'text' },
};
const MODAL = { type: 'modal', title: plain('Decline reward'), submit: plain('Decline'), blocks: [REASON] };
const BUTTONS = [
  { type: 'button', action_id: 'approve', text: plain('Approve'), style: 'primary' },
  { type: 'button', action_id: 'decline', text: plain('Decline'), style: 'danger' },
  {
    type: 'button',
    action_id: 'ask',
    text: plain('Ask'),
    confirm: { title: plain('Sure?'), text: plain('Really'), confirm: plain('Yes'), deny: plain('No') },
  },
];
const APPROVAL = [
  { type: 'header', text: plain('Reward for Jo') },
  {
    type: 'section',
    text: { type: 'mrkdwn', text: '*Case study* by <@U0JONASLND>' },
    fields: [{ type: 'mrkdwn', text: '*Amount*\n€50' }],
  },
  { type: 'actions', block_id: 'decide', elements: BUTTONS },
  { type: 'context', elements: [{ type: 'mrkdwn', text: 'Expires in 3 days' }] },
];
const CONSENT =
  '/oauth/v2/authorize?client_id=c&scope=chat:write,incoming-webhook&redirect_uri=https://app.example/back';
const PLACE = '/client/T0NORTHWND/C0APPROVAL';

let browser: Browser;
let server: Listening;
let slack: SlackSandbox;
let heard: Json[] = [];

beforeAll(async () => {
  const args = chromium.args.filter((arg) => !UNWANTED.includes(arg));
  browser = await playwright.launch({
    executablePath: await chromium.executablePath(),
    args,
    headless: true,
  });
  server = await listen(0);
  const options = { clientId: 'c', clientSecret: 's', signingSecret: 'x', appUrl: 'https://app.example' };
  slack = createSlackSandbox({ ...options, fetch: async (_url, sent) => app(sent) });
  server.serve(slack);
}, 60_000);

afterEach(async () => {
  slack.reset();
  heard = [];
  await Promise.all(browser.contexts().map(async (context) => context.close()));
});

afterAll(async () => {
  await browser.close();
  await server.close();
});

/** An app that approves at once, opens a form on Decline, and refuses short reasons. */
async function app({ body }: Sending): Promise<Response> {
  const parsed = parseJson(new URLSearchParams(body).get('payload') ?? '');
  const payload = isObject(parsed) ? parsed : {};
  heard.push(payload);
  const action = textIn(objectsIn(payload, 'actions')[0] ?? {}, 'action_id');
  const ts = textIn(objectIn(payload, 'message') ?? {}, 'ts');
  if (action === 'approve')
    await api('chat.update', { channel: 'C0APPROVAL', ts, text: 'Approved by Ana', blocks: [] });
  if (action === 'decline') await api('views.open', { trigger_id: payload['trigger_id'], view: MODAL });
  if (payload['type'] !== 'view_submission') return new Response('');
  const short = !body.includes('enough');
  return short
    ? Response.json({ response_action: 'errors', errors: { reason: 'Say more' } })
    : new Response('');
}

async function api(method: string, args: Json): Promise<void> {
  const headers = {
    authorization: `Bearer ${slack.team.installations.current()?.token}`,
    'content-type': 'application/json',
  };
  const response = await fetch(`${server.url}/api/${method}`, {
    method: 'POST',
    headers,
    body: JSON.stringify(args),
  });
  expect(await response.json()).toMatchObject({ ok: true });
}

async function open(path: string, look: { width?: number; dark?: boolean } = {}): Promise<Page> {
  const viewport = { width: look.width ?? 1200, height: 800 };
  // The accessibility checker is injected, which the pages' own policy rightly forbids.
  const context = await browser.newContext({
    viewport,
    colorScheme: look.dark === true ? 'dark' : 'light',
    bypassCSP: true,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  await page.goto(server.url + path);
  return page;
}

async function posted(): Promise<void> {
  slack.install('U0ANAORTIZ', ['chat:write']);
  await api('chat.postMessage', { channel: 'C0APPROVAL', text: 'A reward waits', blocks: APPROVAL });
}

describe('in a browser', { timeout: 60_000 }, () => {
  it('a message appears, is pressed and changes without a reload', async () => {
    const page = await open(PLACE);
    await page.locator('[data-empty]').waitFor();
    await posted();
    await page.locator('[data-action-id=approve]').click();
    await page.getByText('Approved by Ana').waitFor();
    await page.getByText('(edited)').waitFor();
    expect(heard).toMatchObject([{ type: 'block_actions', user: { id: 'U0ANAORTIZ' } }]);
    expect(await page.locator('[data-action-id]').count()).toBe(0);
  });

  it('a form opens with the focus in it, shows what was refused, and gives the focus back when it is done', async () => {
    await posted();
    const page = await open(`${PLACE}?as=U0MARCUSBL`);
    await page.locator('[data-action-id=decline]').focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Decline reward' });
    await dialog.waitFor();
    await page.keyboard.type('no');
    await page.keyboard.press('Enter');
    await page.locator('[data-field-error=reason]').getByText('Say more').waitFor();
    expect(await dialog.getByRole('textbox', { name: 'Reason' }).inputValue()).toBe('no');
    await page.keyboard.type(', not enough proof');
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    expect(await page.locator(':focus').getAttribute('data-action-id')).toBe('decline');
    expect(heard.at(-1)).toMatchObject({
      type: 'view_submission',
      user: { id: 'U0MARCUSBL' },
      view: { state: { values: { reason: { text: { value: 'no, not enough proof' } } } } },
    });
  });

  it('a form keeps the focus inside, and Escape closes it for Slack too', async () => {
    await posted();
    const page = await open(PLACE);
    await page.locator('[data-action-id=decline]').click();
    await page.getByRole('dialog').waitFor();
    for (let step = 0; step < 8; step += 1) {
      await page.keyboard.press('Tab');
      expect(await page.locator('main :focus, nav :focus').count()).toBe(0);
    }
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await expect.poll(() => slack.view('U0ANAORTIZ')).toBeNull();
  });

  it('asks before it sends what wants confirming', async () => {
    await posted();
    const page = await open(PLACE);
    const ask = page.locator('[data-action-id=ask]');
    await ask.click();
    await page.getByRole('dialog', { name: 'Sure?' }).getByRole('button', { name: 'No' }).click();
    expect(heard).toEqual([]);
    await ask.click();
    await page.getByRole('dialog', { name: 'Sure?' }).getByRole('button', { name: 'Yes' }).click();
    await expect.poll(() => heard.length).toBe(1);
  });

  it('tells the person when the app fails, beside the message', async () => {
    await posted();
    slack.knobs.loseAnswers = true;
    const page = await open(PLACE);
    await page.locator('[data-action-id=ask]').click();
    await page.getByRole('button', { name: 'Yes' }).click();
    const failure = page.locator('[data-message-ts] [data-failure]');
    await failure.waitFor();
    expect(await failure.textContent()).toContain('did not answer');
  });

  it.each([
    ['wide and light', { width: 1200, dark: false }],
    ['narrow and dark', { width: 360, dark: true }],
  ])('meets WCAG AA and never scrolls sideways: %s', async (_name, look) => {
    await posted();
    for (const path of [
      PLACE,
      '/client/T0NORTHWND/C0GENERAL0',
      '/client/T0NORTHWND/home',
      CONSENT,
      '/controls',
    ]) {
      const page = await open(path, look);
      expect(await troubles(page)).toEqual([]);
    }
    const page = await open(PLACE, look);
    await page.locator('[data-action-id=decline]').click();
    await page.locator('[data-submit]').click();
    await page.locator('[data-field-error]').waitFor();
    expect(await troubles(page)).toEqual([]);
  });
});

/** What keeps a page from WCAG AA, and whether it has to be scrolled sideways. */
async function troubles(page: Page): Promise<string[]> {
  await page.addScriptTag({ content: axe.source });
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
  const found: unknown = await page.evaluate(`axe.run({ runOnly: ${JSON.stringify(tags)} })`);
  const violations = isObject(found) ? objectsIn(found, 'violations') : [];
  const wide = (await page.evaluate('document.documentElement.scrollWidth > innerWidth')) === true;
  return [
    ...violations.map(({ id, nodes }) => `${textIn({ id }, 'id')} ${JSON.stringify(nodes).slice(0, 300)}`),
    ...(wide ? ['scrolls sideways'] : []),
  ];
}
