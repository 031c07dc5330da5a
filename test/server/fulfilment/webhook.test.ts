import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { ok, refuse } from '#core/problem.ts';
import { hmacHex } from '#server/fulfilment/signature.ts';
import { readCallback } from '#server/fulfilment/webhook/callback.ts';
import { checkResolved } from '#server/fulfilment/webhook/resolve.ts';
import { webhook, type WebhookSettings } from '#server/fulfilment/webhook/webhook.ts';
import { isSigned } from '#test/sandbox/payouts/signature.ts';

const SECRET = 'a-secret-of-sixteen';
const URL = 'https://pay.example.com/orders';
const settings = (rest: Partial<WebhookSettings> = {}): WebhookSettings => ({
  url: URL,
  secret: SECRET,
  trusted: null,
  resolve: () => Promise.resolve(ok(null)),
  ...rest,
});
const ORDER = {
  provider: 'webhook' as const,
  edition: 1,
  key: 'reward:R1:payout',
  rewardId: 'R1',
  amount: 5000,
  currency: 'USD',
  act: 'Review',
  recipient: { name: 'Ada', email: null },
};

const server = setupServer();
beforeAll(() => server.listen({ onUnhandledFrame: 'error' }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

test('an order is signed, and taken only by the answer that repeats its key', async () => {
  let signature = false;
  server.use(
    http.post(URL, async ({ request }) => {
      const header = request.headers.get('x-groundswell-signature') ?? undefined;
      signature = isSigned(SECRET, await request.text(), header, Date.now());
      return HttpResponse.json({ key: request.headers.get('idempotency-key'), id: 'po_1', status: 'sent' });
    }),
  );
  expect(await webhook(settings()).order(ORDER)).toEqual({
    ok: true,
    value: { reference: 'po_1', item: null, state: 'sent', paid: true, words: null, expiresAt: null },
  });
  expect(signature).toBe(true);
});

test.each([
  ['garbage', () => HttpResponse.text('<<<'), 0],
  ['another key', () => HttpResponse.json({ key: 'reward:R2:payout' }), 0],
  ['nothing', () => new HttpResponse(null, { status: 204 }), 0],
  [
    'a redirect',
    () => new HttpResponse(null, { status: 302, headers: { location: 'http://169.254.169.254/' } }),
    0,
  ],
  ['429', () => new HttpResponse(null, { status: 429 }), 0],
  ['500', () => new HttpResponse(null, { status: 500 }), 0],
  ['422', () => new HttpResponse(null, { status: 422 }), null],
  ['a broken line', () => HttpResponse.error(), 0],
])('%s is no confirmation', async (_, answer, retryAfter) => {
  server.use(http.post(URL, answer));
  expect(await webhook(settings()).order(ORDER)).toMatchObject({ ok: false, retryAfter });
});

test('a status nobody knows is no status', async () => {
  server.use(http.post(URL, () => HttpResponse.json({ key: ORDER.key, status: 'teleported' })));
  expect(await webhook(settings()).order(ORDER)).toMatchObject({ value: { state: 'ordered' } });
});

test.each(['https://127.0.0.1/', 'https://metadata.google.internal/', 'http://pay.example.com/'])(
  'nothing is sent to %s, whoever saved it',
  async (url) => {
    const answer = await webhook(settings({ url })).order(ORDER);
    expect(answer).toMatchObject({ ok: false, retryAfter: null, problem: { field: 'url' } });
  },
);

test('nothing is sent where the name leads inside by now, and it waits where nobody can say', async () => {
  const inside = () => Promise.resolve(refuse('invalid_input', 'It leads inside.', 'No.', 'url'));
  const unknown = () => Promise.resolve(refuse('vendor_unavailable', 'Nobody knows.', 'Wait.'));
  expect(await webhook(settings({ resolve: inside })).order(ORDER)).toMatchObject({ retryAfter: null });
  expect(await webhook(settings({ resolve: unknown })).order(ORDER)).toMatchObject({ retryAfter: 0 });
});

const dns = (records: { type: number; data: string }[]) =>
  server.use(
    http.get('https://cloudflare-dns.com/dns-query', () => HttpResponse.json({ Status: 0, Answer: records })),
  );

test.each([
  [[{ type: 1, data: '93.184.216.34' }], true],
  [
    [
      { type: 1, data: '93.184.216.34' },
      { type: 1, data: '10.0.0.1' },
    ],
    false,
  ],
  [[{ type: 28, data: '::1' }], false],
  [[{ type: 5, data: 'elsewhere.example.' }], false],
  [[], false],
])('a name that leads to %j is outside: %s', async (records, isOutside) => {
  dns(records);
  expect((await checkResolved('pay.example.com')).ok).toBe(isOutside);
});

test('where nobody can say where a name leads, that is told', async () => {
  server.use(http.get('https://cloudflare-dns.com/dns-query', () => HttpResponse.text('no')));
  expect(await checkResolved('pay.example.com')).toMatchObject({ problem: { code: 'vendor_unavailable' } });
});

const NOW = 1_800_000_000_000;
const body = JSON.stringify({ key: ORDER.key, status: 'delivered', at: NOW - 5 });
const bytes = (text: string) => new TextEncoder().encode(text);
const signed = async (text: string, at = NOW / 1000) =>
  `t=${at},v1=${await hmacHex(SECRET, `${at}.${text}`)}`;

test('what the company tells later counts only signed, fresh and in words we know', async () => {
  const read = async (text: string, header: string | null, secret: string | null = SECRET) =>
    readCallback(bytes(text), header, secret, NOW);
  expect(await read(body, await signed(body))).toEqual({
    ok: true,
    value: { key: ORDER.key, state: 'delivered', at: NOW - 5, saidAt: NOW - 5, words: null },
  });
  expect(await read(`${body} `, await signed(body))).toMatchObject({ problem: { code: 'bad_signature' } });
  expect(await read(body, null)).toMatchObject({ problem: { code: 'bad_signature' } });
  expect(await read(body, await signed(body), null)).toMatchObject({ problem: { code: 'bad_signature' } });
  expect(await read(body, await signed(body, NOW / 1000 - 301))).toMatchObject({
    problem: { code: 'replayed' },
  });
  const strange = body.replace('delivered', 'teleported');
  expect(await read(strange, await signed(strange))).toMatchObject({ problem: { code: 'invalid_input' } });
  const ahead = JSON.stringify({ key: ORDER.key, status: 'sent', at: NOW + 9e9 });
  expect(await read(ahead, await signed(ahead))).toMatchObject({ value: { at: NOW } });
});
