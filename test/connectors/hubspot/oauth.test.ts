import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { createHubspotAuthorization } from '#connectors/hubspot/index.ts';
import { REQUIRED_SCOPES } from '#connectors/hubspot/scopes.ts';
import { fault } from '#test/sandbox/faults.ts';
import { BEGIN, testPortal, viaSandbox } from './portal.ts';
import { stubFetch } from './stub.ts';

const REDIRECT = 'https://app.example/connect/hubspot/callback';
const VERIFIER = 'v'.repeat(64);
const CHALLENGE = createHash('sha256').update(VERIFIER).digest('base64url');
const ALL = REQUIRED_SCOPES.map(({ scope }) => scope);

/** A portal, OAuth with it, and a code as consent would have given it. */
function consented(scopes = ALL, secret = 'sandbox-client-secret') {
  const portal = testPortal({ contacts: 1 });
  const authorization = createHubspotAuthorization({
    appUrl: 'https://app.hubspot.com',
    apiUrl: 'https://api.hubapi.com',
    clientId: 'sandbox-client-id',
    clientSecret: secret,
    fetch: viaSandbox(portal),
    now: () => portal.clock.at,
  });
  const code = portal.sandbox.tokens.issueCode(scopes, REDIRECT, CHALLENGE);
  const exchange = { code, codeVerifier: VERIFIER, redirectUri: REDIRECT };
  return { portal, authorization, exchange };
}

async function connected() {
  const world = consented();
  const exchanged = await world.authorization.exchange(world.exchange);
  if (!exchanged.ok) throw new Error(exchanged.problem.message);
  return { ...world, tokens: exchanged.value };
}

const refused = (code: string) => ({ ok: false, problem: { code } });

test('every scope says why, and consent asks for exactly these with PKCE', () => {
  const { authorization } = consented();
  const url = new URL(
    authorization.authorizeUrl({ state: 's&t', codeChallenge: CHALLENGE, redirectUri: REDIRECT }),
  );
  expect(url.origin + url.pathname).toBe('https://app.hubspot.com/oauth/authorize');
  expect(Object.fromEntries(url.searchParams)).toEqual({
    client_id: 'sandbox-client-id',
    redirect_uri: REDIRECT,
    scope: ALL.join(' '),
    state: 's&t',
    code_challenge: CHALLENGE,
    code_challenge_method: 'S256',
  });
  for (const { why } of authorization.requiredScopes) expect(why).toMatch(/^[A-Z].+\.$/);
});

describe('exchange', () => {
  test('gives tokens with their end and their scopes', async () => {
    const { authorization, exchange } = consented();
    const result = await authorization.exchange(exchange);
    expect(result).toEqual({
      ok: true,
      value: {
        accessToken: expect.any(String),
        refreshToken: expect.any(String),
        expiresAt: BEGIN + 1_800_000,
        scopes: ALL,
        apiUrl: null,
      },
    });
  });

  test('sends everything in the body', async () => {
    const { fetch, calls } = stubFetch(() =>
      Response.json({ access_token: 'a', refresh_token: 'r', expires_in: 1_800 }),
    );
    const options = {
      appUrl: 'https://app.hubspot.com',
      apiUrl: 'https://api.hubapi.com',
      clientId: 'id',
      clientSecret: 'secret',
      fetch,
    };
    await createHubspotAuthorization(options).exchange({
      code: 'c',
      codeVerifier: VERIFIER,
      redirectUri: REDIRECT,
    });
    expect(calls[0]?.url).toBe('https://api.hubapi.com/oauth/2026-09/token');
    expect(Object.fromEntries(new URLSearchParams(calls[0]?.body))).toEqual({
      grant_type: 'authorization_code',
      code: 'c',
      redirect_uri: REDIRECT,
      client_id: 'id',
      client_secret: 'secret',
      code_verifier: VERIFIER,
    });
  });

  test('names every scope that was not granted', async () => {
    const { authorization, exchange } = consented(['oauth', 'crm.objects.contacts.read']);
    const result = await authorization.exchange(exchange);
    expect(result).toMatchObject(refused('scope_missing'));
    for (const scope of ALL.slice(2)) expect(JSON.stringify(result)).toContain(scope);
    expect(JSON.stringify(result)).not.toContain('crm.objects.contacts.read ');
  });

  test('goes on where HubSpot does not tell the scopes', async () => {
    const { portal, authorization, exchange } = consented(['oauth']);
    portal.sandbox.knobs.faults = [fault('garbage', { path: '/introspect', times: null })];
    expect(await authorization.exchange(exchange)).toMatchObject({ ok: true, value: { scopes: ALL } });
  });

  test('a code used twice, a wrong verifier and a wrong redirect are told apart', async () => {
    const twice = await connected();
    expect(await twice.authorization.exchange(twice.exchange)).toMatchObject(refused('expired'));
    const verifier = consented();
    expect(await verifier.authorization.exchange({ ...verifier.exchange, codeVerifier: 'x' })).toMatchObject(
      refused('expired'),
    );
    const redirect = consented();
    expect(
      await redirect.authorization.exchange({ ...redirect.exchange, redirectUri: 'https://b.example' }),
    ).toMatchObject(refused('config_invalid'));
  });

  test('a wrong secret is our mistake', async () => {
    const { authorization, exchange } = consented(ALL, 'wrong');
    expect(await authorization.exchange(exchange)).toMatchObject(refused('config_invalid'));
  });
});

