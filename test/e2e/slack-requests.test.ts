import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { giveConsent } from '#test/sandbox/consent.ts';
import { signV0 } from '#test/sandbox/slack/delivery/signature.ts';
import { startGroundswell, until, type RunningGroundswell } from '#test/support/running.ts';
import { ANA, controlsOf, eventually, undoubtedPeople, type Controls, type Outcome } from './controls.ts';
import { expectShape } from './api-client.ts';
import { problemDetails, type Connection, type Person, type Reward } from './shapes.ts';
import { askState, freshFolder } from './state-files.ts';
import { visitor } from './visitor.ts';

const SECRET = 'slack-signing-secret';
const FORM = 'application/x-www-form-urlencoded';
const HOSTILE = '<!channel> <@U0ANAORTIZ> <https://evil.example|click> *bold* `code`';

const stateDir = freshFolder();
let g: RunningGroundswell;
let vendors: Controls;
let team: string;
/** Who has no reward yet. */
let people: Person[];

beforeAll(async () => {
  // Enough people for the demo's hostile names to be among them.
  g = await startGroundswell({ people: 300, stateDir });
  vendors = controlsOf(g);
  await g.synced();
  team = (await vendors.slack<{ team: { id: string } }>('GET', 'state')).team.id;
  people = await undoubtedPeople(g);
});

afterAll(async () => {
  await g.close();
});

describe('a request Slack did not just sign', () => {
  it.each([
    ['forged', { signature: 'forged' }],
    ['truncated', { signature: 'truncated' }],
    ['missing', { signature: 'missing' }],
    ['stale', { timestampSkew: -302 }],
    ['of the future', { timestampSkew: 302 }],
  ])('is refused when its signature is %s, and changes nothing', async (_, knobs) => {
    await vendors.slack('PATCH', 'knobs', knobs);
    const reward = await propose(`forged:${_}`);
    const waiting = await approvalOf(reward);
    expect(await vendors.press(ANA, waiting, 'reward_approve')).toMatchObject({
      ok: false,
      error: 'http_401',
    });
    expect(await vendors.slack<Outcome>('POST', 'events', { type: 'app_uninstalled' })).toMatchObject({
      error: 'http_401',
    });
    await vendors.slack('PATCH', 'knobs', { signature: 'valid', timestampSkew: 0 });
    expect(await g.api(`/rewards/${reward.id}`)).toEqual(reward);
    expect(await slackState()).toMatchObject({ state: 'live' });
  });

  it('is refused as a problem with a code', async () => {
    const response = await send('{}', 'application/json', { 'x-slack-signature': `v0=${'0'.repeat(64)}` });
    expect(response.status).toBe(401);
    expect(response.headers.get('content-type')).toContain('application/problem+json');
    expect(expectShape(problemDetails, await response.json())).toMatchObject({
      code: 'bad_signature',
      status: 401,
    });
  });
});

describe('what Slack asks of every app', () => {
  it('answers the certificate check, which comes unsigned', async () => {
    const response = await fetch(`${g.appUrl}/slack/events`, {
      method: 'POST',
      headers: { 'content-type': FORM },
      body: 'token=x&ssl_check=1',
    });
    expect(response.status).toBe(200);
  });

  it('gives the challenge back, and only when it is signed', async () => {
    expect(await vendors.slack('POST', 'verify-url')).toEqual({ ok: true });
    const unsigned = await fetch(`${g.appUrl}/slack/events`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"type":"url_verification","challenge":"c"}',
    });
    expect(unsigned.status).toBe(401);
  });

  it('answers 200 to what it does not know, and counts it', async () => {
    const event = {
      type: 'event_callback',
      team_id: team,
      event_id: 'Ev1',
      event: { type: 'channel_rename' },
    };
    const block = (action_id: string) => ({
      type: 'block_actions',
      team: { id: team },
      user: { id: ANA },
      actions: [{ type: 'button', action_id, value: 'x', action_ts: '1.1' }],
    });
    const payload = (body: object) => new URLSearchParams({ payload: JSON.stringify(body) }).toString();
    const requests: [string, string][] = [
      [JSON.stringify(event), 'application/json'],
      [payload(block('lever_pulled')), FORM],
      [payload({ ...block('x'), type: 'workflow_step_edit' }), FORM],
      [payload({ ...block('x'), type: 'shortcut', callback_id: 'unheard_of' }), FORM],
      [`command=%2Fnothing&text=&team_id=${team}&user_id=${ANA}&channel_id=C1`, FORM],
      [JSON.stringify({ type: 'app_rate_limited', team_id: team }), 'application/json'],
    ];
    for (const [body, type] of requests) expect((await send(body, type)).status).toBe(200);
    const counted = await eventually(async () => {
      const rows = askState<{ accountId: string; events: number }>(
        stateDir,
        'unclaimed',
        `SELECT account_id AS accountId, events FROM unclaimed WHERE vendor = 'slack' ORDER BY account_id`,
      );
      return rows.length < requests.length ? null : rows;
    }, 'every request to be counted');
    expect(counted.map(({ accountId }) => accountId.replace(`${team} `, ''))).toEqual([
      'action lever_pulled',
      'command /nothing',
      'event channel_rename',
      'shortcut unheard_of',
      'type app_rate_limited',
      'type workflow_step_edit',
    ]);
    expect(counted.every(({ events }) => events === 1)).toBe(true);
  });

  it.each([
    ['over 1 MB', 'x'.repeat(1_000_001), FORM, 413],
    ['no payload', 'a=1', FORM, 400],
    [
      'a press on no message',
      `payload=${JSON.stringify({ type: 'message_action', user: { id: ANA } })}`,
      FORM,
      400,
    ],
    ['no JSON', '{', 'application/json', 400],
    ['a list', '[1]', 'application/json', 400],
    ['of a type Slack never sends', '<xml/>', 'text/xml', 400],
    ['nested a hundred thousand deep', '['.repeat(100_000), 'application/json', 400],
  ])('refuses a body that is %s', async (_, body, type, status) => {
    const response = await send(body, type);
    expect(response.status).toBe(status);
    expect(response.headers.get('content-type')).toContain('application/problem+json');
  });
});

