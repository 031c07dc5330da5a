import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { NO_EXPIRY } from '#connectors/connector.ts';
import { createAuthorization } from '#connectors/salesforce/oauth.ts';
import { stubFetch, type Call } from '#test/connectors/hubspot/stub.ts';

const LOGIN = 'https://acme.my.salesforce.com';
const REDIRECT = 'https://app.example/connect/salesforce/callback';
const VERIFIER = 'v'.repeat(64);
const CHALLENGE = createHash('sha256').update(VERIFIER).digest('base64url');
const EXCHANGE = { code: 'aPrx&code=', codeVerifier: VERIFIER, redirectUri: REDIRECT };
const ANSWER = {
  access_token: '00Dxx!access',
  refresh_token: '5Aep-first',
  instance_url: 'https://acme.my.salesforce.com',
  id: 'https://login.salesforce.com/id/00Dxx0000001gPLEAY/005xx000001Sv6EAAS',
  issued_at: '1763800000000',
  scope: 'refresh_token api id',
  token_type: 'Bearer',
};

function open(answer: (call: Call) => Response | Promise<Response>, more = {}) {
  const { fetch, calls } = stubFetch(answer);
  const authorization = createAuthorization({
    loginUrl: LOGIN,
    clientId: 'client',
    clientSecret: 's&cret',
    fetch,
    ...more,
  });
  return { authorization, calls };
}

const form = (call: Call | undefined) => Object.fromEntries(new URLSearchParams(call?.body));
const denial =
  (error: string, description = '', status = 400) =>
  () =>
    Response.json({ error, error_description: description }, { status });
const failed = (code: string) => ({ ok: false, problem: { code } });
const TOKENS = {
  accessToken: '00Dxx!access',
  refreshToken: '5Aep-first',
  expiresAt: NO_EXPIRY,
  scopes: ['refresh_token', 'api', 'id'],
  apiUrl: 'https://acme.my.salesforce.com',
};

test('every scope says why, and consent asks for exactly these with PKCE', () => {
  const { authorization } = open(() => Response.json({}));
  const url = new URL(
    authorization.authorizeUrl({ state: 's&t', codeChallenge: CHALLENGE, redirectUri: REDIRECT }),
  );
  expect(url.origin + url.pathname).toBe(`${LOGIN}/services/oauth2/authorize`);
  expect(Object.fromEntries(url.searchParams)).toEqual({
    response_type: 'code',
    client_id: 'client',
    redirect_uri: REDIRECT,
    scope: 'api refresh_token id',
    state: 's&t',
    code_challenge: CHALLENGE,
    code_challenge_method: 'S256',
  });
  expect(authorization.rotates).toBe(true);
  for (const { why } of authorization.requiredScopes) expect(why).toMatch(/^[A-Z].+\.$/);
});

