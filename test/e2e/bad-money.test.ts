import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { signV0 } from '#test/sandbox/slack/delivery/signature.ts';
import { ADMIN_TOKEN, startGroundswell, type RunningGroundswell } from '#test/support/running.ts';
import { controlsOf, eventually, everyItem, MARCUS, type Controls, type SlackMessage } from './controls.ts';
import { openAstrayDesk, type AstrayDesk } from './astray-desk.ts';
import { INSIDE } from './inside-addresses.ts';
import { pressIn, proposalForm } from './slack-payloads.ts';
import type { Person, Reward, Transaction } from './shapes.ts';
import { visitor, type Visitor } from './visitor.ts';

let g: RunningGroundswell;
let vendors: Controls;
let team: string;
let people: Person[];
let personId: string;
let admin: Visitor;
let desk: AstrayDesk;

beforeAll(async () => {
  desk = await openAstrayDesk();
  const variables = { PAYOUT_URL: desk.url };
  g = await startGroundswell({ people: 30, variables });
  vendors = controlsOf(g);
  await g.synced();
  team = (await vendors.slack<{ team: { id: string } }>('GET', 'state')).team.id;
  const { items } = await g.api<{ items: Person[] }>('/people?limit=50');
  // Whoever may be two people is held, which is another story.
  const doubted = JSON.stringify(await g.api('/identity/suggestions?limit=200'));
  people = items.filter(({ id, email }) => email !== null && !doubted.includes(`"${id}"`));
  personId = people[0]!.id;
  admin = visitor(g.appUrl);
  await admin.signIn(ADMIN_TOKEN);
  await send('PUT', '/budgets', { holder: 'general', currency: 'USD', amount: 100_000, by: 'admin' });
});

afterAll(async () => {
  await g.close();
  desk.close();
});

