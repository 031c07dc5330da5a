import { expect, test } from 'vitest';
import { openPortal } from './open-portal.ts';

const people = (count: number) =>
  Array.from({ length: count }, (_, n) => ({ email: `p${n}@acme.example`, firstname: `P${n}` }));
const LIST = '/crm/objects/2026-09/contacts';

test('pages of at most a hundred lead through everybody once, in id order', async () => {
  const portal = openPortal(people(230));
  const seen: string[] = [];
  for (let after = ''; ;) {
    const { body } = await portal.call('GET', `${LIST}?limit=100${after && `&after=${after}`}`);
    seen.push(...body.results.map((record: { id: string }) => record.id));
    after = body.paging?.next.after ?? '';
    if (!after) break;
  }
  expect(seen).toEqual(Array.from({ length: 230 }, (_, n) => String(100_001 + n)));
});

test('the older path of the official client gives the same page', async () => {
  const portal = openPortal(people(3));
  const [dated, older] = [
    await portal.call('GET', LIST),
    await portal.call('GET', '/crm/v3/objects/contacts'),
  ];
  expect(older.body).toEqual(dated.body);
});

test('a page shows the properties asked for: null where empty, absent where unknown', async () => {
  const portal = openPortal(people(1));
  const { body } = await portal.call('GET', `${LIST}?properties=email&properties=phone,nonsense`);
  expect(body.results[0].properties).toEqual({
    email: 'p0@acme.example',
    phone: null,
    createdate: expect.any(String),
    hs_object_id: '100001',
    lastmodifieddate: expect.any(String),
  });
});

test.each([0, 101, 1.5])('a page of %s is refused', async (limit) => {
  expect((await openPortal().call('GET', `${LIST}?limit=${limit}`)).status).toBe(400);
});

test('cursors may be made up from ids until the knob makes them opaque', async () => {
  const portal = openPortal(people(5));
  expect((await portal.call('GET', `${LIST}?after=100004`)).body.results).toHaveLength(2);
  portal.sandbox.knobs.listCursor = 'opaque';
  const made = Buffer.from('100004').toString('base64url');
  expect((await portal.call('GET', `${LIST}?after=100004`)).status).toBe(400);
  expect((await portal.call('GET', `${LIST}?after=${made}`)).status).toBe(400);
  const { after } = (await portal.call('GET', `${LIST}?limit=3`)).body.paging.next;
  expect((await portal.call('GET', `${LIST}?after=${after}`)).body.results).toHaveLength(2);
});

test('associations come inline, a primary company under both its types, deleted records not at all', async () => {
  const portal = openPortal(
    people(1),
    {},
    {
      connect: ({ associations }) => {
        associations.connect('contacts', 100_001, 'companies', 900_000_001, true);
        associations.connect('contacts', 100_001, 'companies', 900_000_002, false);
        associations.connect('contacts', 100_001, 'deals', 2_000_000_001, false);
      },
    },
  );
  const read = () => portal.call('GET', `${LIST}/100001?associations=companies,deals`);
  expect((await read()).body.associations).toEqual({
    companies: {
      results: [
        { id: '900000001', type: 'contact_to_company' },
        { id: '900000001', type: 'contact_to_company_unlabeled' },
        { id: '900000002', type: 'contact_to_company' },
      ],
    },
    deals: { results: [{ id: '2000000001', type: 'contact_to_deal' }] },
  });
  await portal.call('DELETE', '/crm/objects/2026-09/companies/900000001');
  expect((await read()).body.associations.companies.results).toHaveLength(1);
});

test('a deleted contact leaves the list for the archived one, and comes back when restored', async () => {
  const portal = openPortal(people(3));
  await portal.call('DELETE', `${LIST}/100002`);
  const ids = async (query: string) =>
    (await portal.call('GET', `${LIST}${query}`)).body.results.map((record: { id: string }) => record.id);
  expect(await ids('')).toEqual(['100001', '100003']);
  expect(await ids('?archived=true')).toEqual(['100002']);
  expect((await portal.call('GET', `${LIST}/100002`)).status).toBe(404);
  await portal.call('POST', '/__sandbox/records/contacts/100002/restore');
  expect(await ids('')).toEqual(['100001', '100002', '100003']);
});

