import { describe, expect, it } from 'vitest';
import { isObject, parseJson, type Json } from './json.ts';
import { openSlack, type OpenSlack } from './open-slack.ts';

const CALLBACK = 'https://app.example/connect/slack/callback';
const address = (more: Record<string, string> = {}) =>
  `/oauth/v2/authorize?${new URLSearchParams({ client_id: 'client', scope: 'chat:write,users:read', redirect_uri: CALLBACK, state: 's1', ...more }).toString()}`;

async function decide(
  { request }: OpenSlack,
  form: Record<string, string>,
  more: Record<string, string> = {},
): Promise<URL> {
  const response = await request(address(more), {
    method: 'POST',
    body: new URLSearchParams({ user: 'U0ANAORTIZ', ...form }),
  });
  expect(response.status).toBe(302);
  return new URL(response.headers.get('location') ?? '');
}

async function access(
  { request }: OpenSlack,
  code: string,
  more: Record<string, string> = {},
): Promise<Json> {
  const form = { client_id: 'client', client_secret: 'secret', redirect_uri: CALLBACK, code, ...more };
  const response = await request('/api/oauth.v2.access', { method: 'POST', body: new URLSearchParams(form) });
  const body = parseJson(await response.text());
  return isObject(body) ? body : {};
}

describe('the consent screen', () => {
  it('says in plain words what each scope is for', async () => {
    const response = await openSlack().request(address());
    const page = await response.text();
    expect(response.status).toBe(200);
    expect(page).toContain('Send messages as itself');
    expect(page).toContain('data-scope="users:read"');
    expect(page).not.toContain('name="channel"');
    expect(await (await openSlack().request(address({ scope: 'incoming-webhook' }))).text()).toContain(
      'name="channel"',
    );
  });

  it.each([
    ['a client it does not know', { client_id: 'other' }],
    ['a scope there is not', { scope: 'chat:write,admin' }],
    ['no scope', { scope: '' }],
    ['a redirect to somewhere else', { redirect_uri: 'https://evil.example/connect/slack/callback' }],
    ['a redirect that only begins alike', { redirect_uri: 'https://app.example.evil.example/' }],
  ])('refuses %s, and sends nobody anywhere', async (_name, more) => {
    const { request } = openSlack();
    for (const method of ['GET', 'POST']) {
      const response = await request(address(more), { method });
      expect([response.status, response.headers.get('location')]).toEqual([400, null]);
    }
  });

  it('goes back with the state and access_denied on Cancel', async () => {
    const back = await decide(openSlack(), { decision: 'cancel' });
    expect(`${back.origin}${back.pathname}`).toBe(CALLBACK);
    expect(Object.fromEntries(back.searchParams)).toEqual({ state: 's1', error: 'access_denied' });
  });
});

describe('oauth.v2.access', () => {
  it('gives a bot token that works, in the shape Slack gives it', async () => {
    const open = openSlack();
    open.slack.team.installations.current()!.ended = 'account_inactive';
    const back = await decide(open, { decision: 'allow' });
    expect(back.searchParams.get('state')).toBe('s1');
    const body = await access(open, back.searchParams.get('code') ?? '');
    expect(body).toEqual({
      ok: true,
      app_id: 'A0GROUNDSW',
      authed_user: { id: 'U0ANAORTIZ' },
      scope: 'chat:write,users:read',
      token_type: 'bot',
      access_token: expect.stringMatching(/^xoxb-/u),
      bot_user_id: 'U0GROUNDSW',
      team: { id: 'T0NORTHWND', name: 'Northwind Cloud' },
      enterprise: null,
      is_enterprise_install: false,
    });
    expect(await open.api('auth.test', {}, String(body['access_token']))).toMatchObject({
      ok: true,
      team_id: 'T0NORTHWND',
    });
  });

  it('takes a code once, within ten minutes, from the right client and redirect', async () => {
    const open = openSlack();
    const code = (await decide(open, { decision: 'allow' })).searchParams.get('code') ?? '';
    expect(await access(open, code, { client_id: 'x' })).toEqual({ ok: false, error: 'invalid_client_id' });
    expect(await access(open, code, { client_secret: 'x' })).toEqual({
      ok: false,
      error: 'bad_client_secret',
    });
    expect(await access(open, code, { redirect_uri: `${CALLBACK}/other` })).toEqual({
      ok: false,
      error: 'bad_redirect_uri',
    });
    expect(await access(open, 'made-up')).toEqual({ ok: false, error: 'invalid_code' });
    expect(await access(open, code)).toMatchObject({ ok: true });
    expect(await access(open, code)).toEqual({ ok: false, error: 'code_already_used' });
    const late = (await decide(open, { decision: 'allow' })).searchParams.get('code') ?? '';
    await open.pass(600_001);
    expect(await access(open, late)).toEqual({ ok: false, error: 'invalid_code' });
  });

  it('lets the client say who it is by basic authentication', async () => {
    const open = openSlack();
    const code = (await decide(open, { decision: 'allow' })).searchParams.get('code') ?? '';
    const response = await open.request('/api/oauth.v2.access', {
      method: 'POST',
      headers: { authorization: `Basic ${btoa('client:secret')}` },
      body: new URLSearchParams({ code, redirect_uri: CALLBACK }),
    });
    expect(await response.json()).toMatchObject({ ok: true });
  });

  it('adds the scopes of a second install to the first, and keeps the token', async () => {
    const open = openSlack();
    const before = open.slack.team.installations.current()?.token;
    const code =
      (await decide(open, { decision: 'allow' }, { scope: 'channels:join' })).searchParams.get('code') ?? '';
    expect(await access(open, code)).toMatchObject({
      access_token: before,
      scope: expect.stringContaining('chat:write'),
    });
    expect(open.slack.team.installations.current()?.scopes.has('channels:join')).toBe(true);
  });

  it('hands out a webhook for the channel that was picked', async () => {
    const open = openSlack();
    const back = await decide(
      open,
      { decision: 'allow', channel: 'C0GENERAL0' },
      { scope: 'chat:write,incoming-webhook' },
    );
    const body = await access(open, back.searchParams.get('code') ?? '');
    expect(body['incoming_webhook']).toMatchObject({
      channel: '#general',
      channel_id: 'C0GENERAL0',
      configuration_url: expect.any(String),
    });
    const url = new URL(String((body['incoming_webhook'] as Json)['url']));
    const posted = await open.request(url.pathname, {
      method: 'POST',
      body: JSON.stringify({ text: 'Hello' }),
      headers: { 'content-type': 'application/json' },
    });
    expect(await posted.text()).toBe('ok');
    expect(open.slack.messages('general')).toMatchObject([{ text: 'Hello' }]);
  });

  it('ends with auth.revoke', async () => {
    const { api } = openSlack();
    expect(await api('auth.revoke')).toMatchObject({ ok: true, revoked: true });
    expect(await api('auth.test')).toMatchObject({ ok: false, error: 'token_revoked' });
  });
});
