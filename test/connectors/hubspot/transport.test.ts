import { describe, expect, test } from 'vitest';
import { ConnectorError } from '#connectors/shared/connector-error.ts';
import { refusalError } from '#connectors/hubspot/errors.ts';
import { createTransport, datedUrl, plainRequest } from '#connectors/hubspot/transport.ts';
import { stubFetch } from './stub.ts';

const CONTACTS = 'https://api.hubapi.com/crm/v3/objects/contacts';

describe('datedUrl', () => {
  test.each([
    ['/crm/v3/objects/contacts?limit=100', '/crm/objects/2026-09/contacts?limit=100'],
    ['/crm/v3/objects/0-1/search', '/crm/objects/2026-09/0-1/search'],
    ['/crm/v3/properties/contacts/groups', '/crm/properties/2026-09/contacts/groups'],
    ['/crm/v3/owners/', '/crm/owners/2026-09'],
    ['/crm/v3/owners/?limit=500', '/crm/owners/2026-09?limit=500'],
    ['/crm/v4/associations/deals/contacts/batch/read', '/crm/associations/2026-09/deals/contacts/batch/read'],
    ['/oauth/v1/token', '/oauth/2026-09/token'],
    ['/oauth/2026-09/token/revoke', '/oauth/2026-09/token/revoke'],
    ['/crm/v3/lists', '/crm/v3/lists'],
    ['/crm/v3/objectsome', '/crm/v3/objectsome'],
  ])('%s', (older, dated) => {
    expect(datedUrl(`https://api.hubapi.com${older}`)).toBe(`https://api.hubapi.com${dated}`);
  });
});

describe('createTransport', () => {
  const ask = (fetch: typeof globalThis.fetch, more = {}) =>
    createTransport({ fetch, refused: refusalError, ...more })(plainRequest('GET', CONTACTS));

  test('sends a fresh token each time, says who it is, follows no redirect and gives up after a while', async () => {
    let token = 0;
    const inits: RequestInit[] = [];
    const fetch: typeof globalThis.fetch = async (_url, init) => {
      inits.push(init ?? {});
      return new Response('{}');
    };
    const transport = createTransport({
      fetch,
      refused: refusalError,
      accessToken: async () => `t${++token}`,
    });
    await transport(plainRequest('GET', CONTACTS));
    await transport(plainRequest('GET', CONTACTS));
    expect(inits.map(({ headers }) => new Headers(headers).get('authorization'))).toEqual([
      'Bearer t1',
      'Bearer t2',
    ]);
    expect(new Headers(inits[0]?.headers).get('user-agent')).toMatch(/^groundswell\//);
    expect(inits[0]?.redirect).toBe('manual');
    expect(inits[0]?.signal).toBeInstanceOf(AbortSignal);
  });

  test('sends a form as a form', async () => {
    const { fetch, calls } = stubFetch(() => new Response(null, { status: 204 }));
    await createTransport({ fetch, refused: refusalError })(
      plainRequest('POST', CONTACTS, { a: 'b&c', d: 'ä' }),
    );
    expect(calls[0]?.headers.get('content-type')).toBe('application/x-www-form-urlencoded');
    expect(Object.fromEntries(new URLSearchParams(calls[0]?.body))).toEqual({ a: 'b&c', d: 'ä' });
    expect(calls[0]?.headers.has('authorization')).toBe(false);
  });

  test('calls the platform’s fetch as a function of its own', async () => {
    const original = globalThis.fetch;
    const seen: unknown[] = [];
    globalThis.fetch = function (this: unknown) {
      seen.push(this);
      return Promise.resolve(new Response('{}'));
    };
    try {
      await createTransport({ refused: refusalError })(plainRequest('GET', CONTACTS));
    } finally {
      globalThis.fetch = original;
    }
    expect([undefined, globalThis]).toContain(seen[0]);
  });

  test('a refusal is read with its Retry-After', async () => {
    const { fetch } = stubFetch(() => new Response('{}', { status: 429, headers: { 'retry-after': '7' } }));
    await expect(ask(fetch)).rejects.toMatchObject({ retryAfter: 7_000, problem: { code: 'rate_limited' } });
  });

  test('a redirect is a refusal', async () => {
    const { fetch, calls } = stubFetch(
      () => new Response(null, { status: 302, headers: { location: 'https://evil.example' } }),
    );
    await expect(ask(fetch)).rejects.toMatchObject({ problem: { code: 'vendor_refused' } });
    expect(calls).toHaveLength(1);
  });

  test('no answer, and half an answer, are worth repeating', async () => {
    const failing = async () => Promise.reject(new TypeError('fetch failed'));
    await expect(ask(failing)).rejects.toBeInstanceOf(ConnectorError);
    await expect(ask(failing)).rejects.toMatchObject({
      retryAfter: 1_000,
      problem: { code: 'vendor_unavailable' },
    });
    const broken = async () =>
      new Response(new ReadableStream({ start: (stream) => stream.error(new Error('reset')) }));
    await expect(ask(broken)).rejects.toMatchObject({
      retryAfter: 1_000,
      problem: { code: 'vendor_unavailable' },
    });
  });

  test('tells what time the vendor says it is', async () => {
    const times: number[] = [];
    const { fetch } = stubFetch(
      () => new Response('{}', { headers: { date: 'Sun, 01 Nov 2026 00:00:00 GMT' } }),
    );
    await ask(fetch, { onDate: (time: number) => times.push(time) });
    expect(times).toEqual([Date.UTC(2026, 10, 1)]);
  });
});
