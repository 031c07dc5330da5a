import { generateKeyPairSync, sign } from 'node:crypto';
import { expect, test } from 'vitest';
import { fault } from '../faults.ts';
import { CALLBACK, consentForm, exchangeForm, openOrg, type OpenOrg } from './open-org.ts';

const TOKEN = '/services/oauth2/token';
const refreshForm = (org: OpenOrg, token: string) => ({
  grant_type: 'refresh_token',
  refresh_token: token,
  client_id: org.sandbox.app.clientId,
  client_secret: org.sandbox.app.clientSecret,
});
const use = (org: OpenOrg, token: string) =>
  org.call('GET', '/services/data/v67.0/limits', undefined, { authorization: `Bearer ${token}` });

async function codeOf(org: OpenOrg): Promise<string> {
  const pressed = await org.post('/services/oauth2/authorize', consentForm(org));
  return new URL(pressed.headers.get('location') ?? '').searchParams.get('code') ?? '';
}

test('the consent screen offers its users, keeps the state, and leads back with a code or a refusal', async () => {
  const org = openOrg();
  const screen = await org.call(
    'GET',
    `/services/oauth2/authorize?${new URLSearchParams(consentForm(org)).toString()}`,
  );
  expect(screen.body).toContain('rep@northwind.example');
  expect(screen.body).toContain('value="st&amp;te"');
  const allowed = await org.post('/services/oauth2/authorize', consentForm(org));
  expect(allowed.headers.get('location')).toMatch(
    /^http:\/\/127\.0\.0\.1:9\/callback\?code=.+&state=st%26te$/,
  );
  const denied = await org.post('/services/oauth2/authorize', { ...consentForm(org), decision: 'deny' });
  expect(denied.headers.get('location')).toContain('error=access_denied');
});

test.each([
  [{ code_challenge_method: 'plain' }, 302, 'missing+required+code+challenge'],
  [{ code_challenge: '' }, 302, 'missing+required+code+challenge'],
  [{ client_id: 'other' }, 400, ''],
  [{ redirect_uri: 'http://elsewhere.example/callback' }, 400, ''],
])('a request with %j is refused', async (change, status, said) => {
  const org = openOrg();
  const answer = await org.post('/services/oauth2/authorize', { ...consentForm(org), ...change });
  expect(answer.status).toBe(status);
  expect(answer.headers.get('location') ?? '').toContain(said);
});

test('tokens come with the org’s address and id, and without an expiry', async () => {
  const org = openOrg();
  const { body } = await org.connect();
  expect(body).toMatchObject({ instance_url: org.sandbox.instanceUrl, token_type: 'Bearer' });
  expect(body.id).toBe(`https://login.salesforce.com/id/${org.sandbox.org.id}/${org.sandbox.org.adminId}`);
  expect(body).not.toHaveProperty('expires_in');
  const identity = await org.call('GET', new URL(body.id).pathname, undefined, {
    authorization: `Bearer ${body.access_token}`,
  });
  expect(identity.body).toMatchObject({
    organization_id: org.sandbox.org.id,
    username: 'admin@northwind.example',
  });
  const wrong = await org.call('GET', new URL(body.id).pathname, undefined, { authorization: 'Bearer x' });
  expect([wrong.status, wrong.body]).toEqual([403, 'Bad_OAuth_Token']);
});

test.each([
  [{ code_verifier: 'wrong' }, 'invalid_grant', 'invalid code verifier'],
  [{ redirect_uri: `${CALLBACK}/` }, 'redirect_uri_mismatch', 'redirect_uri must match configuration'],
  [{ client_secret: 'wrong' }, 'invalid_client', 'invalid client credentials'],
  [{ client_id: 'wrong' }, 'invalid_client_id', 'client identifier invalid'],
  [{ code: 'wrong' }, 'invalid_grant', 'invalid authorization code'],
  [{ grant_type: 'password' }, 'unsupported_grant_type', 'grant type not supported'],
])('an exchange with %j is refused', async (change, error, description) => {
  const org = openOrg();
  const answer = await org.post(TOKEN, { ...exchangeForm(org, await codeOf(org)), ...change });
  expect([answer.status, answer.body]).toEqual([400, { error, error_description: description }]);
});

test('a code works once; using it again takes back what it gave', async () => {
  const org = openOrg();
  const form = exchangeForm(org, await codeOf(org));
  const { body } = await org.post(TOKEN, form);
  expect((await use(org, body.access_token)).status).toBe(200);
  expect((await org.post(TOKEN, form)).body.error_description).toBe('expired authorization code');
  expect((await use(org, body.access_token)).status).toBe(401);
});

test('each refresh gives a new refresh token; an old one used again ends the whole grant', async () => {
  const org = openOrg();
  const first = (await org.connect()).body;
  const second = (await org.post(TOKEN, refreshForm(org, first.refresh_token))).body;
  expect(second.refresh_token).not.toBe(first.refresh_token);
  expect((await use(org, first.access_token)).status).toBe(200);
  const reused = await org.post(TOKEN, refreshForm(org, first.refresh_token));
  expect(reused.body).toEqual({ error: 'invalid_grant', error_description: 'expired access/refresh token' });
  for (const dead of [first.access_token, second.access_token])
    expect((await use(org, dead)).status).toBe(401);
  expect((await org.post(TOKEN, refreshForm(org, second.refresh_token))).status).toBe(400);
});

