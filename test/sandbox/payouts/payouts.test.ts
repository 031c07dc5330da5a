import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fault } from '../faults.ts';
import { createPayoutDesk, type PayoutDesk } from './payouts.ts';
import { signPayout } from './signature.ts';

const NOW = Date.UTC(2026, 10, 1);
const SECRET = 'the-secret';
const ORDER = { amount: 5000, currency: 'USD', recipient: 'Ada', reference: 'reward 1' };
const desk = (secret: string | null = null) => createPayoutDesk({ secret, now: () => NOW });

async function order(
  one: PayoutDesk,
  key: string,
  body: unknown = ORDER,
  headers: Record<string, string> = {},
) {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const request = new Request('https://payouts.groundswell.test/payouts', {
    method: 'POST',
    headers: { ...(key ? { 'idempotency-key': key } : {}), ...headers },
    body: text,
  });
  const answer = await one.fetch(request);
  return { status: answer.status, text: answer.type === 'error' ? '' : await answer.text() };
}

test('the same key gives the first payout back and pays nothing more', async () => {
  const one = desk();
  const first = await order(one, 'reward:1');
  const again = await order(one, 'reward:1');
  expect([first.status, again.status]).toEqual([201, 200]);
  expect(again.text).toBe(first.text);
  expect(one.ledger.list()).toHaveLength(1);
  expect(one.ledger.asked).toBe(2);
});

test('a key used again for something else is refused', async () => {
  const one = desk();
  await order(one, 'reward:1');
  expect((await order(one, 'reward:1', { ...ORDER, amount: 1 })).status).toBe(409);
  expect(one.ledger.list()).toMatchObject([{ amount: 5000 }]);
});

test.each([
  ['no key', '', ORDER],
  ['half a cent', 'k', { ...ORDER, amount: 0.5 }],
  ['a negative amount', 'k', { ...ORDER, amount: -1 }],
  ['no currency', 'k', { ...ORDER, currency: 'dollars' }],
  ['something that is no JSON', 'k', '{'],
])('%s is refused', async (_, key, body) => {
  const one = desk();
  expect((await order(one, key, body)).status).toBe(400);
  expect(one.ledger.list()).toEqual([]);
});

const signed = (seconds: number, body = JSON.stringify(ORDER)) => ({
  'x-groundswell-signature': signPayout(SECRET, body, seconds),
});

test.each([
  ['right', 201, signed(NOW / 1000)],
  ['missing', 401, {}],
  ['of another body', 401, signed(NOW / 1000, '{}')],
  ['too old', 401, signed(NOW / 1000 - 301)],
  ['from the future', 401, signed(NOW / 1000 + 301)],
  [
    'with another time put in front',
    401,
    {
      'x-groundswell-signature': signed(NOW / 1000 - 1)['x-groundswell-signature'].replace(
        /t=\d+/,
        `t=${NOW / 1000}`,
      ),
    },
  ],
])('a signature that is %s gets %i', async (_, status, headers) => {
  expect((await order(desk(SECRET), 'k', ORDER, headers)).status).toBe(status);
});

test.each([
  ['server-error', 0],
  ['reset-before', 0],
  ['reset-after', 1],
  ['error-after', 1],
  ['garbage', 1],
] as const)('after %s there are %i payouts, and after a retry there is one', async (kind, paid) => {
  const one = desk();
  one.faults.push(fault(kind));
  expect((await order(one, 'reward:1')).text).not.toContain('"key":"reward:1"');
  expect(one.ledger.list()).toHaveLength(paid);
  await order(one, 'reward:1');
  expect(one.ledger.list()).toHaveLength(1);
});

test('whatever is asked in whatever order, each key is paid once', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 20 }),
      async (keys) => {
        const one = desk();
        await Promise.all(keys.map((key) => order(one, key)));
        expect(
          one.ledger
            .list()
            .map((payout) => payout.key)
            .toSorted(),
        ).toEqual([...new Set(keys)].toSorted());
      },
    ),
  );
});

test('the page shows what was paid, amounts as the currency writes them, names as text', async () => {
  const one = desk();
  await order(one, 'a', { ...ORDER, recipient: '<b>Ada</b>' });
  await order(one, 'b', { ...ORDER, amount: 7500, currency: 'JPY' });
  const page = await (await one.fetch(new Request('https://payouts.groundswell.test/'))).text();
  expect(page).toContain('$50.00');
  expect(page).toContain('¥7,500');
  expect(page).toContain('&lt;b&gt;Ada');
});

test('the control interface sets faults and starts afresh', async () => {
  const one = desk();
  const patch = (body: unknown) =>
    one.fetch(
      new Request('https://payouts.groundswell.test/__sandbox/knobs', {
        method: 'PATCH',
        body: JSON.stringify(body),
      }),
    );
  expect((await patch({ faults: [{ kind: 'nonsense' }] })).status).toBe(400);
  expect((await patch({ faults: [{ kind: 'server-error', times: null }] })).status).toBe(200);
  expect((await order(one, 'a')).status).toBeGreaterThanOrEqual(500);
  await one.fetch(new Request('https://payouts.groundswell.test/__sandbox/reset', { method: 'POST' }));
  expect((await order(one, 'a')).status).toBe(201);
});
