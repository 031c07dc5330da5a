import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { hmacHex } from '#server/fulfilment/signature.ts';
import { readEvent } from '#server/fulfilment/tremendous/events.ts';
import { tremendous } from '#server/fulfilment/tremendous/tremendous.ts';
import type { PayoutOrder } from '#server/workspace/outbox/doors.ts';
import { fault, type FaultKind } from '#test/sandbox/faults.ts';
import { createTremendous, SANDBOX_API_KEY } from '#test/sandbox/tremendous/tremendous.ts';

const vendor = createTremendous({ now: () => Date.UTC(2026, 10, 22) });
const server = setupServer(...vendor.handlers);
const baseUrl = 'https://testflight.tremendous.com/api/v2';
const provider = tremendous({ apiKey: SANDBOX_API_KEY, baseUrl, fundingSource: 'balance', campaign: 'C1' });
const ORDER: PayoutOrder = {
  provider: 'tremendous',
  edition: 1,
  key: 'reward:R0001:payout',
  rewardId: 'R0001',
  amount: 5001,
  currency: 'USD',
  act: 'Reference call',
  recipient: { name: 'Ada', email: 'ada@example.com' },
};

beforeAll(() => server.listen({ onUnhandledFrame: 'error' }));
afterEach(() => {
  vendor.books.clear();
  vendor.faults.length = 0;
});
afterAll(() => server.close());

test('an order is made once however often it is asked, in the decimals of its currency', async () => {
  const first = await provider.order(ORDER);
  expect(await provider.order(ORDER)).toEqual(first);
  await provider.order({ ...ORDER, key: 'reward:R0002:payout', amount: 5000, currency: 'JPY' });
  expect(first).toMatchObject({
    ok: true,
    value: { state: 'ordered', paid: true, item: expect.any(String) },
  });
  expect(vendor.books.list().map(({ denomination, currency }) => [denomination, currency])).toEqual([
    [5000, 'JPY'],
    [50.01, 'USD'],
  ]);
});

test.each<[FaultKind, number]>([
  ['server-error', 0],
  ['html-error', 0],
  ['rate-limited', 0],
  ['reset-before', 0],
  ['reset-after', 1],
  ['error-after', 1],
  ['truncated', 1],
  ['garbage', 1],
])(
  'after %s nothing is taken for an answer, and the same key asks again without a second order',
  async (kind, made) => {
    vendor.faults.push(fault(kind));
    expect(await provider.order(ORDER)).toMatchObject({ ok: false, retryAfter: expect.any(Number) });
    expect(vendor.books.list()).toHaveLength(made);
    expect(await provider.order(ORDER)).toMatchObject({ ok: true });
    expect(vendor.books.list()).toHaveLength(1);
  },
);

test('what was ordered first stands where the person was renamed since', async () => {
  await provider.order(ORDER);
  const renamed = { ...ORDER, recipient: { name: 'Ada L.', email: 'ada@new.example' } };
  expect(await provider.order(renamed)).toMatchObject({ ok: true, value: { paid: true } });
});

test('another sum under the key is never taken for this payment', async () => {
  await provider.order(ORDER);
  const answer = await provider.order({ ...ORDER, amount: 9900 });
  expect(answer).toMatchObject({ ok: false, retryAfter: null, problem: { code: 'key_conflict' } });
});

test('a status nobody knows is no status', async () => {
  vendor.books.firstStatus = 'HALF DONE' as never;
  expect(await provider.order(ORDER)).toMatchObject({ ok: false, retryAfter: 0 });
});

test('money has not left while the order waits for a yes there', async () => {
  vendor.books.firstStatus = 'PENDING APPROVAL';
  expect(await provider.order(ORDER)).toMatchObject({ ok: true, value: { state: 'ordered', paid: false } });
  const name = { key: ORDER.key, reference: null, item: null };
  expect(await provider.cancel(name)).toEqual({ ok: true, value: 'void' });
  expect(await provider.status(name)).toMatchObject({ value: { state: 'returned' } });
});

test('a reward on its way cannot be taken back, one that bounced can', async () => {
  await provider.order(ORDER);
  const name = { key: ORDER.key, reference: null, item: null };
  expect(await provider.cancel(name)).toMatchObject({ ok: false });
  vendor.books.find(ORDER.key)!.delivery = 'FAILED';
  expect(await provider.status(name)).toMatchObject({ value: { state: 'failed', paid: true } });
  expect(await provider.cancel(name)).toEqual({ ok: true, value: 'void' });
});

test('a wrong key is said to be wrong, and is in no message', async () => {
  const wrong = tremendous({ apiKey: 'SECRET-KEY', baseUrl, fundingSource: 'balance', campaign: 'C1' });
  for (const answer of [await wrong.order(ORDER), await wrong.test()]) {
    expect(answer).toMatchObject({ ok: false, retryAfter: null, problem: { code: 'vendor_revoked' } });
    expect(JSON.stringify(answer)).not.toContain('SECRET-KEY');
  }
  expect(await provider.test()).toMatchObject({ ok: true });
});

test.each([
  [{ currency: 'XYZ' }, 'currency'],
  [{ recipient: { name: 'Ada', email: null } }, 'email'],
])('what cannot be sent there is refused before it leaves: %j', async (change, field) => {
  const answer = await provider.order({ ...ORDER, ...change });
  expect(answer).toMatchObject({ ok: false, retryAfter: null, problem: { field } });
  expect(vendor.books.asked).toBe(0);
});

test('the list tells keys, sums and whether money is out', async () => {
  await provider.order(ORDER);
  const day = { from: Date.UTC(2026, 10, 21), to: Date.UTC(2026, 10, 23) };
  expect(await provider.list(day)).toMatchObject({
    ok: true,
    value: [{ key: ORDER.key, amount: 5001, currency: 'USD', paid: true }],
  });
  expect(await provider.list({ from: 0, to: 1 })).toEqual({ ok: true, value: [] });
});

const bytes = (text: string) => new TextEncoder().encode(text);
const EVENT = '{"event":"REWARDS.DELIVERY.FAILED","payload":{"resource":{"id":"RWD1","type":"rewards"}}}';

test('an event counts only with the signature of its very bytes', async () => {
  const signature = `sha256=${await hmacHex('the-private-key', EVENT)}`;
  const read = (body: string, header: string | null, secret: string | null = 'the-private-key') =>
    readEvent(bytes(body), header, secret);
  expect(await read(EVENT, signature)).toMatchObject({ ok: true, value: { id: 'RWD1', isReturn: false } });
  for (const [body, header, secret] of [
    [`${EVENT} `, signature],
    [EVENT, null],
    [EVENT, signature.replace('sha256=', '')],
    [EVENT, `sha256=${'0'.repeat(64)}`],
    [EVENT, signature, null],
  ] as const) {
    expect(await read(body, header, secret)).toMatchObject({ ok: false, problem: { code: 'bad_signature' } });
  }
});
