import { expect, test } from 'vitest';
import { openPortal } from './open-portal.ts';

const PROPERTIES = '/crm/properties/2026-09/contacts';
const GROUP = { name: 'ours', label: 'Ours' };
const STATUS = {
  name: 'our_status',
  label: 'Status',
  groupName: 'ours',
  type: 'enumeration',
  fieldType: 'select',
  options: [{ label: 'Fan', value: 'fan' }],
  formField: false,
};

test('a group, then its property, and both say so when they exist already', async () => {
  const portal = openPortal();
  expect((await portal.call('POST', PROPERTIES, STATUS)).status).toBe(400);
  expect((await portal.call('POST', `${PROPERTIES}/groups`, GROUP)).status).toBe(201);
  expect((await portal.call('POST', `${PROPERTIES}/groups`, GROUP)).status).toBe(409);
  expect((await portal.call('POST', PROPERTIES, STATUS)).status).toBe(201);
  expect(await portal.call('POST', PROPERTIES, STATUS)).toMatchObject({
    status: 409,
    body: { category: 'OBJECT_ALREADY_EXISTS' },
  });
  expect((await portal.call('GET', `${PROPERTIES}/our_status`)).body).toMatchObject({
    type: 'enumeration',
    groupName: 'ours',
  });
});

test('a batch creates what it can and names the rest', async () => {
  const portal = openPortal();
  await portal.call('POST', `${PROPERTIES}/groups`, GROUP);
  const inputs = [STATUS, { ...STATUS, name: 'email', type: 'string', fieldType: 'text' }];
  const { status, body } = await portal.call('POST', `${PROPERTIES}/batch/create`, { inputs });
  expect(status).toBe(207);
  expect(body.results).toHaveLength(1);
  expect(body.errors[0].category).toBe('OBJECT_ALREADY_EXISTS');
});

test.each(['Our_Status', 'our status', '1st'])('%s is no property name', async (name) => {
  const portal = openPortal();
  await portal.call('POST', `${PROPERTIES}/groups`, GROUP);
  expect((await portal.call('POST', PROPERTIES, { ...STATUS, name })).status).toBe(400);
});

test('an administrator can delete a property or change its type under the app', async () => {
  const portal = openPortal([{ nps_score: '9', csat_score: '4' }]);
  await portal.call('DELETE', '/__sandbox/properties/contacts/nps_score');
  await portal.call('PATCH', '/__sandbox/properties/contacts/csat_score', { type: 'string' });
  const { body } = await portal.call(
    'GET',
    '/crm/v3/objects/contacts/100001?properties=nps_score,csat_score',
  );
  expect(body.properties).not.toHaveProperty('nps_score');
  expect(body.properties.csat_score).toBe('4');
  expect((await portal.call('GET', `${PROPERTIES}/nps_score`)).status).toBe(404);
  const names = (await portal.call('GET', PROPERTIES)).body.results.map((one: { name: string }) => one.name);
  expect(names).toContain('csat_score');
  expect(names).not.toContain('nps_score');
});

test('owners come in pages, those who left only when asked for', async () => {
  const owner = (n: number, archived: boolean) => ({
    id: `${n}`,
    email: `o${n}@acme.example`,
    firstName: 'O',
    lastName: `${n}`,
    archived,
  });
  const portal = openPortal([], {}, { owners: [owner(1, false), owner(2, false), owner(3, true)] });
  const first = await portal.call('GET', '/crm/v3/owners/?limit=1');
  expect(first.body.results[0]).toMatchObject({ id: '1', type: 'PERSON', userId: 50_000_001 });
  const second = await portal.call(
    'GET',
    `/crm/owners/2026-09?limit=1&after=${first.body.paging.next.after}`,
  );
  expect(second.body.results[0].id).toBe('2');
  expect(second.body.paging).toBeUndefined();
  expect((await portal.call('GET', '/crm/v3/owners?archived=true')).body.results).toHaveLength(1);
  expect((await portal.call('GET', '/crm/v3/owners?limit=501')).status).toBe(400);
});