describe('refresh', () => {
  test('gives a new access token that works', async () => {
    const { portal, authorization, tokens } = await connected();
    portal.clock.at += 1_700_000;
    const renewed = await authorization.refresh(tokens.refreshToken);
    expect(renewed).toMatchObject({
      ok: true,
      value: { refreshToken: tokens.refreshToken, expiresAt: BEGIN + 3_500_000 },
    });
    portal.clock.at += 200_000;
    const accessToken = renewed.ok ? renewed.value.accessToken : '';
    expect(portal.sandbox.tokens.accessClaims(accessToken)).toMatchObject({ expired: false });
    expect(portal.sandbox.tokens.accessClaims(tokens.accessToken)).toMatchObject({ expired: true });
  });

  test('a dead grant is revoked, a wrong client never is', async () => {
    const { portal, authorization, tokens } = await connected();
    portal.sandbox.tokens.endGrant(portal.sandbox.install?.grant ?? '');
    expect(await authorization.refresh(tokens.refreshToken)).toMatchObject(refused('vendor_revoked'));
    const misconfigured = consented(ALL, 'wrong');
    expect(await misconfigured.authorization.refresh(tokens.refreshToken)).toMatchObject(
      refused('config_invalid'),
    );
  });

  test.each(['rate-limited', 'server-error', 'html-error', 'reset-before', 'truncated', 'garbage'] as const)(
    '%s is the vendor being away',
    async (kind) => {
      const { portal, authorization, tokens } = await connected();
      portal.sandbox.knobs.faults = [fault(kind, { path: '/token' })];
      expect(await authorization.refresh(tokens.refreshToken)).toMatchObject(refused('vendor_unavailable'));
    },
  );

  test.each([
    [400, { status: 'BAD_HUB', error: 'invalid_grant' }, 'vendor_revoked'],
    [400, { error: 'access_denied' }, 'vendor_revoked'],
    [401, { error: 'invalid_client' }, 'config_invalid'],
    [400, { status: 'BAD_CLIENT_ID', error: 'invalid_grant' }, 'config_invalid'],
    [400, { error: 'invalid_grant' }, 'vendor_refused'],
    [403, 'Forbidden', 'vendor_refused'],
  ])('%i %j is %s', async (status, body, code) => {
    const { fetch } = stubFetch(() => Response.json(body, { status }));
    const options = {
      appUrl: 'https://app.hubspot.com',
      apiUrl: 'https://api.hubapi.com',
      clientId: 'id',
      clientSecret: 'secret',
      fetch,
    };
    expect(await createHubspotAuthorization(options).refresh('r')).toMatchObject(refused(code));
  });

  test('no secret and no token is ever in a problem', async () => {
    const { portal, authorization, tokens } = await connected();
    portal.sandbox.knobs.faults = [fault('server-error', { path: '/token' })];
    const text = JSON.stringify(await authorization.refresh(tokens.refreshToken));
    expect(text).not.toContain('sandbox-client-secret');
    expect(text).not.toContain(tokens.refreshToken);
  });
});

describe('revoke', () => {
  test('uninstalls the app and ends both tokens', async () => {
    const { portal, authorization, tokens } = await connected();
    expect(await authorization.revoke(tokens)).toEqual({ ok: true, value: null });
    expect(portal.sandbox.install).toBeNull();
    expect(portal.sandbox.tokens.accessClaims(tokens.accessToken)).toBeNull();
    expect(await authorization.refresh(tokens.refreshToken)).toMatchObject(refused('vendor_revoked'));
  });

  test('works when the app is gone already or the access token is old', async () => {
    const { portal, authorization, tokens } = await connected();
    portal.clock.at += 3_600_000;
    expect(await authorization.revoke(tokens)).toEqual({ ok: true, value: null });
    expect(await authorization.refresh(tokens.refreshToken)).toMatchObject(refused('vendor_revoked'));
    expect(await authorization.revoke(tokens)).toEqual({ ok: true, value: null });
  });
});
