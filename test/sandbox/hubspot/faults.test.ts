import { expect, test } from 'vitest';
import { fault, type FaultKind } from '../faults.ts';
import { openPortal } from './open-portal.ts';

const CONTACT = '/crm/objects/2026-09/contacts/100001';
const write = { properties: { jobtitle: 'CTO' } };

async function failing(kind: FaultKind) {
  const portal = openPortal([{ firstname: 'Ada' }]);
  portal.sandbox.knobs.faults = [fault(kind, { method: 'PATCH' })];
  const answer = await portal.call('PATCH', CONTACT, write);
  const jobtitle = portal.sandbox.portal.tables.contacts.get(100_001)?.properties['jobtitle'];
  return { answer, landed: jobtitle === 'CTO', again: (await portal.call('PATCH', CONTACT, write)).status };
}

test.each([
  ['rate-limited', 429],
  ['daily-limit', 429],
  ['locked', 423],
  ['migrating', 477],
  ['html-error', 502],
  ['reset-before', 0],
] as const)('%s refuses with %i and nothing is done', async (kind, status) => {
  const { answer, landed, again } = await failing(kind);
  expect(answer.status).toBe(status);
  expect(landed).toBe(false);
  expect(again).toBe(200);
});

test('a server error is one of the retryable ones', async () => {
  expect([500, 502, 503, 504]).toContain((await failing('server-error')).answer.status);
});

test.each([
  ['reset-after', 0],
  ['error-after', 504],
  ['truncated', 200],
  ['garbage', 200],
] as const)('%s answers %i although the write has landed', async (kind, status) => {
  const { answer, landed } = await failing(kind);
  expect(answer.status).toBe(status);
  expect(landed).toBe(true);
  expect(typeof answer.body).toBe('string');
});

test.each([
  ['timeout-before', false],
  ['timeout-after', true],
] as const)('%s answers nothing until the caller gives up', async (kind, landed) => {
  const portal = openPortal([{ firstname: 'Ada' }]);
  portal.sandbox.knobs.faults = [fault(kind)];
  const patience = new AbortController();
  const waiting = portal.fetch(
    new Request(`https://api.hubapi.com${CONTACT}`, {
      method: 'PATCH',
      headers: { authorization: `Bearer ${portal.token()}` },
      body: JSON.stringify(write),
      signal: patience.signal,
    }),
  );
  setImmediate(() => patience.abort());
  expect((await waiting).type).toBe('error');
  expect(portal.sandbox.portal.tables.contacts.get(100_001)?.properties['jobtitle'] === 'CTO').toBe(landed);
});

test('a rule fires as often as it says, on the paths it names, the first that fits winning', async () => {
  const portal = openPortal([{ firstname: 'Ada' }]);
  portal.sandbox.knobs.faults = [
    fault('locked', { path: '/owners', times: 2 }),
    fault('html-error', { times: null, ratio: 0 }),
  ];
  const owners = async () => (await portal.call('GET', '/crm/v3/owners')).status;
  expect((await portal.call('GET', CONTACT)).status).toBe(200);
  expect([await owners(), await owners(), await owners()]).toEqual([423, 423, 200]);
});

test('a bad knob is refused whole; a reset brings back knobs and records', async () => {
  const portal = openPortal([{ firstname: 'Ada' }], { knobs: { latencyMs: 1 } });
  const patch = (body: unknown) => portal.call('PATCH', '/__sandbox/knobs', body);
  expect((await patch({ latencyMs: 0, webhooksDropped: 2 })).status).toBe(400);
  expect((await patch({ latnecyMs: 0 })).status).toBe(400);
  expect(portal.sandbox.knobs.latencyMs).toBe(1);
  expect((await patch({ latencyMs: 0, faults: [{ kind: 'locked' }] })).body.faults[0]).toMatchObject({
    times: 1,
    ratio: 1,
  });
  await portal.call('DELETE', '/__sandbox/records/contacts/100001');
  await portal.call('POST', '/__sandbox/reset');
  expect(portal.sandbox.knobs).toMatchObject({ latencyMs: 1, faults: [] });
  expect((await portal.call('GET', CONTACT)).status).toBe(200);
});

test('the control interface counts calls by path and expires tokens', async () => {
  const portal = openPortal([{ firstname: 'Ada' }]);
  const token = portal.token();
  await portal.call('GET', CONTACT, undefined, token);
  await portal.call('POST', '/__sandbox/tokens/expire');
  expect((await portal.call('GET', CONTACT, undefined, token)).body.category).toBe('EXPIRED_AUTHENTICATION');
  expect((await portal.call('GET', CONTACT)).status).toBe(200);
  const { body } = await portal.call('GET', '/__sandbox/state');
  expect(body.calls).toEqual({ 'GET /crm/objects/2026-09/contacts/{id}': 3 });
  expect(body.statuses).toEqual({ 200: 2, 401: 1 });
});
