import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openPortal, type OpenPortal } from './open-portal.ts';

const SEARCH = '/crm/objects/2026-09/contacts/search';
const free = { knobs: { callsPerTenSeconds: 1e9, searchesPerSecond: 1e9 } };
const PEOPLE = [
  { email: 'ada@acme.example', firstname: 'Ada', nps_score: '10', nps_date: '2026-05-01' },
  { email: 'bo@acme.example', firstname: 'Bo', nps_score: '9' },
  { firstname: 'Cy', nps_score: '2', nps_date: '2026-01-31' },
  { email: 'di@birch.example', firstname: 'Di' },
];

const filtered = (...filters: unknown[]) => ({ filterGroups: [{ filters }], properties: ['firstname'] });
async function names(portal: OpenPortal, body: unknown): Promise<string[]> {
  const answer = await portal.call('POST', SEARCH, body);
  return answer.body.results.map(
    (record: { properties: { firstname: string } }) => record.properties.firstname,
  );
}

test.each([
  [['Ada'], { propertyName: 'nps_score', operator: 'EQ', value: '10' }],
  [['Bo', 'Cy', 'Di'], { propertyName: 'nps_score', operator: 'NEQ', value: '10' }],
  [['Cy'], { propertyName: 'nps_score', operator: 'LT', value: '9' }],
  [['Bo', 'Cy'], { propertyName: 'nps_score', operator: 'LTE', value: '9' }],
  [['Ada'], { propertyName: 'nps_score', operator: 'GT', value: '9' }],
  [['Ada', 'Bo'], { propertyName: 'nps_score', operator: 'GTE', value: '9' }],
  [['Bo'], { propertyName: 'nps_score', operator: 'BETWEEN', value: '3', highValue: '9' }],
  [['Cy'], { propertyName: 'nps_date', operator: 'LT', value: String(Date.UTC(2026, 1, 1)) }],
  [['Ada', 'Di'], { propertyName: 'firstname', operator: 'IN', values: ['ada', 'DI'] }],
  [['Bo', 'Cy'], { propertyName: 'firstname', operator: 'NOT_IN', values: ['ada', 'DI'] }],
  [['Ada', 'Bo', 'Di'], { propertyName: 'email', operator: 'HAS_PROPERTY' }],
  [['Cy'], { propertyName: 'email', operator: 'NOT_HAS_PROPERTY' }],
  [['Ada', 'Bo'], { propertyName: 'email', operator: 'CONTAINS_TOKEN', value: '*acme*' }],
  [['Cy', 'Di'], { propertyName: 'hs_object_id', operator: 'GT', value: '100002' }],
  [['Ada'], { propertyName: 'hs_object_id', operator: 'LT', value: '100002' }],
  [['Bo', 'Cy'], { propertyName: 'hs_object_id', operator: 'BETWEEN', value: '100002', highValue: '100003' }],
])('finds %j', async (expected, filter) => {
  expect(await names(openPortal(PEOPLE), filtered(filter))).toEqual(expected);
});

test('groups are alternatives, sorts are honoured, and pages follow by number', async () => {
  const portal = openPortal(PEOPLE);
  const groups = ['10', '2'].map((value) => ({
    filters: [{ propertyName: 'nps_score', operator: 'EQ', value }],
  }));
  const sorts = [{ propertyName: 'nps_score', direction: 'DESCENDING' }];
  expect(await names(portal, { filterGroups: groups, sorts, properties: ['firstname'] })).toEqual([
    'Ada',
    'Cy',
  ]);
  const page = await portal.call('POST', SEARCH, { sorts: ['-hs_object_id'], limit: 3 });
  expect(page.body).toMatchObject({ total: 4, paging: { next: { after: '3' } } });
  expect(page.headers.get('x-hubspot-ratelimit-max')).toBeNull();
});

test.each([
  ['more than 200', { limit: 201 }],
  ['past the ten thousandth', { limit: 200, after: 9801 }],
  ['six groups', { filterGroups: Array.from({ length: 6 }, () => ({ filters: [] })) }],
  ['an unknown property', filtered({ propertyName: 'shoe', operator: 'EQ', value: '1' })],
  ['text against a number', filtered({ propertyName: 'nps_score', operator: 'GT', value: 'nine' })],
  ['an unknown operator', filtered({ propertyName: 'nps_score', operator: 'NEAR', value: '9' })],
])('%s is refused', async (_, body) => {
  expect(await openPortal(PEOPLE).call('POST', SEARCH, body)).toMatchObject({
    status: 400,
    body: { category: 'VALIDATION_ERROR' },
  });
});