describe('names typed by pranksters', () => {
  it('are shown as they were typed, and ping nobody', async () => {
    const { items } = await g.api<{ items: Person[] }>('/people?tier=candidate&limit=1');
    const person = items[0]!;
    await vendors.hubspot('PATCH', `records/0-1/${person.records[0]!.id}`, {
      firstname: HOSTILE,
      lastname: '',
    });
    await until(
      async () => (await g.api<Person>(`/people/${person.id}`)).name.includes('<!channel>'),
      'the new name to arrive',
    );
    const reward = await propose('hostile', person.id);
    const waiting = await eventually(
      async () => (await vendors.messages()).findLast(({ text }) => text.includes('&lt;!channel&gt;')),
      `a message about ${reward.id}`,
    );
    expect(JSON.stringify(waiting.blocks)).toContain('&lt;!channel&gt;');
    expect(JSON.stringify(waiting.blocks)).not.toMatch(/<!channel>|<@U0ANAORTIZ>|<https:\/\/evil/);
    await vendors.slack('POST', 'command', { user: ANA, channel: 'general', line: '/advocates channel' });
    const all = await vendors.messages();
    expect(all.filter(({ byApp }) => byApp).length).toBeGreaterThan(5);
    expect(all.flatMap(({ pings }) => pings)).toEqual([]);
    expect(all.flatMap(({ warnings }) => warnings)).toEqual([]);
  });
});

describe('when the team takes the app away', () => {
  it('says so on the connection and in the console once the token is refused, and goes on when it is back', async () => {
    await vendors.slack('PATCH', 'knobs', { token: 'revoked' });
    await propose('unheard');
    await until(async () => (await slackState()).state === 'revoked', 'the loss to be noticed');
    expect((await slackState()).problem).toMatchObject({ code: 'vendor_revoked' });
    const admin = visitor(g.appUrl);
    await admin.signIn(g.adminToken);
    const { problem } = await slackState();
    expect(await admin.read('/console/connections')).toContain(problem!.message);

    await vendors.slack('PATCH', 'knobs', { token: 'valid' });
    await giveConsent(g.appUrl, 'slack', g.adminToken);
    expect(await slackState()).toMatchObject({ state: 'live', problem: null });
    const reward = await propose('heard again');
    await approvalOf(reward);
  });

  it.each([false, true])(
    'hears it from Slack, in either order of the two events (%s)',
    async (uninstallFirst) => {
      await vendors.slack('PATCH', 'knobs', { uninstallFirst });
      expect(await vendors.slack('POST', 'uninstall')).toEqual({ ok: true });
      expect(await slackState()).toMatchObject({ state: 'revoked', problem: { code: 'vendor_revoked' } });
      const hubspot = (await g.api<{ items: Connection[] }>('/connections')).items.find(
        ({ vendor }) => vendor === 'hubspot',
      );
      expect(hubspot).toMatchObject({ state: 'live' });
      await giveConsent(g.appUrl, 'slack', g.adminToken);
      expect(await slackState()).toMatchObject({ state: 'live', problem: null });
    },
  );
});

async function send(body: string, type: string, more: Record<string, string> = {}): Promise<Response> {
  const timestamp = String(Math.floor(Date.now() / 1000));
  return fetch(`${g.appUrl}/slack/events`, {
    method: 'POST',
    headers: {
      'content-type': type,
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': signV0(SECRET, timestamp, body),
      ...more,
    },
    body,
  });
}

async function slackState(): Promise<Connection> {
  return (await g.api<{ items: Connection[] }>('/connections')).items.find(
    ({ vendor }) => vendor === 'slack',
  )!;
}

/** Each for another person, so that none is held for being one of many. */
function propose(key: string, personId = people.shift()!.id): Promise<Reward> {
  return g.api<Reward>('/rewards', {
    key,
    personId,
    amount: 10_00,
    currency: 'USD',
    act: `Act of ${key}`,
    proof: null,
    proposedBy: 'zoe@vendor.example',
  });
}

async function approvalOf({ act }: Reward) {
  return eventually(
    async () => (await vendors.messages()).findLast(({ blocks }) => JSON.stringify(blocks).includes(act)),
    `the approval message about ${act}`,
  );
}
