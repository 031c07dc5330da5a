import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { openPortal, type OpenPortal } from './open-portal.ts';

const CALLBACK = 'http://127.0.0.1:8787/connect/hubspot/callback';
const VERIFIER = 'a-verifier-long-enough-to-be-one-of-the-real-ones';
const CHALLENGE = createHash('sha256').update(VERIFIER).digest('base64url');
const CLIENT = { client_id: 'sandbox-client-id', client_secret: 'sandbox-client-secret' };
const REQUEST = {
  client_id: CLIENT.client_id,
  redirect_uri: CALLBACK,
  scope: 'oauth crm.objects.contacts.read',
  state: 'the-state',
  code_challenge: CHALLENGE,
  code_challenge_method: 'S256',
};

async function press(portal: OpenPortal, action: string, granted: string[]): Promise<URL> {
  const form = new URLSearchParams({ ...REQUEST, action });
  for (const scope of granted) form.append('grant', scope);
  const answer = await portal.fetch(
    new Request('https://app.hubspot.com/oauth/authorize', { method: 'POST', body: form }),
  );
  expect(answer.status).toBe(302);
  return new URL(answer.headers.get('location') ?? '');
}

async function token(portal: OpenPortal, form: Record<string, string>, path = '/oauth/2026-09/token') {
  const body = new URLSearchParams({ ...CLIENT, ...form });
  const answer = await portal.fetch(new Request(`https://api.hubapi.com${path}`, { method: 'POST', body }));
  return { status: answer.status, body: await answer.json<Record<string, string>>() };
}

async function code(portal: OpenPortal, granted = ['oauth', 'crm.objects.contacts.read']): Promise<string> {
  return (await press(portal, 'connect', granted)).searchParams.get('code') ?? '';
}

const exchange = (portal: OpenPortal, one: string, more: Record<string, string> = {}) =>
  token(portal, {
    grant_type: 'authorization_code',
    code: one,
    redirect_uri: CALLBACK,
    code_verifier: VERIFIER,
    ...more,
  });

test('the consent screen asks for each scope and leads back with a code and the state', async () => {
  const portal = openPortal();
  const query = new URLSearchParams(REQUEST);
  const screen = await portal.fetch(
    new Request(`https://app.hubspot.com/oauth/authorize?${query.toString()}`),
  );
  const page = await screen.text();
  expect(page).toContain('Connect app');
  expect(page).toContain('crm.objects.contacts.read');
  const back = await press(portal, 'connect', ['oauth']);
  expect(back.origin + back.pathname).toBe(CALLBACK);
  expect(back.searchParams.get('state')).toBe('the-state');
});

test('cancelling leads back with access_denied', async () => {
  const back = await press(openPortal(), 'cancel', []);
  expect(back.searchParams.get('error')).toBe('access_denied');
  expect(back.searchParams.get('code')).toBeNull();
});

test.each([
  ['an unknown app', { client_id: 'nobody' }],
  ['plain HTTP away from localhost', { redirect_uri: 'http://evil.example/callback' }],
  ['something that is no address', { redirect_uri: 'javascript:alert(1)' }],
])('%s is told why it cannot connect', async (_, change) => {
  const query = new URLSearchParams({ ...REQUEST, ...change });
  const answer = await openPortal().fetch(
    new Request(`https://app.hubspot.com/oauth/authorize?${query.toString()}`),
  );
  expect(answer.status).toBe(400);
  expect(await answer.text()).toContain('cannot be connected');
});

test.each(['/oauth/2026-09/token', '/oauth/v1/token', '/oauth/v3/token'])(
  '%s exchanges a code once',
  async (path) => {
    const portal = openPortal();
    const one = await code(portal);
    const form = {
      grant_type: 'authorization_code',
      code: one,
      redirect_uri: CALLBACK,
      code_verifier: VERIFIER,
    };
    const first = await token(portal, form, path);
    expect(first).toMatchObject({ status: 200, body: { token_type: 'bearer', expires_in: 1800 } });
    expect(portal.sandbox.install?.scopes).toEqual(['oauth', 'crm.objects.contacts.read']);
    expect(await token(portal, form, path)).toMatchObject({ status: 400, body: { status: 'BAD_AUTH_CODE' } });
  },
);