test('the sixth search in a second is refused in its own words', async () => {
  const portal = openPortal(PEOPLE);
  for (let nth = 0; nth < 5; nth++) expect((await portal.call('POST', SEARCH, {})).status).toBe(200);
  const refused = await portal.call('POST', SEARCH, {});
  expect(refused).toMatchObject({ status: 429, body: { message: 'You have reached your secondly limit.' } });
  expect((await portal.call('GET', '/crm/v3/objects/contacts')).status).toBe(200);
});

test('search trails behind: new records are missing, changed ones show old values, until the lag is over', async () => {
  const portal = openPortal(PEOPLE, { knobs: { searchLagMs: 5000 } });
  await portal.call('POST', '/crm/v3/objects/contacts', { properties: { firstname: 'Eve' } });
  await portal.call('PATCH', '/crm/v3/objects/contacts/100001', { properties: { firstname: 'Adele' } });
  const all = { properties: ['firstname'], sorts: ['hs_object_id'] };
  expect(await names(portal, all)).toEqual(['Ada', 'Bo', 'Cy', 'Di']);
  portal.clock.now += 5000;
  expect(await names(portal, all)).toEqual(['Adele', 'Bo', 'Cy', 'Di', 'Eve']);
});

test('with ties on, changes within the tie share one modification time', async () => {
  const portal = openPortal(PEOPLE, { knobs: { modifiedTieMs: 10_000 } });
  for (const id of [100_001, 100_002]) {
    portal.clock.now += 1000;
    await portal.call('PATCH', `/crm/v3/objects/contacts/${id}`, { properties: { jobtitle: 'CTO' } });
  }
  const body = filtered({ propertyName: 'jobtitle', operator: 'EQ', value: 'CTO' });
  const { results } = (await portal.call('POST', SEARCH, body)).body;
  expect(results[0].updatedAt).toBe(results[1].updatedAt);
});

test('deleted records are never found', async () => {
  const portal = openPortal(PEOPLE);
  await portal.call('DELETE', '/crm/v3/objects/contacts/100001');
  expect(await names(portal, { properties: ['firstname'] })).toEqual(['Bo', 'Cy', 'Di']);
});

test('a search by modification time finds what a look at every record finds, whatever was changed', async () => {
  const change = fc.record({
    who: fc.integer({ min: 0, max: 29 }),
    wait: fc.integer({ min: 0, max: 3 }),
    drop: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(change, { maxLength: 40 }),
      fc.constantFrom(0, 3, 20, 60, 990 * 3_600_000, 2000 * 3_600_000),
      async (changes, back) => {
        const portal = openPortal(
          Array.from({ length: 30 }, (_, n) => ({ firstname: `P${n}` })),
          free,
        );
        for (const [nth, { who, wait, drop }] of changes.entries()) {
          portal.clock.now += wait;
          const path = `/crm/v3/objects/contacts/${100_001 + who}`;
          if (drop) await portal.call('DELETE', path);
          else await portal.call('PATCH', path, { properties: { firstname: `Changed ${nth}` } });
        }
        const since = portal.clock.now - back;
        const found = await portal.call('POST', SEARCH, {
          ...filtered({ propertyName: 'lastmodifieddate', operator: 'GTE', value: String(since) }),
          sorts: ['lastmodifieddate'],
          limit: 100,
        });
        const { results } = (await portal.call('GET', '/crm/v3/objects/contacts?limit=100')).body;
        const expected = results
          .filter((one: { updatedAt: string }) => Date.parse(one.updatedAt) >= since)
          .toSorted(
            (a: { id: string; updatedAt: string }, b: { id: string; updatedAt: string }) =>
              a.updatedAt.localeCompare(b.updatedAt) || Number(a.id) - Number(b.id),
          );
        const ids = (list: { id: string }[]) => list.map((one) => one.id);
        expect(ids(found.body.results)).toEqual(ids(expected));
        expect(found.body.total).toBe(expected.length);
      },
    ),
    { numRuns: 60 },
  );
});