async function send(method: string, path: string, body: unknown) {
  const response = await fetch(`${g.appUrl}/api/v1${path}`, {
    method,
    headers: { authorization: `Bearer ${ADMIN_TOKEN}`, 'content-type': 'application/json' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  return { status: response.status, body: await response.json<Record<string, unknown>>() };
}

const books = () => everyItem<Transaction>(g, '/ledger?limit=200');
const trail = async () =>
  (await g.api<{ items: { action: string; detail: string }[] }>('/audit?limit=200')).items;

/** Runs `attempt`, and throws where it moved anything in the books; gives what the trail has gained. */
async function unmoved(attempt: () => Promise<void>): Promise<string[]> {
  const [before, written] = [await books(), (await trail()).length];
  await attempt();
  expect(await books()).toEqual(before);
  const now = await trail();
  return now.slice(0, now.length - written).map(({ action, detail }) => `${action} ${detail}`);
}

const terms = (key: string, change: object = {}) => ({
  key,
  personId,
  amount: 5000,
  currency: 'USD',
  act: `Act of ${key}`,
  proposedBy: 'rep@acme.test',
  ...change,
});
/** Each for another person, so that none is held for being one of many. */
const propose = (key: string, change: object = {}) =>
  g.api<Reward>('/rewards', terms(key, { personId: people.shift()!.id, ...change }));
const stateOf = async (id: string) => (await g.api<Reward>(`/rewards/${id}`)).state;

describe('an amount that is none', () => {
  test.each([
    ['-5', 'USD', 'amount'],
    ['0', 'USD', 'amount'],
    ['12.5', 'USD', 'amount'],
    ['9007199254740993', 'USD', 'amount'],
    ['1e400', 'USD', 'amount'],
    ['"5000"', 'USD', 'amount'],
    ['5000', 'XXX', 'currency'],
    ['5000', 'usd', 'currency'],
    ['5000', '', 'currency'],
    ['5000', 'points:no such', 'currency'],
  ])('%s %s is refused by the API', async (amount, currency, field) => {
    const written = await unmoved(async () => {
      const body = JSON.stringify(terms(`api ${amount} ${currency}`, { currency })).replace(
        '"amount":5000',
        `"amount":${amount}`,
      );
      const refused = await send('POST', '/rewards', body);
      expect(refused.status).toBe(400);
      expect(refused.body).toMatchObject({ code: 'invalid_input', field });
      expect(String(refused.body['detail']).length).toBeGreaterThan(10);
    });
    // What reads as a sum is told as it was asked.
    const asked = /^[A-Z]{3}$/.test(currency) ? `; asked ${amount} ${currency}` : '';
    // What has not even the shape of an amount is in the server's log alone.
    const isShaped = Number.isSafeInteger(Number(amount)) && !amount.startsWith('"');
    expect(written).toEqual(isShaped ? [`reward.proposal_refused invalid_input: ${field}${asked}`] : []);
  });

  test.each([
    ['-5', 'USD'],
    ['12.345', 'USD'],
    ['1.5', 'JPY'],
    ['99999999999999999999', 'USD'],
    ['NaN', 'USD'],
    ['50', 'XXX'],
  ])('%s %s is refused by the form of the console', async (amount, currency) => {
    await unmoved(async () => {
      const form = { key: `form ${amount} ${currency}`, amount, currency, act: 'Spoke' };
      const page = await admin.post(`/console/advocates/${personId}/rewards`, form);
      expect(page.status).toBe(400);
      expect(await page.text()).toContain(`value="${amount}"`);
    });
  });

  test.each([
    ['-5', 'USD', 'propose_amount'],
    ['12.345', 'USD', 'propose_amount'],
    ['99999999999999999999', 'USD', 'propose_amount'],
    ['50', 'XXX', 'propose_currency'],
  ])('%s %s is refused by the form in Slack', async (amount, currency, block) => {
    const written = await unmoved(async () => {
      const answer = await slackPost(proposalForm({ team, personId, amount, currency }));
      expect(answer.status).toBe(200);
      const { response_action, errors } = await answer.json<Record<string, Record<string, string>>>();
      expect(response_action).toBe('errors');
      expect(Object.keys(errors ?? {})).toEqual([block]);
    });
    expect(written[0]).toMatch(/^reward\.proposal_refused invalid_input/);
  });
});

it('a budget is not set below what is reserved', async () => {
  await send('PUT', '/budgets', { holder: 'general', currency: 'EUR', amount: 9000, by: 'admin' });
  await propose('reserves', { currency: 'EUR' });
  for (const amount of [4999, 0]) {
    const written = await unmoved(async () => {
      const low = { holder: 'general', currency: 'EUR', amount, by: 'admin' };
      const refused = await send('PUT', '/budgets', low);
      expect(refused).toMatchObject({ status: 409, body: { code: 'budget_exceeded' } });
      expect(String(refused.body['detail'])).toContain('€50.00');
    });
    expect(written).toEqual([`budget_refused budget_exceeded: amount; asked ${amount} EUR`]);
  }
  for (const amount of [-1, 1.5, 1e18]) {
    await unmoved(async () => {
      const wrong = { holder: 'general', currency: 'EUR', amount, by: 'admin' };
      expect((await send('PUT', '/budgets', wrong)).status).toBe(400);
    });
  }
});

describe('a press', () => {
  let reward: Reward;
  let message: SlackMessage;

  beforeAll(async () => {
    reward = await propose('to press');
    message = await eventually(
      async () =>
        (await vendors.messages()).findLast(({ blocks }) => JSON.stringify(blocks).includes(reward.act)),
      'the approval message',
    );
  });

  it('of somebody who lost the role since the message was posted is refused, and they are told', async () => {
    await send('PUT', '/members/default-role', { role: 'viewer' });
    const written = await unmoved(async () => {
      await vendors.press(MARCUS, message, 'reward_approve');
      expect(await stateOf(reward.id)).toBe('proposed');
    });
    expect(written).toEqual(['reward.decision_refused forbidden; asked approve']);
    await eventually(
      async () => (await vendors.messages()).find(({ ephemeralTo }) => ephemeralTo === MARCUS),
      'the words to whoever pressed',
    );
    await send('PUT', '/members/default-role', { role: 'manager' });
  });

  it('in a team nobody connected decides nothing', async () => {
    await unmoved(async () => {
      await slackPost(pressIn('T0STRANGER', message, reward.id));
      expect(await stateOf(reward.id)).toBe('proposed');
    });
  });

  it('of somebody Slack knows as nobody of the team decides nothing, though the default role may', async () => {
    const written = await unmoved(async () => {
      const press = pressIn(team, message, reward.id);
      await slackPost({ ...press, user: { ...press.user, id: 'U0STRANGER', username: 'stranger' } });
      expect(await stateOf(reward.id)).toBe('proposed');
    });
    expect(written).toEqual(['reward.decision_refused forbidden; asked approve']);
  });

  it('under a message that never stood where it was pressed is refused', async () => {
    const written = await unmoved(async () => {
      await slackPost(pressIn(team, { ts: '1000000000.000100', channel: 'C0ELSEWHERE' }, reward.id));
      expect(await stateOf(reward.id)).toBe('proposed');
    });
    expect(written).toEqual(['reward.decision_refused forbidden']);
  });
});

describe('the payout system', () => {
  test.each(['redirect', 'garbage'] as const)('that answers with a %s has paid nothing', async (answer) => {
    desk.answer = answer;
    const asked = desk.asked;
    const { id } = await propose(answer);
    await g.api(`/rewards/${id}/decisions`, { decision: 'approve', by: 'admin' });
    const before = await books();
    const told = await eventually(() => problemOf(id), 'what went wrong');
    expect(told).toMatch(/answered 200|\(302\)/);
    expect([desk.asked > asked, desk.led]).toEqual([true, 0]);
    expect(await stateOf(id)).toBe('approved');
    expect(await books()).toEqual(before);
  });

  test.each(INSIDE)('is not looked for at %s', async (url) => {
    const written = await unmoved(async () => {
      const provider = { name: 'webhook', settings: { url }, secrets: { secret: 'a'.repeat(20) } };
      const refused = await send('PUT', '/fulfilment/providers', { by: 'admin', provider });
      expect(refused).toMatchObject({ status: 400, body: { code: 'invalid_input', field: 'url' } });
      const page = await admin.post('/console/fulfilment/providers/webhook', { url, secret: 'a'.repeat(20) });
      expect(page.status).toBe(400);
    });
    expect(written).toEqual(Array(2).fill('fulfilment.provider_refused invalid_input: url'));
  });
});

async function problemOf(id: string): Promise<string | null> {
  const response = await fetch(`${g.appUrl}/api/v1/rewards/${id}/fulfilment`, {
    headers: { authorization: `Bearer ${ADMIN_TOKEN}` },
  });
  const { problem } = await response.json<{ problem?: { message: string } | null }>();
  return problem?.message ?? null;
}

/** A body as Slack signs it. */
function slackPost(payload: object): Promise<Response> {
  const body = new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
  const timestamp = String(Math.floor(Date.now() / 1000));
  return fetch(`${g.appUrl}/slack/events`, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': signV0('slack-signing-secret', timestamp, body),
    },
    body,
  });
}