test.each([
  ['another verifier', { code_verifier: 'wrong' }, 'BAD_CODE_VERIFIER'],
  ['another address', { redirect_uri: 'http://localhost/else' }, 'MISMATCH_REDIRECT_URI_AUTH_CODE'],
  ['another client', { client_id: 'nobody' }, 'BAD_CLIENT_ID'],
  ['another secret', { client_secret: 'guess' }, 'BAD_CLIENT_SECRET'],
  ['a made-up code', { code: 'x.y' }, 'BAD_AUTH_CODE'],
])('a code is refused to %s', async (_, change, status) => {
  const portal = openPortal();
  expect(await exchange(portal, await code(portal), change)).toMatchObject({ status: 400, body: { status } });
});

test('a code that waited too long is refused', async () => {
  const portal = openPortal();
  const one = await code(portal);
  portal.clock.now += 61_000;
  expect(await exchange(portal, one)).toMatchObject({ status: 400 });
});

test('an access token lives 1800 seconds, then says it expired; a refresh gives a new one and keeps itself', async () => {
  const portal = openPortal([{ email: 'a@b.example' }]);
  const { body } = await exchange(portal, await code(portal));
  const list = (bearer = '') => portal.call('GET', '/crm/objects/2026-09/contacts', undefined, bearer);
  expect((await list(body['access_token'])).status).toBe(200);
  portal.clock.now += 1_800_000;
  expect(await list(body['access_token'])).toMatchObject({
    status: 401,
    body: { category: 'EXPIRED_AUTHENTICATION' },
  });
  const refreshed = await token(portal, {
    grant_type: 'refresh_token',
    refresh_token: body['refresh_token'] ?? '',
  });
  expect(refreshed.body['refresh_token']).toBe(body['refresh_token']);
  expect((await list(refreshed.body['access_token'])).status).toBe(200);
});

test('after a restart the tokens given out before still work', async () => {
  const before = openPortal();
  const { body } = await exchange(before, await code(before));
  const after = openPortal();
  const answer = await token(after, {
    grant_type: 'refresh_token',
    refresh_token: body['refresh_token'] ?? '',
  });
  expect(answer.status).toBe(200);
  expect(after.sandbox.install).not.toBeNull();
});

test('a revoked refresh token is refused while its access token lives on', async () => {
  const portal = openPortal();
  const { body } = await exchange(portal, await code(portal));
  const revoke = new URLSearchParams({
    ...CLIENT,
    token: body['refresh_token'] ?? '',
    token_type_hint: 'refresh_token',
  });
  await portal.fetch(
    new Request('https://api.hubapi.com/oauth/2026-09/token/revoke', { method: 'POST', body: revoke }),
  );
  const refused = await token(portal, {
    grant_type: 'refresh_token',
    refresh_token: body['refresh_token'] ?? '',
  });
  expect(refused).toMatchObject({
    status: 400,
    body: { status: 'BAD_REFRESH_TOKEN', error: 'invalid_grant' },
  });
  const call = await portal.call('GET', '/account-info/2026-09/details', undefined, body['access_token']);
  expect(call.body).toMatchObject({ portalId: portal.sandbox.portal.id, timeZone: 'America/New_York' });
});

test('uninstalling ends every token and the install', async () => {
  const portal = openPortal();
  const { body } = await exchange(portal, await code(portal));
  const gone = await portal.call(
    'DELETE',
    '/appinstalls/2026-09/external-install',
    undefined,
    body['access_token'],
  );
  expect(gone.status).toBe(204);
  expect(portal.sandbox.install).toBeNull();
  expect((await portal.call('GET', '/crm/v3/owners', undefined, body['access_token'])).status).toBe(401);
  expect(
    await token(portal, { grant_type: 'refresh_token', refresh_token: body['refresh_token'] ?? '' }),
  ).toMatchObject({ status: 400 });
});

test('a withheld scope is named when a call needs it', async () => {
  const portal = openPortal();
  const { body } = await exchange(portal, await code(portal, ['oauth']));
  const refused = await portal.call('GET', '/crm/objects/2026-09/contacts', undefined, body['access_token']);
  expect(refused.status).toBe(403);
  expect(refused.body.category).toBe('MISSING_SCOPES');
  expect(refused.body.errors[0].context.requiredGranularScopes).toEqual(['crm.objects.contacts.read']);
});

test('introspection tells what a token is', async () => {
  const portal = openPortal();
  const { body } = await exchange(portal, await code(portal));
  const look = (one: string) => token(portal, { token: one }, '/oauth/2026-09/token/introspect');
  expect((await look(body['access_token'] ?? '')).body).toMatchObject({
    active: true,
    hub_id: portal.sandbox.portal.id,
    expires_in: 1800,
  });
  expect((await look('nonsense')).body).toEqual({ active: false });
});