describe('exchange', () => {
  test('gives tokens that have no end of their own, and where the org is', async () => {
    const { authorization, calls } = open(() => Response.json(ANSWER));
    expect(await authorization.exchange(EXCHANGE)).toEqual({ ok: true, value: TOKENS });
    expect(calls[0]).toMatchObject({ method: 'POST', url: `${LOGIN}/services/oauth2/token` });
    expect(form(calls[0])).toEqual({
      grant_type: 'authorization_code',
      code: 'aPrx&code=',
      code_verifier: VERIFIER,
      redirect_uri: REDIRECT,
      client_id: 'client',
      client_secret: 's&cret',
    });
  });

  test.each([
    ['a scope', { scope: 'refresh_token id' }, 'api'],
    ['the refresh token', { refresh_token: undefined }, 'refresh_token'],
  ])('without %s nothing is connected', async (_, change, scope) => {
    const { authorization } = open(() => Response.json({ ...ANSWER, ...change }));
    const result = await authorization.exchange(EXCHANGE);
    expect(result).toMatchObject(failed('scope_missing'));
    expect(!result.ok && result.problem.message).toContain(scope);
  });

  test('a wider scope holds those asked for', async () => {
    const { authorization } = open(() => Response.json({ ...ANSWER, scope: 'full offline_access' }));
    expect(await authorization.exchange(EXCHANGE)).toMatchObject({ ok: true });
  });

  test('an org at an address that is not encrypted is refused, unless the login server is as local', async () => {
    const answer = () => Response.json({ ...ANSWER, instance_url: 'http://127.0.0.1:4303/x' });
    expect(await open(answer).authorization.exchange(EXCHANGE)).toMatchObject(failed('vendor_refused'));
    const local = open(answer, { loginUrl: 'http://127.0.0.1:4303' });
    expect(await local.authorization.exchange(EXCHANGE)).toMatchObject({
      value: { apiUrl: 'http://127.0.0.1:4303' },
    });
    const odd = open(() => Response.json({ ...ANSWER, instance_url: 'javascript:alert(1)' }));
    expect(await odd.authorization.exchange(EXCHANGE)).toMatchObject(failed('vendor_refused'));
  });

  test.each([
    ['a code used twice', denial('invalid_grant', 'expired authorization code'), 'expired'],
    ['our secret', denial('invalid_client', 'invalid client credentials'), 'config_invalid'],
    ['our id', denial('invalid_client_id', 'client identifier invalid', 401), 'config_invalid'],
    [
      'the redirect address',
      denial('redirect_uri_mismatch', 'redirect_uri must match configuration'),
      'config_invalid',
    ],
    ['an app not let in', denial('OAUTH_APP_BLOCKED', 'this app is blocked by admin'), 'vendor_refused'],
    ['our address', denial('invalid_grant', 'ip restricted'), 'vendor_refused'],
    ['too many at once', denial('rate_limit_exceeded'), 'vendor_unavailable'],
    ['an outage', () => new Response('<html>', { status: 503 }), 'vendor_unavailable'],
    ['a page of something else', () => new Response('<html>', { status: 404 }), 'vendor_refused'],
    ['what nobody knows', denial('novel_error', 'x'), 'vendor_refused'],
    ['half an answer', () => new Response('{"access_tok'), 'vendor_refused'],
    ['no answer', () => Promise.reject(new TypeError('reset')), 'vendor_unavailable'],
  ])('%s is told', async (_, answer, code) => {
    expect(await open(answer).authorization.exchange(EXCHANGE)).toMatchObject(failed(code));
  });
});