test('an answer lost after rotating leaves the caller with a spent token', async () => {
  const org = openOrg();
  const { refresh_token } = (await org.connect()).body;
  org.sandbox.knobs.faults = [fault('reset-after', { path: '/oauth2/token' })];
  expect((await org.post(TOKEN, refreshForm(org, refresh_token))).body).toBe('');
  expect((await org.post(TOKEN, refreshForm(org, refresh_token))).body.error).toBe('invalid_grant');
  expect(org.sandbox.grants.live).toBe(0);
});

test('without rotation the old token goes on and no new one comes', async () => {
  const org = openOrg({}, { knobs: { rotatesRefreshTokens: false } });
  const { refresh_token } = (await org.connect()).body;
  for (let time = 0; time < 2; time++) {
    const again = await org.post(TOKEN, refreshForm(org, refresh_token));
    expect([again.status, again.body.refresh_token]).toEqual([200, undefined]);
  }
});

test('a sixth grant of one user drops the first, and a token unused for 30 days is over', async () => {
  const org = openOrg();
  const grants = [];
  for (let time = 0; time < 6; time++) {
    grants.push((await org.connect()).body.refresh_token);
    org.clock.now += 1000;
  }
  expect((await org.post(TOKEN, refreshForm(org, grants[0]))).status).toBe(400);
  const renewed = await org.post(TOKEN, refreshForm(org, grants[1]));
  expect(renewed.status).toBe(200);
  org.clock.now += 31 * 86_400_000;
  expect((await org.post(TOKEN, refreshForm(org, renewed.body.refresh_token))).status).toBe(400);
});

test('a session ends by its age, by an admin, or by revocation', async () => {
  const org = openOrg();
  const { access_token, refresh_token } = (await org.connect()).body;
  org.clock.now += 7_199_000;
  expect((await use(org, access_token)).status).toBe(200);
  org.clock.now += 1000;
  const ended = await use(org, access_token);
  expect([ended.status, ended.body]).toEqual([
    401,
    [{ message: 'Session expired or invalid', errorCode: 'INVALID_SESSION_ID' }],
  ]);
  const renewed = (await org.post(TOKEN, refreshForm(org, refresh_token))).body;
  await org.call('POST', '/__sandbox/tokens/expire');
  expect((await use(org, renewed.access_token)).status).toBe(401);
  expect((await org.post('/services/oauth2/revoke', { token: renewed.refresh_token })).status).toBe(200);
  expect((await org.post(TOKEN, refreshForm(org, renewed.refresh_token))).status).toBe(400);
});

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const PEM = publicKey.export({ type: 'spki', format: 'pem' }).toString();

function assertion(org: OpenOrg, change: Record<string, unknown> = {}): Record<string, string> {
  const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const claims = {
    iss: org.sandbox.app.clientId,
    sub: 'REP@northwind.example',
    aud: 'https://login.salesforce.com',
    exp: org.clock.now / 1000 + 180,
    ...change,
  };
  const signed = `${part({ alg: 'RS256' })}.${part(claims)}`;
  const signature = sign('RSA-SHA256', Buffer.from(signed), privateKey).toString('base64url');
  return { grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer', assertion: `${signed}.${signature}` };
}

test('a signed assertion gives a session of its user, and no refresh token', async () => {
  const org = openOrg({}, { publicKey: PEM });
  const { status, body } = await org.post(TOKEN, assertion(org));
  expect([status, body.refresh_token]).toEqual([200, undefined]);
  expect((await use(org, body.access_token)).status).toBe(200);
});

test.each([
  [{ aud: 'https://elsewhere.example' }, 'audience is invalid'],
  [{ exp: 1 }, 'assertion is expired'],
  [{ exp: 9e9 }, 'assertion expires too far in the future'],
  [{ sub: 'nobody@northwind.example' }, "user hasn't approved this consumer"],
])('an assertion with %j is refused', async (change, description) => {
  const org = openOrg({}, { publicKey: PEM });
  expect((await org.post(TOKEN, assertion(org, change))).body.error_description).toBe(description);
});

test('an assertion signed by another key, or where no key was uploaded, is refused', async () => {
  const other = generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey;
  for (const key of [other.export({ type: 'spki', format: 'pem' }).toString(), null]) {
    const org = openOrg({}, { publicKey: key });
    expect((await org.post(TOKEN, assertion(org))).body.error).toBe('invalid_grant');
  }
});

test('a frozen user has no sessions, no refresh and no assertion, until consent is given anew', async () => {
  const org = openOrg({}, { publicKey: PEM });
  const { access_token, refresh_token } = (await org.connect()).body;
  const admin = org.sandbox.org.adminId;
  org.sandbox.admin.freezeUser(admin);
  expect((await use(org, access_token)).status).toBe(401);
  const refused = await org.post(TOKEN, assertion(org, { sub: 'admin@northwind.example' }));
  expect(refused.body).toEqual({ error: 'invalid_grant', error_description: 'inactive user' });
  org.sandbox.admin.freezeUser(admin, false);
  expect((await org.post(TOKEN, refreshForm(org, refresh_token))).status).toBe(400);
  expect((await org.connect()).status).toBe(200);
});
