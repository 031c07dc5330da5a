import { expect, test } from 'vitest';
import { openPortal } from './open-portal.ts';

const BATCH = '/crm/objects/2026-09/contacts/batch';
const PEOPLE = [
  { email: 'ada@acme.example', firstname: 'Ada' },
  { email: 'bo@acme.example', firstname: 'Bo' },
  { email: 'cy@acme.example', firstname: 'Cy' },
];
const ids = (...list: number[]) => list.map((id) => ({ id: String(id) }));

test('a batch read gives those it finds and names those it does not', async () => {
  const { status, body } = await openPortal(PEOPLE).call('POST', `${BATCH}/read`, {
    inputs: ids(100_001, 999_999, 100_003),
    properties: ['firstname'],
  });
  expect(status).toBe(207);
  expect(body.results.map((one: { id: string }) => one.id)).toEqual(['100001', '100003']);
  expect(body).toMatchObject({
    numErrors: 1,
    errors: [{ category: 'OBJECT_NOT_FOUND', context: { ids: ['999999'] } }],
  });
});

test('contacts can be read by their address', async () => {
  const inputs = [{ id: 'BO@acme.example' }];
  const { status, body } = await openPortal(PEOPLE).call('POST', `${BATCH}/read`, {
    inputs,
    idProperty: 'email',
  });
  expect(status).toBe(200);
  expect(body.results[0].id).toBe('100002');
});

test.each([
  ['the same id twice', ids(100_001, 100_001)],
  ['a hundred and one', ids(...Array.from({ length: 101 }, (_, n) => n))],
])('%s fails the batch', async (_, inputs) => {
  expect((await openPortal(PEOPLE).call('POST', `${BATCH}/read`, { inputs })).status).toBe(400);
});

const WRITES = {
  inputs: [
    { id: '100001', properties: { nps_score: '10' } },
    { id: '100002', properties: { nps_score: 'ten' } },
    { id: '100003', properties: { nps_score: '8' } },
  ],
};

test('a bad row fails alone and is named, the others land', async () => {
  const portal = openPortal(PEOPLE);
  const { status, body } = await portal.call('POST', `${BATCH}/update`, WRITES);
  expect(status).toBe(207);
  expect(body.results).toHaveLength(2);
  expect(body.errors[0]).toMatchObject({ category: 'VALIDATION_ERROR', context: { ids: ['100002'] } });
  expect(portal.sandbox.calls.writes().map((write) => write.id)).toEqual(['100001', '100003']);
});

test('with the knob, one bad row takes the batch along and is not named', async () => {
  const portal = openPortal(PEOPLE, { knobs: { batchFailure: 'whole' } });
  const { status, body } = await portal.call('POST', `${BATCH}/update`, WRITES);
  expect(status).toBe(400);
  expect(JSON.stringify(body)).not.toContain('100002');
  expect(portal.sandbox.calls.writes()).toEqual([]);
});

test('a contact the portal’s own rules reject refuses every write', async () => {
  const portal = openPortal(PEOPLE, { knobs: { rejectedContacts: ['100001'] } });
  const { body } = await portal.call('POST', `${BATCH}/update`, {
    inputs: [{ id: '100001', properties: { phone: '1' } }],
  });
  expect(body.errors[0].category).toBe('VALIDATION_ERROR');
});

test('an upsert by address updates those there and creates those not', async () => {
  const inputs = ['ada@acme.example', 'zoe@acme.example'].map((id) => ({
    id,
    idProperty: 'email',
    properties: { jobtitle: 'CTO' },
  }));
  const { body } = await openPortal(PEOPLE).call('POST', `${BATCH}/upsert`, { inputs });
  expect(body.results.map((one: { id: string; new: boolean }) => [one.id, one.new])).toEqual([
    ['100001', false],
    ['100004', true],
  ]);
});

test('a create names its bad rows only by the trace id they carry', async () => {
  const portal = openPortal(PEOPLE);
  const rows = [{ properties: { email: 'new@acme.example' } }, { properties: { email: 'ada@acme.example' } }];
  const untraced = await portal.call('POST', `${BATCH}/create`, { inputs: rows });
  expect(untraced.status).toBe(409);
  const inputs = rows.map((row, n) => ({ ...row, objectWriteTraceId: `row-${n}` }));
  const traced = await portal.call('POST', `${BATCH}/create`, { inputs });
  expect(traced.status).toBe(207);
  expect(traced.body.results[0].objectWriteTraceId).toBe('row-0');
  expect(traced.body.errors[0].context.objectWriteTraceId).toEqual(['row-1']);
});

test('a batch archive deletes', async () => {
  const portal = openPortal(PEOPLE);
  expect((await portal.call('POST', `${BATCH}/archive`, { inputs: ids(100_001, 100_002) })).status).toBe(204);
  expect(portal.sandbox.portal.counts().contacts).toBe(1);
});

test('associations are read a thousand at once, those without any named', async () => {
  const portal = openPortal(
    PEOPLE,
    {},
    {
      connect: ({ associations }) =>
        associations.connect('contacts', 100_001, 'companies', 900_000_001, true),
    },
  );
  const path = '/crm/v4/associations/contacts/companies/batch/read';
  const { status, body } = await portal.call('POST', path, { inputs: ids(100_001, 100_002) });
  expect(status).toBe(207);
  expect(body.results[0]).toEqual({
    from: { id: '100001' },
    to: [
      {
        toObjectId: 900_000_001,
        associationTypes: [
          { category: 'HUBSPOT_DEFINED', typeId: 1, label: 'Primary' },
          { category: 'HUBSPOT_DEFINED', typeId: 279, label: null },
        ],
      },
    ],
  });
  expect(body.errors).toHaveLength(1);
  expect(
    (await portal.call('POST', path, { inputs: ids(...Array.from({ length: 1001 }, (_, n) => n)) })).status,
  ).toBe(400);
});

test('associating with type 1 moves the primary company, and the contact’s property with it', async () => {
  const portal = openPortal(
    [{ associatedcompanyid: '900000001' }],
    {},
    {
      connect: ({ associations }) =>
        associations.connect('contacts', 100_001, 'companies', 900_000_001, true),
    },
  );
  await portal.call('POST', '/crm/associations/2026-09/contacts/companies/batch/create', {
    inputs: [{ from: { id: '100001' }, to: { id: '900000002' }, types: [{ associationTypeId: 1 }] }],
  });
  const { associations, tables } = portal.sandbox.portal;
  expect(tables.contacts.get(100_001)?.properties['associatedcompanyid']).toBe('900000002');
  expect(associations.of('contacts', 100_001, 'companies')).toEqual([
    { to: 900_000_001, primary: false },
    { to: 900_000_002, primary: true },
  ]);
});

test('writing a contact’s company property moves its primary association', async () => {
  const portal = openPortal(
    [{ associatedcompanyid: '900000001' }],
    {},
    {
      connect: ({ associations }) =>
        associations.connect('contacts', 100_001, 'companies', 900_000_001, true),
    },
  );
  await portal.call('PATCH', '/crm/v3/objects/contacts/100001', {
    properties: { associatedcompanyid: '900000002' },
  });
  const links = portal.sandbox.portal.associations.of('contacts', 100_001, 'companies');
  expect(links.find((link) => link.primary)?.to).toBe(900_000_002);
});
