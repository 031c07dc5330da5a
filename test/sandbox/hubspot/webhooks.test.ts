import { createHmac } from 'node:crypto';
import { http } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Knobs } from './knobs.ts';
import { NOW, openPortal, type OpenPortal } from './open-portal.ts';
import type { WebhookEvent } from './webhook-event.ts';

const TARGET = 'https://app.groundswell.test/webhooks/hubspot';
interface Received {
  headers: Headers;
  text: string;
  events: WebhookEvent[];
}
let received: Received[] = [];
let refuse = 0;

const app = setupServer(
  http.post(TARGET, async ({ request }) => {
    const text = await request.text();
    if (refuse-- > 0) return new Response('', { status: 500 });
    received.push({ headers: request.headers, text, events: JSON.parse(text) as WebhookEvent[] });
    return new Response('');
  }),
);
beforeAll(() => app.listen({ onUnhandledFrame: 'error' }));
afterEach(() => {
  received = [];
  refuse = 0;
});
afterAll(() => app.close());

/** A portal of `count` contacts with the app installed and its webhooks on. */
async function installed(count: number, knobs: Partial<Knobs> = {}): Promise<OpenPortal> {
  const people = Array.from({ length: count }, (_, n) => ({
    email: `p${n}@acme.example`,
    firstname: `P${n}`,
  }));
  const quick = { webhookRetryMs: 0, webhookLateMs: 0, callsPerTenSeconds: 1e6 };
  const portal = openPortal(people, { webhookUrl: TARGET, knobs: { ...quick, ...knobs } });
  await portal.call('GET', '/account-info/2026-09/details');
  return portal;
}

const events = (): WebhookEvent[] => received.flatMap((one) => one.events);
const types = () => events().map((event) => event.subscriptionType);
const edit = (portal: OpenPortal, id: number, properties: Record<string, string>) =>
  portal.call('PATCH', `/__sandbox/records/contacts/${id}`, properties);

test('an edit in the portal is announced, signed over method, address, body and milliseconds', async () => {
  const portal = await installed(1);
  await edit(portal, 100_001, { nps_score: '10' });
  await portal.sandbox.webhooks.settled();
  const [delivery] = received;
  expect(delivery?.events).toMatchObject([
    {
      subscriptionType: 'contact.propertyChange',
      objectId: 100_001,
      portalId: portal.sandbox.portal.id,
      propertyName: 'nps_score',
      propertyValue: '10',
      occurredAt: NOW,
      changeSource: 'CRM_UI',
    },
  ]);
  const source = `POST${TARGET}${delivery?.text}${NOW}`;
  const expected = createHmac('sha256', 'sandbox-client-secret').update(source).digest('base64');
  expect(delivery?.headers.get('x-hubspot-request-timestamp')).toBe(String(NOW));
  expect(delivery?.headers.get('x-hubspot-signature-v3')).toBe(expected);
});

test('what the app itself writes comes back as an echo from the integration', async () => {
  const portal = await installed(1);
  await portal.call('PATCH', '/crm/v3/objects/contacts/100001', { properties: { jobtitle: 'CTO' } });
  await portal.sandbox.webhooks.settled();
  expect(events()).toMatchObject([{ changeSource: 'INTEGRATION', sourceId: String(portal.sandbox.app.id) }]);
});

test('nothing is sent before the app is installed or after it is revoked', async () => {
  const portal = openPortal([{ firstname: 'P' }], { webhookUrl: TARGET });
  await edit(portal, 100_001, { firstname: 'Q' });
  await portal.call('GET', '/account-info/2026-09/details');
  await portal.call('POST', '/__sandbox/tokens/revoke');
  await edit(portal, 100_001, { firstname: 'R' });
  await portal.sandbox.webhooks.settled();
  expect(received).toEqual([]);
});

test('properties the app does not subscribe to are kept quiet', async () => {
  const portal = await installed(1, { webhookProperties: ['nps_score'] });
  await edit(portal, 100_001, { nps_score: '9', jobtitle: 'CTO' });
  await portal.sandbox.webhooks.settled();
  expect(events().map((event) => event.propertyName)).toEqual(['nps_score']);
});

