import { afterAll, beforeAll, expect, test } from 'vitest';
import { SANDBOX_API_KEY } from '#test/sandbox/tremendous/tremendous.ts';
import {
  ADMIN_TOKEN,
  startGroundswell,
  TREMENDOUS_PRIVATE_KEY,
  until,
  type RunningGroundswell,
} from '#test/support/running.ts';

let running: RunningGroundswell;

beforeAll(async () => {
  running = await startGroundswell({ people: 10, connect: ['hubspot'] });
  await running.synced();
});

afterAll(() => running.close());

interface Fulfilment {
  provider: string;
  state: string;
  key: string;
}

const put = async (body: unknown) =>
  fetch(`${running.appUrl}/api/v1/fulfilment/providers`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${ADMIN_TOKEN}`, 'content-type': 'application/json' },
    body: JSON.stringify({ by: 'admin', ...(body as object) }),
  });

const command = (id: string, change: unknown) =>
  fetch(`http://127.0.0.1:${running.sandbox.ports.tremendous}/__sandbox/orders/${encodeURIComponent(id)}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(change),
  });

test('a reward is ordered at Tremendous through its own client, and followed by its webhooks', async () => {
  const provider = {
    name: 'tremendous',
    settings: { environment: 'sandbox', campaign: 'C1' },
    secrets: { apiKey: SANDBOX_API_KEY, webhookKey: TREMENDOUS_PRIVATE_KEY },
  };
  const choices = [{ programme: '', kind: '', provider: 'tremendous' }];
  const saved = await put({ provider, choices });
  expect(saved.status).toBe(200);
  expect(await saved.text()).not.toContain(SANDBOX_API_KEY);

  const { items } = await running.api<{ items: { id: string; email: string | null }[] }>('/people?limit=50');
  const personId = items.find(({ email }) => email !== null)?.id;
  const proposal = {
    key: 'k1',
    personId,
    amount: 5001,
    currency: 'USD',
    act: 'Call',
    proposedBy: 'rep@acme.test',
  };
  const { id } = await running.api<{ id: string }>('/rewards', proposal);
  await running.api(`/rewards/${id}/decisions`, { decision: 'approve', by: 'admin' });
  const fulfilment = () => running.api<Fulfilment>(`/rewards/${id}/fulfilment`);
  const books = running.sandbox.tremendous.books;
  await until(async () => books.list().length === 1, 'the order', 20_000);
  await until(
    async () => (await running.api<{ state: string }>(`/rewards/${id}`)).state === 'paid',
    'the payment',
    20_000,
  );
  expect(books.list()).toMatchObject([{ denomination: 50.01, externalId: `reward:${id}:payout` }]);
  expect(await fulfilment()).toMatchObject({ provider: 'tremendous', state: 'ordered' });

  const told = await command(`reward:${id}:payout`, { delivery: 'SUCCEEDED' });
  expect(await told.json()).toEqual({ event: 'REWARDS.DELIVERY.SUCCEEDED', isTaken: true });
  await until(async () => (await fulfilment()).state === 'delivered', 'the delivery', 20_000);

  const now = Date.now();
  const compared = await running.api(
    `/fulfilment/reconciliation?from=${now - 86_400_000}&to=${now + 60_000}`,
  );
  expect(compared).toMatchObject({ booked: 1, listed: 1, differences: [] });
});

test.each(['http://127.0.0.1/', 'https://169.254.169.254/', 'https://metadata.google.internal/'])(
  '%s is refused when it is saved',
  async (url) => {
    const answer = await put({
      provider: { name: 'webhook', settings: { url }, secrets: { secret: 'a'.repeat(20) } },
    });
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ code: 'invalid_input', field: 'url' });
  },
);

test('an unsigned event is refused', async () => {
  const answer = await fetch(`${running.appUrl}/webhooks/tremendous`, { method: 'POST', body: '{}' });
  expect(answer.status).toBe(401);
});
