import { expect, test } from 'vitest';
import { openPortal, type OpenPortal } from './open-portal.ts';

const PEOPLE = [
  { email: 'ada@acme.example', firstname: 'Ada' },
  { email: 'ada.l@acme.example', firstname: 'Ada L', nps_score: '10' },
  { email: 'countess@acme.example' },
];
const CONTACTS = '/crm/objects/2026-09/contacts';
const merge = (portal: OpenPortal, primary: number, other: number) =>
  portal.call('POST', `${CONTACTS}/merge`, {
    primaryObjectId: String(primary),
    objectIdToMerge: String(other),
  });

test('the survivor keeps its values, takes those it lacked, and answers to the id that is gone', async () => {
  const portal = openPortal(PEOPLE);
  expect((await merge(portal, 100_001, 100_002)).body.id).toBe('100001');
  const found = await portal.call(
    'GET',
    `${CONTACTS}/100002?properties=firstname,nps_score,hs_merged_object_ids`,
  );
  expect(found.body).toMatchObject({
    id: '100001',
    properties: { firstname: 'Ada', nps_score: '10', hs_merged_object_ids: '100002' },
  });
  expect(portal.sandbox.portal.counts().contacts).toBe(2);
});

test('with the knob a merge gives an id that neither had', async () => {
  const portal = openPortal(PEOPLE, { knobs: { mergeGivesNewId: true } });
  expect((await merge(portal, 100_001, 100_002)).body.id).toBe('100004');
  const list = await portal.call('GET', CONTACTS);
  expect(list.body.results.map((one: { id: string }) => one.id)).toEqual(['100003', '100004']);
});

test('merging the survivor again leads every old id to the last one', async () => {
  const portal = openPortal(PEOPLE, { knobs: { mergeGivesNewId: true } });
  await merge(portal, 100_001, 100_002);
  await merge(portal, 100_003, 100_004);
  const inputs = [100_001, 100_002, 100_003, 100_004].map((id) => ({ id: String(id) }));
  const { body } = await portal.call('POST', `${CONTACTS}/batch/read`, {
    inputs,
    properties: ['hs_merged_object_ids'],
  });
  expect(body.results.map((one: { id: string }) => one.id)).toEqual(['100005']);
});

test('associations move to the survivor, which keeps its own primary company', async () => {
  const portal = openPortal(
    PEOPLE,
    {},
    {
      connect: ({ associations }) => {
        associations.connect('contacts', 100_001, 'companies', 900_000_001, true);
        associations.connect('contacts', 100_002, 'companies', 900_000_002, true);
        associations.connect('contacts', 100_002, 'deals', 2_000_000_001, false);
      },
    },
  );
  await merge(portal, 100_001, 100_002);
  const { associations } = portal.sandbox.portal;
  expect(associations.of('contacts', 100_001, 'companies')).toEqual([
    { to: 900_000_001, primary: true },
    { to: 900_000_002, primary: false },
  ]);
  expect(associations.of('deals', 2_000_000_001, 'contacts')).toEqual([{ to: 100_001, primary: false }]);
});

test('a record cannot be merged with itself or with nobody', async () => {
  const portal = openPortal(PEOPLE);
  expect((await merge(portal, 100_001, 100_001)).status).toBe(400);
  expect((await merge(portal, 100_001, 999_999)).status).toBe(404);
});

test('an erased contact is nowhere, by id or by address', async () => {
  const portal = openPortal(PEOPLE);
  const erased = await portal.call('POST', `${CONTACTS}/gdpr-delete`, {
    objectId: 'ada@acme.example',
    idProperty: 'email',
  });
  expect(erased.status).toBe(204);
  expect((await portal.call('GET', `${CONTACTS}/100001?archived=true`)).status).toBe(404);
  expect((await portal.call('GET', `${CONTACTS}?archived=true`)).body.results).toEqual([]);
  expect((await portal.call('POST', CONTACTS, { properties: { email: 'ada@acme.example' } })).status).toBe(
    201,
  );
});