test('a batch holds at most a hundred events', async () => {
  const portal = await installed(250);
  for (let id = 100_001; id <= 100_250; id++) await edit(portal, id, { jobtitle: 'CTO' });
  await portal.sandbox.webhooks.settled();
  expect(new Set(events().map((event) => event.objectId)).size).toBe(250);
  for (const one of received) expect(one.events.length).toBeLessThanOrEqual(100);
});

test('a refused delivery comes again with its attempt counted, ten times at most', async () => {
  const portal = await installed(2);
  refuse = 2;
  await edit(portal, 100_001, { jobtitle: 'CTO' });
  await portal.sandbox.webhooks.settled();
  expect(events()).toMatchObject([{ attemptNumber: 2 }]);
  refuse = 100;
  await edit(portal, 100_002, { jobtitle: 'CTO' });
  await portal.sandbox.webhooks.settled();
  expect(received).toHaveLength(1);
  expect(portal.sandbox.webhooks.deliveries.filter((one) => one.status === 500)).toHaveLength(12);
});

test.each([
  [{ webhooksDropped: 1 }, 0],
  [{ webhooksDuplicated: 1 }, 2],
  [{ webhooksReordered: 1 }, 1],
])('%j: one change arrives %i times', async (knobs, times) => {
  const portal = await installed(1, knobs);
  await edit(portal, 100_001, { jobtitle: 'CTO' });
  await portal.sandbox.webhooks.settled();
  expect(events()).toHaveLength(times);
});

test('event ids repeat among different events', async () => {
  const portal = await installed(500);
  for (let id = 100_001; id <= 100_500; id++) await edit(portal, id, { jobtitle: 'CTO', phone: '1' });
  await portal.sandbox.webhooks.settled();
  expect(new Set(events().map((event) => event.eventId)).size).toBeLessThan(events().length);
});

test('create, delete, restore and erase are each announced, erasing twice', async () => {
  const portal = await installed(1);
  await portal.call('POST', '/__sandbox/records/contacts', { email: 'new@acme.example' });
  await portal.call('DELETE', '/__sandbox/records/contacts/100001');
  await portal.call('POST', '/__sandbox/records/contacts/100001/restore');
  await portal.call('POST', '/__sandbox/records/contacts/100001/erase');
  await portal.sandbox.webhooks.settled();
  expect(types()).toEqual([
    'contact.creation',
    'contact.propertyChange',
    'contact.deletion',
    'contact.restore',
    'contact.deletion',
    'contact.privacyDeletion',
  ]);
});

test('companies and deals are announced too, in the generic form where that is chosen', async () => {
  const portal = await installed(0);
  await portal.call('PATCH', '/__sandbox/records/deals/2000000001', { amount: '200' });
  portal.sandbox.knobs.webhookForm = 'generic';
  await portal.call('DELETE', '/__sandbox/records/companies/900000001');
  await portal.sandbox.webhooks.settled();
  expect(events()).toMatchObject([
    { subscriptionType: 'deal.propertyChange', objectId: 2_000_000_001 },
    {
      subscriptionType: 'object.deletion',
      objectTypeId: '0-2',
      objectId: 900_000_001,
      changeFlag: 'DELETED',
    },
  ]);
});

test('a merge names the survivor and those that are gone', async () => {
  const portal = await installed(2, { mergeGivesNewId: true });
  await portal.call('POST', '/__sandbox/records/contacts/merge', { primary: 100_001, other: 100_002 });
  await portal.sandbox.webhooks.settled();
  expect(
    events()
      .filter((event) => event.subscriptionType === 'contact.deletion')
      .map((event) => event.objectId),
  ).toEqual([100_001, 100_002]);
  expect(events().at(-1)).toMatchObject({
    subscriptionType: 'contact.merge',
    primaryObjectId: 100_001,
    mergedObjectIds: [100_002],
    newObjectId: 100_003,
  });
});
