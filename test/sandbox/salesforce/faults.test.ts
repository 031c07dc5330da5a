import { expect, test } from 'vitest';
import { fault, type FaultKind } from '../faults.ts';
import { openOrg } from './open-org.ts';

const LIMITS = '/services/data/v67.0/limits';

test.each([
  ['rate-limited', 403, 'REQUEST_LIMIT_EXCEEDED'],
  ['daily-limit', 403, 'REQUEST_LIMIT_EXCEEDED'],
  ['locked', 400, 'UNABLE_TO_LOCK_ROW'],
  ['migrating', 503, 'SERVER_UNAVAILABLE'],
] as const satisfies [FaultKind, number, string][])(
  '%s is refused in Salesforce’s words',
  async (kind, status, code) => {
    const org = openOrg();
    org.sandbox.knobs.faults = [fault(kind)];
    const { status: got, body } = await org.call('GET', LIMITS);
    expect([got, body[0].errorCode]).toEqual([status, code]);
  },
);

test('every answer tells the time and what of the day is used, until nothing is left', async () => {
  const org = openOrg({}, { usageLimit: 3, knobs: { callsByOthers: 1 } });
  const answers = [];
  for (let n = 0; n < 3; n++) answers.push(await org.call('GET', LIMITS));
  expect(answers.map((one) => [one.status, one.headers.get('sforce-limit-info')])).toEqual([
    [200, 'api-usage=2/3'],
    [200, 'api-usage=3/3'],
    [403, 'api-usage=3/3'],
  ]);
  expect(answers[0]?.headers.get('date')).toBe('Sun, 01 Nov 2026 12:00:00 GMT');
  expect(answers[1]?.body.DailyApiRequests).toEqual({ Max: 3, Remaining: 0 });
  org.clock.now += 25 * 3_600_000;
  const later = { authorization: `Bearer ${org.token()}` };
  expect((await org.call('GET', LIMITS, undefined, later)).status).toBe(200);
});

test('a share of calls finds its session ended, for good', async () => {
  const org = openOrg({}, { knobs: { sessionsLost: 1 } });
  expect((await org.call('GET', LIMITS)).status).toBe(401);
  org.sandbox.knobs.sessionsLost = 0;
  expect((await org.call('GET', LIMITS)).status).toBe(401);
});

test('a bad knob is refused whole; a reset brings back knobs and records', async () => {
  const org = openOrg({ Contact: [{ LastName: 'One' }] });
  const id = org.ids['Contact']?.[0];
  expect((await org.call('PATCH', '/__sandbox/knobs', { latencyMs: 0, rowsLocked: 2 })).status).toBe(400);
  expect((await org.call('PATCH', '/__sandbox/knobs', { bulkSteps: 4 })).body.bulkSteps).toBe(4);
  await org.call('PATCH', '/__sandbox/fields/Contact/Title', { hidden: true });
  await org.call('POST', `/__sandbox/records/Contact/${id}/acts`, { act: 'nps', score: 9 });
  expect((await org.call('GET', `/__sandbox/records/Contact/${id}`)).body).toMatchObject({
    NPS_Score__c: 9,
    NPS_Date__c: '2026-11-01',
  });
  expect((await org.query('SELECT Title FROM Contact')).status).toBe(400);
  await org.call('POST', '/__sandbox/reset');
  expect(org.sandbox.knobs.bulkSteps).toBe(1);
  expect((await org.query('SELECT Title, NPS_Score__c FROM Contact')).body.records).toMatchObject([
    { NPS_Score__c: null },
  ]);
});

test('over HTTP records are made, edited, merged, converted, deleted, restored and erased', async () => {
  const org = openOrg();
  const path = '/__sandbox/records';
  const make = async (object: string, values: unknown) =>
    (await org.call('POST', `${path}/${object}`, values)).body.Id;
  const one = await make('Contact', { LastName: 'One' });
  const two = await make('Contact', { LastName: 'Two', Title: 'CTO' });
  expect((await org.call('PATCH', `${path}/Contact/${one}`, { FirstName: 'Ann' })).body.Name).toBe('Ann One');
  expect((await org.call('POST', `${path}/Contact/merge`, { master: one, others: [two] })).body.Title).toBe(
    'CTO',
  );
  const lead = await make('Lead', { LastName: 'L', Company: 'C' });
  expect((await org.call('POST', `${path}/Lead/${lead}/convert`)).body.contactId).toMatch(/^003/);
  expect((await org.call('DELETE', `${path}/Contact/${one}`)).status).toBe(204);
  expect((await org.call('POST', `${path}/Contact/${one}/restore`)).status).toBe(204);
  expect((await org.call('POST', `${path}/Contact/${one}/erase`)).status).toBe(204);
  expect((await org.call('GET', `${path}/Contact/${one}`)).status).toBe(404);
});
