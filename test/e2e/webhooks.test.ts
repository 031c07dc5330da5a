import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signedHeaders } from '#test/sandbox/hubspot/signature.ts';
import { startGroundswell, type RunningGroundswell } from '#test/support/running.ts';
import type { Health } from './shapes.ts';
import { event, PORTAL, SECRET, webhooksTo } from './signed-webhooks.ts';

const MINUTE = 60_000;

let g: RunningGroundswell;
let headersFor: ReturnType<typeof webhooksTo>['headersFor'];
let post: ReturnType<typeof webhooksTo>['post'];

beforeAll(async () => {
  g = await startGroundswell({ people: 10, connect: ['hubspot'] });
  ({ headersFor, post } = webhooksTo(g));
  await g.synced();
  // Nothing but what is sent here by hand.
  g.sandbox.hubspot.sandbox.webhooks.target.url = null;
});

afterAll(async () => {
  await g.close();
});

describe('a webhook HubSpot did not just sign', () => {
  const body = JSON.stringify([event(1, { propertyName: 'firstname', propertyValue: 'Mallory' })]);
  const now = () => Date.now();
  const signed = (at = now(), secret = SECRET) => headersFor(body, at, secret);
  const without = (name: string, headers = signed()) => ({ ...headers, [name]: undefined });
  const cases: [string, () => Record<string, string | undefined>][] = [
    ['forged with another secret', () => signed(now(), 'hubspot-secret-of-another-app')],
    ['stale', () => signed(now() - 5 * MINUTE - 2000)],
    ['from the future', () => signed(now() + 5 * MINUTE + 2000)],
    [
      'with a truncated signature',
      () => ({ ...signed(), 'x-hubspot-signature-v3': signed()['x-hubspot-signature-v3']!.slice(0, -4) }),
    ],
    ['without a signature', () => without('x-hubspot-signature-v3')],
    ['with the old signature alone', () => without('x-hubspot-signature-v3')],
    ['without a time', () => without('x-hubspot-request-timestamp')],
    ['whose time is no number', () => ({ ...signed(), 'x-hubspot-request-timestamp': '1e13' })],
    ['signed for another body', () => headersFor(`${body} `, now())],
    [
      'signed for another address',
      () => signedHeaders(SECRET, 'POST', `${g.appUrl}/webhooks/other`, body, now()),
    ],
  ];

  it.each(cases)('%s is refused and changes nothing', async (_, headers) => {
    const before = await received();
    const response = await post(body, headers());
    expect(response.status).toBe(401);
    expect(response.headers.get('content-type')).toContain('application/problem+json');
    expect(await response.json()).toMatchObject({ code: 'bad_signature', status: 401 });
    expect(await received()).toBe(before);
  });

  it('was fetched for a card of any portal, though HubSpot signed it', async () => {
    const before = await received();
    const stray = JSON.stringify([event(2, { portalId: 99_001_122 })]);
    const queries = ['?portalId=99001122&userId=7&userEmail=m%40evil.example&appId=3141592', '?x='];
    for (const query of queries) {
      for (const sent of [body, stray]) {
        const url = `${g.appUrl}/webhooks/hubspot${query}`;
        const response = await fetch(url, {
          method: 'POST',
          headers: signedHeaders(SECRET, 'POST', url, sent, now()),
          body: sent,
        });
        const refusal: { code: string; detail: string } = await response.json();
        expect([response.status, refusal.code]).toEqual([401, 'bad_signature']);
        expect(refusal.detail).toContain('what a card fetches is refused here');
      }
    }
    expect(await received()).toBe(before);
  });

  it('is told from one that HubSpot did sign', async () => {
    const before = await received();
    expect((await post(body, signed(now() - 4 * MINUTE))).status).toBe(200);
    expect(await received()).toBe(before + 1);
  });
});

describe('a body nobody can use', () => {
  it('is refused with 413 before it has arrived, beyond 1 MB', async () => {
    const sending = new AbortController();
    const neverEnding = new ReadableStream({
      start: (controller) => controller.enqueue(new TextEncoder().encode('x'.repeat(1_200_000))),
    });
    const response = await fetch(`${g.appUrl}/webhooks/hubspot`, {
      method: 'POST',
      body: neverEnding,
      duplex: 'half',
      signal: sending.signal,
    } as RequestInit);
    expect(response.status).toBe(413);
    expect(await response.json()).toMatchObject({ code: 'too_large' });
    sending.abort();
  });

  it.each([
    ['text', 'not json', 'not_json'],
    ['half a list', '[{"portalId":1', 'not_json'],
    ['an object', '{"portalId":1}', 'invalid_input'],
    ['nothing', '', 'not_json'],
  ])('is refused with 400 when it is %s', async (_, body, code) => {
    const response = await post(body, headersFor(body));
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ code });
  });

  it.each([
    ['nested a hundred thousand deep', `[${'['.repeat(100_000)}${']'.repeat(100_000)}]`],
    ['of the wrong types', '[null,1,"x",{"portalId":{}},{"__proto__":{"portalId":1}}]'],
    ['with lone surrogates', String.raw`[{"portalId":1,"subscriptionType":"\ud800","occurredAt":1}]`],
  ])('is answered 200 and not repeated when it is %s', async (_, body) => {
    expect((await post(body, headersFor(body))).status).toBe(200);
  });
});

async function received(): Promise<number> {
  const { webhooks } = await g.api<Health>(`/connections/hubspot-${PORTAL}/health`);
  return webhooks['received'] ?? 0;
}