describe('refresh', () => {
  const refresh = async (answer: (call: Call) => Response | Promise<Response>) => {
    const { authorization, calls } = open(answer);
    const result = await authorization.refresh('5Aep-first');
    expect(calls).toHaveLength(1);
    return { result, call: calls[0] };
  };

  test('sends the old token once, and gives the new one', async () => {
    const { result, call } = await refresh(() =>
      Response.json({ ...ANSWER, access_token: 'a2', refresh_token: '5Aep-second' }),
    );
    expect(form(call)).toEqual({
      grant_type: 'refresh_token',
      refresh_token: '5Aep-first',
      client_id: 'client',
      client_secret: 's&cret',
    });
    expect(result).toEqual({
      ok: true,
      value: { ...TOKENS, accessToken: 'a2', refreshToken: '5Aep-second' },
    });
  });

  test('where no new one comes the old one stays', async () => {
    const { result } = await refresh(() => Response.json({ ...ANSWER, refresh_token: undefined }));
    expect(result).toMatchObject({ ok: true, value: { refreshToken: '5Aep-first' } });
  });

  test('a new token is never dropped, though a scope has gone', async () => {
    const { result } = await refresh(() => Response.json({ ...ANSWER, refresh_token: 'r2', scope: 'id' }));
    expect(result).toMatchObject({ ok: true, value: { refreshToken: 'r2' } });
  });

  test.each([
    ['an ended grant', denial('invalid_grant', 'expired access/refresh token'), 'vendor_revoked'],
    ['a withdrawn app', denial('invalid_grant', "user hasn't approved this consumer"), 'vendor_revoked'],
    ['an inactive user', denial('invalid_grant', 'inactive user'), 'vendor_revoked'],
    ['a frozen user', denial('inactive_user', 'user is frozen'), 'vendor_revoked'],
    ['a closed org', denial('inactive_org', 'organization is inactive'), 'vendor_revoked'],
    ['our own secret', denial('invalid_client', 'invalid client credentials'), 'config_invalid'],
    ['our own id, with 401', denial('invalid_client', '', 401), 'config_invalid'],
    ['an address not let in', denial('invalid_grant', 'ip restricted'), 'vendor_refused'],
    ['a busy door', () => new Response('', { status: 429 }), 'vendor_unavailable'],
    ['a closed door', () => new Response('<html>', { status: 503 }), 'vendor_unavailable'],
    ['too many sign-ins', denial('rate_limit_exceeded'), 'vendor_unavailable'],
    ['the proxy’s door', () => new Response('', { status: 407 }), 'config_invalid'],
  ])('%s: it answered, so the token is not used up', async (_, answer, code) => {
    expect((await refresh(answer)).result).toMatchObject(failed(code));
  });

  test.each<[what: string, answer: () => Response | Promise<Response>]>([
    ['a reset', () => Promise.reject(new TypeError('reset'))],
    ['a timeout', () => Promise.reject(new DOMException('timed out', 'TimeoutError'))],
    [
      'a broken body',
      () => new Response(new ReadableStream({ start: (one) => one.error(new Error('cut')) })),
    ],
    ['half an answer', () => new Response('{"access_token": "x", "refr')],
    ['a good answer without tokens', () => Response.json({})],
    ['500', () => new Response('', { status: 500 })],
    ['502', () => new Response('<html>', { status: 502 })],
    ['504', () => new Response('', { status: 504 })],
    ['an error while at work', denial('server_error')],
    ['an error of no name', denial('unknown_error', 'retry your request')],
    ['an outage in words of OAuth', denial('invalid_grant', '', 500)],
    ['a page from somewhere between', () => new Response('<html>', { status: 403 })],
    ['a redirect', () => new Response(null, { status: 302, headers: { location: 'https://evil.example' } })],
  ])('%s: nobody knows, so it is not tried again', async (_, answer) => {
    const { result } = await refresh(answer);
    expect(result).toMatchObject(failed('grant_uncertain'));
    expect(!result.ok && result.problem.remedy).toMatch(/Connect Salesforce again/);
  });
});

describe('revoke', () => {
  test('gives the refresh token back, which takes the others along', async () => {
    const { authorization, calls } = open(() => new Response(''));
    expect(await authorization.revoke(TOKENS)).toEqual({ ok: true, value: null });
    expect(calls[0]?.url).toBe(`${LOGIN}/services/oauth2/revoke`);
    expect(form(calls[0])).toEqual({ token: '5Aep-first' });
    await authorization.revoke({ ...TOKENS, refreshToken: '' });
    expect(form(calls[1])).toEqual({ token: '00Dxx!access' });
  });

  test('a token that is gone already is given back', async () => {
    for (const error of ['invalid_token', 'unsupported_token_type']) {
      expect(await open(denial(error)).authorization.revoke(TOKENS)).toEqual({ ok: true, value: null });
    }
    expect(await open(denial('invalid_client')).authorization.revoke(TOKENS)).toMatchObject(
      failed('config_invalid'),
    );
    const down = open(() => new Response('', { status: 503 }));
    expect(await down.authorization.revoke(TOKENS)).toMatchObject(failed('vendor_unavailable'));
  });
});

test('token requests go through the proxy too', async () => {
  const proxy = { url: 'https://egress.example', secret: 'p' };
  const { authorization, calls } = open(() => Response.json(ANSWER), { proxy });
  await authorization.refresh('5Aep-first');
  expect(calls[0]?.url).toBe('https://egress.example/services/oauth2/token');
  expect(calls[0]?.headers.get('x-forwarded-host')).toBe('acme.my.salesforce.com');
  expect(calls[0]?.headers.get('proxy-authorization')).toBe('Bearer p');
});
