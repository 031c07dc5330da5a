import { http } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { openOrg } from './open-org.ts';

const APP_URL = 'https://app.example/webhooks/salesforce/secret';
const ACK =
  '<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"><soapenv:Body><notificationsResponse xmlns="http://soap.sforce.com/2005/09/outbound"><Ack>true</Ack></notificationsResponse></soapenv:Body></soapenv:Envelope>';
let answers: (() => Response)[] = [];
let bodies: string[] = [];
const network = setupServer(
  http.post(APP_URL, async ({ request }) => {
    bodies.push(await request.text());
    return (answers.shift() ?? (() => new Response(ACK)))();
  }),
);
beforeAll(() => network.listen({ onUnhandledFrame: 'error' }));
afterEach(() => {
  answers = [];
  bodies = [];
});
afterAll(() => network.close());

const open = (knobs = {}) =>
  openOrg(
    { Contact: [{ LastName: 'A & <B>' }] },
    { webhookUrl: APP_URL, knobs: { outboundRetryMs: 1, ...knobs } },
  );
const ids = (body: string): string[] =>
  [...body.matchAll(/<sf:Id>(\w+)<\/sf:Id>/g)].map((found) => found[1] ?? '');

test('a change is told in Salesforce’s envelope, without a session', async () => {
  const org = open();
  const id = org.ids['Contact']?.[0] ?? '';
  org.sandbox.admin.update('Contact', id, { Title: 'CTO' });
  await org.sandbox.outbound.settled();
  expect(bodies[0]).toContain(`<OrganizationId>${org.sandbox.org.id}</OrganizationId>`);
  expect(bodies[0]).toContain('<SessionId xsi:nil="true"/>');
  expect(bodies[0]).toContain(
    '<sObject xsi:type="sf:Contact" xmlns:sf="urn:sobject.enterprise.soap.sforce.com">',
  );
  expect(bodies[0]).toContain('<sf:SystemModstamp>2026-11-01T12:00:00.000Z</sf:SystemModstamp>');
  expect(ids(bodies[0] ?? '')).toEqual([id]);
});

test('up to a hundred of one object go in a message; deletions and other objects are not told', async () => {
  const org = open({ outboundObjects: ['Lead'] });
  const leads = Array.from({ length: 130 }, (_, n) =>
    org.sandbox.admin.create('Lead', { LastName: `L${n}`, Company: 'C' }),
  );
  org.sandbox.admin.remove('Lead', leads[0] ?? '');
  org.sandbox.admin.create('Contact', { LastName: 'Quiet' });
  await org.sandbox.outbound.settled();
  expect(new Set(bodies.map((body) => ids(body).length))).toEqual(new Set([100, 30]));
});

test('what is not acknowledged comes again with the same notification id', async () => {
  const org = open();
  answers = [() => new Response('', { status: 500 }), () => new Response(ACK.replace('true', 'false'))];
  org.sandbox.admin.update('Contact', org.ids['Contact']?.[0] ?? '', { Title: 'CTO' });
  await org.sandbox.outbound.settled();
  expect(bodies).toHaveLength(3);
  expect(new Set(bodies).size).toBe(1);
  expect(org.sandbox.outbound.deliveries.map((one) => one.acknowledged)).toEqual([false, false, true]);
});

test('messages are lost and sent twice as the knobs say', async () => {
  const org = open({ outboundDropped: 1 });
  const id = org.ids['Contact']?.[0] ?? '';
  org.sandbox.admin.update('Contact', id, { Title: 'CTO' });
  await org.sandbox.outbound.settled();
  expect(bodies).toEqual([]);
  Object.assign(org.sandbox.knobs, { outboundDropped: 0, outboundDuplicated: 1 });
  org.sandbox.admin.update('Contact', id, { Title: 'CEO' });
  await org.sandbox.outbound.settled();
  expect(ids(bodies[0] ?? '')).toEqual([id, id]);
});
