import { createHash, generateKeyPairSync } from 'node:crypto';
import { expect, test } from 'vitest';
import { createAuthorization } from '#connectors/salesforce/oauth.ts';
import { createClient } from '#connectors/salesforce/client.ts';
import { createJwtGrant } from '#connectors/salesforce/jwt.ts';
import { CALLBACK, openOrg } from '#test/sandbox/salesforce/open-org.ts';
import { viaSandbox } from './org.ts';

const VERIFIER = 'v'.repeat(64);
const CHALLENGE = createHash('sha256').update(VERIFIER).digest('base64url');
const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 });

/** An org, OAuth with it, and the first tokens. `line` may lose an answer that Salesforce gave. */
async function connected() {
  const org = openOrg({}, { publicKey: publicKey.export({ type: 'spki', format: 'pem' }).toString() });
  const { grants, app, loginUrl, org: inside } = org.sandbox;
  const line = { isCut: false };
  const answering = viaSandbox(org);
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const response = await answering(input, init);
    if (line.isCut) throw new TypeError('connection reset');
    return response;
  };
  const authorization = createAuthorization({
    loginUrl,
    clientId: app.clientId,
    clientSecret: app.clientSecret,
    fetch,
  });
  const scopes = authorization.requiredScopes.map(({ scope }) => scope);
  const code = grants.issueCode(inside.adminId, scopes, CALLBACK, CHALLENGE);
  const exchanged = await authorization.exchange({ code, codeVerifier: VERIFIER, redirectUri: CALLBACK });
  if (!exchanged.ok) throw new Error(exchanged.problem.message);
  return { org, line, fetch, authorization, tokens: exchanged.value };
}

const refused = (code: string) => ({ ok: false, problem: { code } });

test('each refresh spends the token it used, and the grant lives on', async () => {
  const { org, authorization, tokens } = await connected();
  const used = [tokens.refreshToken];
  for (let round = 0; round < 5; round++) {
    const renewed = await authorization.refresh(used.at(-1) ?? '');
    if (!renewed.ok) throw new Error(renewed.problem.message);
    used.push(renewed.value.refreshToken);
  }
  expect(new Set(used).size).toBe(6);
  expect(org.sandbox.grants.live).toBe(1);
});

test('an answer that is lost is not asked for again: the grant is not ended by us', async () => {
  const { org, line, authorization, tokens } = await connected();
  line.isCut = true;
  expect(await authorization.refresh(tokens.refreshToken)).toMatchObject(refused('grant_uncertain'));
  expect(org.sandbox.grants.live).toBe(1);
  line.isCut = false;
  // What a blind repeat would do, and what it is then called.
  expect(await authorization.refresh(tokens.refreshToken)).toMatchObject(refused('vendor_revoked'));
  expect(org.sandbox.grants.live).toBe(0);
});

test('a session that ended is renewed once, and the call goes through', async () => {
  const { org, fetch, authorization, tokens } = await connected();
  let held = tokens;
  const client = createClient({
    apiUrl: tokens.apiUrl ?? '',
    accessToken: async () => {
      if (held.accessToken !== '') return held.accessToken;
      const renewed = await authorization.refresh(held.refreshToken);
      if (!renewed.ok) throw new Error(renewed.problem.message);
      held = renewed.value;
      return held.accessToken;
    },
    refused: () => {
      held = { ...held, accessToken: '' };
    },
    spend: (_budget, call) => call(),
    onUsage: () => undefined,
    fetch,
    now: () => org.clock.now,
    wait: async () => undefined,
  });
  expect(await client.organization()).toMatchObject({ id: org.sandbox.org.id });
  org.sandbox.grants.endSessions();
  expect(await client.organization()).toMatchObject({ id: org.sandbox.org.id });
  expect(held.refreshToken).not.toBe(tokens.refreshToken);
  expect(org.sandbox.grants.live).toBe(1);
});

test('what is given back is gone, and giving it back twice is no failure', async () => {
  const { org, authorization, tokens } = await connected();
  expect(await authorization.revoke(tokens)).toEqual({ ok: true, value: null });
  expect(org.sandbox.grants.live).toBe(0);
  expect(await authorization.revoke(tokens)).toMatchObject({ ok: true });
  expect(await authorization.refresh(tokens.refreshToken)).toMatchObject(refused('vendor_revoked'));
});

test('a signed user needs no refresh token, and is told when frozen', async () => {
  const { org, fetch } = await connected();
  const { sandbox } = org;
  const grant = createJwtGrant({
    loginUrl: sandbox.instanceUrl,
    clientId: sandbox.app.clientId,
    privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    fetch,
    now: () => org.clock.now,
  });
  expect(await grant.token('admin@northwind.example')).toMatchObject({
    ok: true,
    value: { refreshToken: '', apiUrl: sandbox.instanceUrl },
  });
  expect(await grant.token('nobody@northwind.example')).toMatchObject(refused('vendor_refused'));
  // Nothing is lost: once the user is let in again the next signature is good.
  sandbox.grants.freeze(sandbox.org.adminId, true);
  const frozen = await grant.token('admin@northwind.example');
  expect(frozen).toMatchObject(refused('vendor_refused'));
  expect(frozen.ok ? '' : frozen.problem.message).toMatch(/inactive or frozen\. Salesforce said: “[^”]+”\.$/);
});
