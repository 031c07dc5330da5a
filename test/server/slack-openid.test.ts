import { generateKeyPairSync } from 'node:crypto';
import { sign } from 'hono/jwt';
import { expect, it } from 'vitest';
import { readToken, signInUrl } from '#server/slack-openid.ts';

type Key = Parameters<typeof sign>[1];
type Published = Parameters<typeof readToken>[1][number];

const EXPECTED = { issuer: 'https://slack.com', clientId: 'client', nonce: 'n1' };
const CLAIMS = {
  iss: 'https://slack.com',
  sub: 'U1',
  aud: 'client',
  exp: Math.floor(Date.now() / 1000) + 300,
  iat: Math.floor(Date.now() / 1000) + 5,
  nonce: 'n1',
  name: 'Ana',
  email: 'ana@acme.example',
  email_verified: true,
  'https://slack.com/team_id': 'T1',
  'https://slack.com/user_id': 'U1',
};

function keyPair(kid: string) {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return {
    secret: { ...privateKey.export({ format: 'jwk' }), kid, alg: 'RS256' } as Key,
    published: { ...publicKey.export({ format: 'jwk' }), kid, alg: 'RS256' } as Published,
  };
}

const slack = keyPair('k1');
const stranger = keyPair('k1');
const read = (token: string) => readToken(token, [slack.published], EXPECTED);
const signed = (claims: object, key = slack.secret) => sign({ ...CLAIMS, ...claims }, key, 'RS256');

it('tells who signed in, also where Slack’s clock is ahead', async () => {
  expect(await read(await signed({}))).toEqual({
    ok: true,
    value: {
      teamId: 'T1',
      enterpriseId: null,
      userId: 'U1',
      name: 'Ana',
      email: 'ana@acme.example',
      image: null,
    },
  });
});

it('takes no e-mail Slack has not verified', async () => {
  expect(await read(await signed({ email_verified: false }))).toMatchObject({ value: { email: null } });
  expect(await read(await signed({ email_verified: undefined }))).toMatchObject({ value: { email: null } });
});

it.each([
  ['another nonce', { nonce: 'n2' }],
  ['no nonce', { nonce: undefined }],
  ['another client', { aud: 'other' }],
  ['another issuer', { iss: 'https://evil.example' }],
  ['an end that is past', { exp: 1 }],
  ['no end', { exp: undefined }],
  ['no team', { 'https://slack.com/team_id': undefined }],
  ['an empty user', { 'https://slack.com/user_id': '' }],
])('refuses a token with %s', async (_, claims) => {
  expect(await read(await signed(claims))).toMatchObject({ ok: false, problem: { code: 'state_mismatch' } });
});

it('refuses a token another key signed, one that is not signed, and what is none', async () => {
  const [header, payload, signature] = (await signed({})).split('.');
  const unsigned = btoa(JSON.stringify({ alg: 'none', typ: 'JWT', kid: 'k1' })).replaceAll('=', '');
  const symmetric = await sign(CLAIMS, JSON.stringify(slack.published), 'HS256');
  const forged = btoa(JSON.stringify({ ...CLAIMS, 'https://slack.com/user_id': 'U2' })).replaceAll('=', '');
  for (const token of [
    await signed({}, stranger.secret),
    `${unsigned}.${payload}.`,
    `${header}.${forged}.${signature}`,
    symmetric,
    '',
    'a.b.c',
  ])
    expect((await read(token)).ok).toBe(false);
});

it('sends people to Slack with what it will be recognised by', () => {
  const endpoints = {
    authorizeUrl: 'https://slack.com/oauth/v2/authorize',
    apiUrl: 'https://slack.com/api/',
  };
  const url = new URL(
    signInUrl(endpoints, { clientId: 'c', redirectUri: 'https://g.test/cb', state: 's', nonce: 'n' }),
  );
  expect(`${url.origin}${url.pathname}`).toBe('https://slack.com/openid/connect/authorize');
  expect(Object.fromEntries(url.searchParams)).toEqual({
    response_type: 'code',
    scope: 'openid profile email',
    client_id: 'c',
    redirect_uri: 'https://g.test/cb',
    state: 's',
    nonce: 'n',
  });
});
