import { createHash, createHmac } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { verifyCardRequest, type CardRequest } from '#connectors/salesforce/card-signature.ts';
import { to18 } from '#connectors/salesforce/org-id.ts';

const SECRETS = { token: 'token-of-the-org', secret: 'secret-of-the-org' };
const NOW = Date.UTC(2026, 10, 22, 12);
const ORG = to18('00Dxx0000001gPL') ?? '';
const USER = to18('005xx000001Sv6E') ?? '';
const NONCE = 'a1B2-c3D4_e5F6g7H8';

interface Parts {
  method: string;
  pathAndQuery: string;
  body: string;
  timestamp: string;
  nonce: string;
  org: string;
  user: string;
}
const parts: Parts = {
  method: 'POST',
  pathAndQuery: '/crm/salesforce/card?record=003%2F1&b=2',
  body: '{"a":"ä"}',
  timestamp: String(NOW),
  nonce: NONCE,
  org: ORG,
  user: USER,
};

/** Signs as the Apex class does, by Node's own hashes. */
function signature(one: Parts, secret = SECRETS.secret): string {
  const digest = createHash('sha256').update(one.body).digest('hex');
  const text = [one.method, one.pathAndQuery, one.timestamp, one.nonce, one.org, one.user, digest].join('\n');
  return createHmac('sha256', secret).update(text).digest('base64');
}

function request(
  one: Parts,
  signed = signature(one),
  authorization = `Bearer ${SECRETS.token}`,
): CardRequest {
  const headers = new Headers({
    authorization,
    'x-groundswell-org': one.org,
    'x-groundswell-user': one.user,
    'x-groundswell-timestamp': one.timestamp,
    'x-groundswell-nonce': one.nonce,
    'x-groundswell-signature': signed,
  });
  return { method: one.method, pathAndQuery: one.pathAndQuery, body: one.body, headers };
}

const refused = (code: string) => ({ ok: false, problem: { code } });

test('a signed request tells who asks', async () => {
  const caller = { orgId: ORG, userId: USER, nonce: NONCE };
  expect(await verifyCardRequest(request(parts), SECRETS, NOW)).toEqual({ ok: true, value: caller });
  const later = NOW + 300_000;
  expect(await verifyCardRequest(request(parts), SECRETS, later)).toMatchObject({ ok: true });
  const get = { ...parts, method: 'GET', body: '' };
  expect(await verifyCardRequest(request(get), SECRETS, NOW)).toMatchObject({ ok: true });
});

test('whatever is changed after signing, it is refused', async () => {
  const changed = fc.record({
    part: fc.constantFrom<keyof Parts>('method', 'pathAndQuery', 'body', 'timestamp', 'nonce', 'org', 'user'),
    value: fc.oneof(
      fc.constantFrom('GET', '/', '', String(NOW + 1), to18('005xx000001Sv6F') ?? '', 'b'.repeat(16)),
      fc.stringMatching(/^[ -~]{0,40}$/),
    ),
  });
  await fc.assert(
    fc.asyncProperty(changed, async ({ part, value }) => {
      const tampered = { ...parts, [part]: value };
      fc.pre(
        tampered[part].trim() !== parts[part] && !(part === 'method' && value.toUpperCase() === parts.method),
      );
      const result = await verifyCardRequest(request(tampered, signature(parts)), SECRETS, NOW);
      expect(result).toMatchObject(refused('bad_signature'));
    }),
  );
});

test('a request that is old, or from the future, is expired, though it is signed', async () => {
  expect(await verifyCardRequest(request(parts), SECRETS, NOW + 300_001)).toMatchObject(refused('expired'));
  expect(await verifyCardRequest(request(parts), SECRETS, NOW - 300_001)).toMatchObject(refused('expired'));
});

test.each([
  ['another token', 'Bearer other'],
  ['a token that begins alike', 'Bearer token-of-the-or'],
  ['a token alone', SECRETS.token],
  ['none', ''],
])('%s is unauthorized', async (_, authorization) => {
  const one = request(parts, signature(parts), authorization);
  expect(await verifyCardRequest(one, SECRETS, NOW)).toMatchObject(refused('unauthorized'));
});

test('an org whose secrets are not set lets nobody in', async () => {
  const unset = { token: '', secret: '' };
  expect(await verifyCardRequest(request(parts, signature(parts), 'Bearer '), unset, NOW)).toMatchObject(
    refused('unauthorized'),
  );
  const noSecret = { ...SECRETS, secret: '' };
  expect(await verifyCardRequest(request(parts, signature(parts, '')), noSecret, NOW)).toMatchObject(
    refused('bad_signature'),
  );
});

test.each([
  ['an id of 15 characters', { org: ORG.slice(0, 15) }],
  ['a user of another form', { user: `${USER.slice(0, 15)}AAA` }],
  ['a short nonce', { nonce: 'a'.repeat(15) }],
  ['a long nonce', { nonce: 'a'.repeat(65) }],
  ['a nonce that is no name', { nonce: `${'a'.repeat(16)}/../b` }],
  ['a time with a sign', { timestamp: `+${NOW}` }],
  ['a time in another notation', { timestamp: '1.7e12' }],
])('%s is refused, though it is signed', async (_, change) => {
  const one = { ...parts, ...change };
  expect(await verifyCardRequest(request(one), SECRETS, NOW)).toMatchObject(refused('bad_signature'));
});

test('each header is needed', async () => {
  for (const name of ['org', 'user', 'timestamp', 'nonce', 'signature']) {
    const one = request(parts);
    one.headers.delete(`x-groundswell-${name}`);
    expect(await verifyCardRequest(one, SECRETS, NOW)).toMatchObject(refused('bad_signature'));
  }
});