test('there is no next page of nothing but deleted contacts', async () => {
  const portal = openPortal(people(4));
  for (const id of [100_003, 100_004]) await portal.call('DELETE', `${LIST}/${id}`);
  const { body } = await portal.call('GET', `${LIST}?limit=2`);
  expect(body.results).toHaveLength(2);
  expect(body.paging).toBeUndefined();
});

test('values come back as strings, normalised, and an empty one clears', async () => {
  const portal = openPortal(people(1));
  const written = await portal.call('PATCH', `${LIST}/100001`, {
    properties: { nps_score: 9, nps_date: '1761955200000', email: 'New@Acme.Example', phone: '' },
  });
  expect(written.body.properties).toMatchObject({
    nps_score: '9',
    nps_date: '2025-11-01',
    email: 'new@acme.example',
  });
  await portal.call('PATCH', `${LIST}/100001`, { properties: { nps_score: '' } });
  expect(
    (await portal.call('GET', `${LIST}/100001?properties=nps_score`)).body.properties.nps_score,
  ).toBeNull();
});

test.each([
  ['nps_score', 'many', 'INVALID_LONG'],
  ['nps_date', '2026-02-30x', 'INVALID_DATE'],
  ['nps_date', '2026-02-03T10:00:00Z', 'INVALID_DATE'],
  ['email', 'nobody', 'INVALID_EMAIL'],
  ['lifecyclestage', 'fan', 'INVALID_OPTION'],
  ['lastmodifieddate', '1761955200000', 'READ_ONLY_VALUE'],
  ['shoe_size', '44', 'PROPERTY_DOESNT_EXIST'],
])('%s refuses %s as %s', async (name, value, error) => {
  const portal = openPortal(people(1));
  const refused = await portal.call('PATCH', `${LIST}/100001`, { properties: { [name]: value } });
  expect(refused).toMatchObject({ status: 400, body: { category: 'VALIDATION_ERROR' } });
  expect(refused.body.message).toContain(error);
});

test('an address that another contact holds is a conflict', async () => {
  const portal = openPortal(people(2));
  const refused = await portal.call('POST', LIST, { properties: { email: 'P1@acme.example' } });
  expect(refused).toMatchObject({ status: 409, body: { message: expect.stringContaining('100002') } });
});

test('the budget is a sliding ten seconds, told in headers, and spent with a 429', async () => {
  const portal = openPortal(people(1), { knobs: { callsPerTenSeconds: 3 } });
  const first = await portal.call('GET', LIST);
  expect(first.headers.get('x-hubspot-ratelimit-max')).toBe('3');
  expect(first.headers.get('x-hubspot-ratelimit-remaining')).toBe('2');
  portal.clock.now += 4000;
  await portal.call('GET', LIST);
  await portal.call('GET', LIST);
  const refused = await portal.call('GET', LIST);
  expect(refused).toMatchObject({
    status: 429,
    body: { errorType: 'RATE_LIMIT', policyName: 'TEN_SECONDLY_ROLLING' },
  });
  expect(refused.headers.get('retry-after')).toBeNull();
  portal.clock.now += 6000;
  expect((await portal.call('GET', LIST)).status).toBe(200);
  expect((await portal.call('GET', LIST)).status).toBe(429);
});

test('an unchanged write leaves no trace; a change moves the modification time', async () => {
  const portal = openPortal(people(1));
  const modified = async () => (await portal.call('GET', `${LIST}/100001`)).body.updatedAt;
  const before = await modified();
  await portal.call('PATCH', `${LIST}/100001`, { properties: { firstname: 'P0' } });
  expect(await modified()).toBe(before);
  await portal.call('PATCH', `${LIST}/100001`, { properties: { firstname: 'Q' } });
  expect(await modified()).toBe(new Date(portal.clock.now).toISOString());
});
