import { generateKeyPairSync, verify } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { NO_EXPIRY } from '#connectors/connector.ts';
import { createJwtGrant } from '#connectors/salesforce/jwt.ts';
import { stubFetch, type Call } from '#test/connectors/hubspot/stub.ts';

const NOW = Date.UTC(2026, 10, 22, 12, 0, 0, 500);
const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 });
const PEM = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const ANSWER = {
  access_token: 'a',
  instance_url: 'https://acme.my.salesforce.com',
  scope: 'api id',
  token_type: 'Bearer',
};

function open(answer: (call: Call) => Response | Promise<Response>, more = {}) {
  const { fetch, calls } = stubFetch(answer);
  const grant = createJwtGrant({
    loginUrl: 'https://test.salesforce.com/',
    clientId: 'client',
    privateKey: PEM,
    fetch,
    now: () => NOW,
    ...more,
  });
  return { grant, calls };
}

const read = (part: string | undefined) =>
  JSON.parse(Buffer.from(part ?? '', 'base64url').toString()) as unknown;

test.each([
  ['as it is', PEM],
  ['on one line', PEM.replaceAll('\n', String.raw`\n`)],
])('signs for the user with the key %s, so that the holder of the certificate can tell', async (_, key) => {
  const { grant, calls } = open(() => Response.json(ANSWER), { privateKey: key });
  expect(await grant.token('integration@acme.example')).toEqual({
    ok: true,
    value: {
      accessToken: 'a',
      refreshToken: '',
      expiresAt: NO_EXPIRY,
      scopes: ['api', 'id'],
      apiUrl: 'https://acme.my.salesforce.com',
    },
  });
  const form = new URLSearchParams(calls[0]?.body);
  expect(calls[0]?.url).toBe('https://test.salesforce.com/services/oauth2/token');
  expect(form.get('grant_type')).toBe('urn:ietf:params:oauth:grant-type:jwt-bearer');
  const [head, claims, signature] = (form.get('assertion') ?? '').split('.');
  expect(read(head)).toEqual({ alg: 'RS256', typ: 'JWT' });
  expect(read(claims)).toEqual({
    iss: 'client',
    sub: 'integration@acme.example',
    aud: 'https://test.salesforce.com',
    exp: Math.floor(NOW / 1_000) + 180,
  });
  const signed = Buffer.from(`${head}.${claims}`);
  expect(verify('sha256', signed, publicKey, Buffer.from(signature ?? '', 'base64url'))).toBe(true);
});

describe('a key that cannot be used is our own setting, and nothing is sent', () => {
  const curve = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
  test.each([
    ['nothing', ''],
    ['the older format', privateKey.export({ type: 'pkcs1', format: 'pem' }).toString()],
    [
      'an encrypted key',
      privateKey.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' }).toString(),
    ],
    ['another kind of key', curve.export({ type: 'pkcs8', format: 'pem' }).toString()],
    ['half a key', PEM.replace(/[\w+/=]{64}\n/, '')],
  ])('%s', async (_, key) => {
    const { grant, calls } = open(() => Response.json(ANSWER), { privateKey: key });
    const result = await grant.token('u');
    expect(result).toMatchObject({ ok: false, problem: { code: 'config_invalid' } });
    expect(JSON.stringify(result)).not.toContain(PEM.slice(40, 80));
    expect(calls).toEqual([]);
  });
});

test.each([
  ["user hasn't approved this consumer", 'vendor_refused', /pre-authorized/],
  ['invalid assertion', 'config_invalid', /SALESFORCE_JWT_KEY/],
  ['audience is invalid', 'config_invalid', /sandbox/],
  ['inactive user', 'vendor_refused', /unfreeze.*goes on by itself/],
  ['something else', 'vendor_refused', /report/],
])('%s is told with what to do', async (description, code, remedy) => {
  const { grant } = open(() =>
    Response.json({ error: 'invalid_grant', error_description: description }, { status: 400 }),
  );
  const result = await grant.token('u');
  expect(result).toMatchObject({ ok: false, problem: { code } });
  expect(!result.ok && result.problem.remedy).toMatch(remedy);
});

test('an answer that is lost may be asked for again', async () => {
  const { grant } = open(() => Promise.reject(new TypeError('reset')));
  expect(await grant.token('u')).toMatchObject({ ok: false, problem: { code: 'vendor_unavailable' } });
  const { grant: down } = open(() => new Response('', { status: 502 }));
  expect(await down.token('u')).toMatchObject({ ok: false, problem: { code: 'vendor_unavailable' } });
});

test('a token that may not use the API is refused', async () => {
  const { grant } = open(() => Response.json({ ...ANSWER, scope: 'id' }));
  expect(await grant.token('u')).toMatchObject({ ok: false, problem: { code: 'scope_missing' } });
});
