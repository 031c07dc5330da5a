import { describe, expect, test } from 'vitest';
import type { ApiUsage } from '#connectors/connector.ts';
import { refusalError } from '#connectors/salesforce/errors.ts';
import { createTransport, type TransportOptions } from '#connectors/salesforce/transport.ts';
import { stubFetch } from '#test/connectors/hubspot/stub.ts';

const ORG = 'https://acme.my.salesforce.com';
const DATA = `${ORG}/services/data/v67.0/query?q=a%20b`;
const get = { method: 'GET', url: DATA, headers: {}, body: null };
const json = (body: unknown, init?: ResponseInit) => new Response(JSON.stringify(body), init);
const refusal = (errorCode: string, status: number) => json([{ errorCode, message: 'm' }], { status });

function open(answer: Parameters<typeof stubFetch>[0], more: Partial<TransportOptions> = {}) {
  const { fetch, calls } = stubFetch(answer);
  return { calls, send: createTransport({ origin: ORG, fetch, refusal: refusalError, ...more }) };
}

test('sends a fresh token each time, says who it is, follows no redirect and gives up after a while', async () => {
  let token = 0;
  const inits: RequestInit[] = [];
  const fetch: typeof globalThis.fetch = async (_url, init) => {
    inits.push(init ?? {});
    return new Response('{}');
  };
  const send = createTransport({
    origin: ORG,
    fetch,
    refusal: refusalError,
    accessToken: async () => `t${++token}`,
  });
  await send(get);
  await send(get);
  const headers = inits.map((init) => new Headers(init.headers));
  expect(headers.map((sent) => sent.get('authorization'))).toEqual(['Bearer t1', 'Bearer t2']);
  expect(headers[0]?.get('user-agent')).toMatch(/^groundswell\//);
  expect(inits[0]).toMatchObject({ redirect: 'manual', signal: expect.any(AbortSignal) });
});

test.each([
  'https://evil.example/services',
  `${ORG}.evil.example/`,
  `http://acme.my.salesforce.com/`,
  `${ORG}:8443/`,
])('no token leaves for %s', async (url) => {
  const { send, calls } = open(() => json({}), { accessToken: async () => 't' });
  await expect(send({ ...get, url })).rejects.toThrow('would carry the token away');
  expect(calls).toEqual([]);
});

test('a redirect is a refusal, wherever it leads', async () => {
  const { send, calls } = open(
    () => new Response(null, { status: 302, headers: { location: `${ORG}/elsewhere` } }),
  );
  await expect(send(get)).rejects.toMatchObject({ problem: { code: 'vendor_refused' }, retryAfter: null });
  expect(calls).toHaveLength(1);
});

test('a token Salesforce no longer takes is named to whoever holds it', async () => {
  const refused: string[] = [];
  const tokens = { accessToken: async () => 'stale', tokenRefused: (token: string) => refused.push(token) };
  const { send } = open(() => refusal('INVALID_SESSION_ID', 401), tokens);
  await expect(send(get)).rejects.toMatchObject({ problem: { code: 'unauthorized' }, retryAfter: 0 });
  expect(refused).toEqual(['stale']);
  const other = open(() => refusal('REQUEST_LIMIT_EXCEEDED', 403), tokens);
  await expect(other.send(get)).rejects.toMatchObject({ problem: { code: 'rate_limited' } });
  expect(refused).toEqual(['stale']);
});

describe('reads from every answer', () => {
  test.each<[header: string, usage: ApiUsage[]]>([
    ['api-usage=10018/100000', [{ used: 10_018, limit: 100_000 }]],
    ['api-usage=5/15000, per-app-api-usage=17/250(appName=x)', [{ used: 5, limit: 15_000 }]],
    ['per-app-api-usage=17/250(appName=x)', []],
    ['nonsense', []],
  ])('the use of the org’s calls in %j', async (header, usage) => {
    for (const status of [200, 403]) {
      const seen: ApiUsage[] = [];
      const headers = { 'sforce-limit-info': header };
      const { send } = open(() => json({}, { status, headers }), { onUsage: (one) => seen.push(one) });
      await send(get).catch(() => undefined);
      expect(seen).toEqual(usage);
    }
  });

  test('what time Salesforce says it is', async () => {
    const times: number[] = [];
    const headers = { date: 'Sun, 01 Nov 2026 00:00:00 GMT' };
    await open(() => json({}, { headers }), { onDate: (time) => times.push(time) }).send(get);
    expect(times).toEqual([Date.UTC(2026, 10, 1)]);
  });
});

test('no answer, and half an answer, are worth repeating', async () => {
  const failing = open(() => Promise.reject(new TypeError('fetch failed')));
  await expect(failing.send(get)).rejects.toMatchObject({
    retryAfter: 1_000,
    problem: { code: 'vendor_unavailable' },
  });
  const stream = () => new ReadableStream({ start: (one) => one.error(new Error('reset')) });
  await expect(open(() => new Response(stream())).send(get)).rejects.toMatchObject({ retryAfter: 1_000 });
});

test('an answer that never comes is given up', async () => {
  const fetch: typeof globalThis.fetch = (_url, init) =>
    new Promise((_, reject) => {
      init?.signal?.addEventListener('abort', () => reject(init.signal?.reason as Error));
    });
  const send = createTransport({ origin: ORG, fetch, refusal: refusalError, timeoutMs: 1 });
  await expect(send(get)).rejects.toMatchObject({ problem: { code: 'vendor_unavailable' } });
});

test('through the proxy go the same path and query, with where they are meant for', async () => {
  const proxy = { url: 'https://egress.example/ignored', secret: 's3cret' };
  const { send, calls } = open(() => json({}), { proxy, accessToken: async () => 't' });
  await send({
    ...get,
    method: 'POST',
    body: 'b',
    headers: { 'content-length': '999', 'content-type': 'text/plain' },
  });
  const [call] = calls;
  expect(call).toMatchObject({
    method: 'POST',
    body: 'b',
    url: 'https://egress.example/services/data/v67.0/query?q=a%20b',
  });
  expect(Object.fromEntries(call?.headers ?? [])).toMatchObject({
    authorization: 'Bearer t',
    'content-type': 'text/plain',
    'proxy-authorization': 'Bearer s3cret',
    'x-forwarded-host': 'acme.my.salesforce.com',
    'x-forwarded-proto': 'https',
  });
  expect(call?.headers.get('content-length')).not.toBe('999');
  const direct = open(() => json({}));
  await direct.send(get);
  expect(direct.calls[0]?.headers.has('proxy-authorization')).toBe(false);
});
