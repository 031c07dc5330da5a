import { expect, test } from 'vitest';
import { openOrg, type OpenOrg } from './open-org.ts';

const people = () =>
  openOrg({
    Account: [{ Name: 'Acme' }, { Name: 'Birch' }],
    Contact: [
      { FirstName: 'Ada', LastName: "O'Brien", Email: 'Ada@Acme.example', NPS_Score__c: 9 },
      { FirstName: 'Bo', LastName: '50%_off', Email: null, NPS_Score__c: 3, NPS_Date__c: '2026-01-02' },
      { FirstName: 'Cy', LastName: 'Ng', HasOptedOutOfEmail: true },
    ],
    Campaign: [{ Name: 'Day', Type: 'Conference' }],
  });

async function found(org: OpenOrg, where: string): Promise<string> {
  const { body, status } = await org.query(`SELECT FirstName FROM Contact WHERE ${where} ORDER BY Id`);
  expect([status, body]).toMatchObject([200, { done: true }]);
  return body.records.map((one: { FirstName: string }) => one.FirstName).join(' ');
}

test.each([
  ["email = 'ADA@acme.EXAMPLE'", 'Ada'],
  [String.raw`LastName = 'O\'Brien'`, 'Ada'],
  [String.raw`LastName LIKE '50\%\_o%'`, 'Bo'],
  ["LastName LIKE '_g'", 'Cy'],
  ["Email != 'ada@acme.example'", 'Bo Cy'],
  ['Email = null', 'Bo Cy'],
  ['NPS_Score__c >= 3 AND NPS_Score__c < 9', 'Bo'],
  ['NPS_Date__c > 2026-01-01', 'Bo'],
  ['HasOptedOutOfEmail = FALSE', 'Ada Bo'],
  ["FirstName IN ('ada', 'cy')", 'Ada Cy'],
  ["FirstName NOT IN ('Ada')", 'Bo Cy'],
  ["NOT (FirstName = 'Ada' OR FirstName = 'Bo')", 'Cy'],
  ["(FirstName = 'Ada' OR FirstName = 'Bo') AND NPS_Score__c = 3", 'Bo'],
  ['SystemModstamp >= 2026-09-20T21:00:00Z AND SystemModstamp < 2026-09-20T22:00:00.000+00:00', 'Bo'],
  ['SystemModstamp > 2026-09-20T23:00:00+02:00', 'Cy'],
])('WHERE %s finds %s', async (where, names) => {
  expect(await found(people(), where)).toBe(names);
});

test('a row names its type and address; related fields stand in objects of their own, or null', async () => {
  const org = people();
  const [account] = org.ids['Account'] ?? [];
  org.sandbox.admin.update('Contact', org.ids['Contact']?.[0] ?? '', { AccountId: account ?? null });
  const { body } = await org.query(
    'select id, account.name, Account.Owner.LastName from contact order by Id',
  );
  expect(body.records[0]).toEqual({
    attributes: { type: 'Contact', url: `/services/data/v67.0/sobjects/Contact/${org.ids['Contact']?.[0]}` },
    Id: org.ids['Contact']?.[0],
    Account: {
      attributes: { type: 'Account', url: `/services/data/v67.0/sobjects/Account/${account}` },
      Name: 'Acme',
      Owner: { attributes: expect.objectContaining({ type: 'User' }), LastName: 'Min' },
    },
  });
  expect(body.records[1].Account).toBeNull();
});

test('rows are sorted by several keys, empty ones first unless told otherwise', async () => {
  const org = people();
  const names = async (order: string) =>
    (await org.query(`SELECT FirstName FROM Contact ORDER BY ${order}`)).body.records.map(
      (one: { FirstName: string }) => one.FirstName,
    );
  expect(await names('NPS_Score__c, FirstName')).toEqual(['Cy', 'Bo', 'Ada']);
  expect(await names('NPS_Score__c DESC NULLS LAST')).toEqual(['Ada', 'Bo', 'Cy']);
  expect(await names('SystemModstamp DESC, Id LIMIT 1')).toEqual(['Cy']);
});

test('a count has a total and no rows', async () => {
  const { body } = await people().query('SELECT COUNT() FROM Contact WHERE NPS_Score__c != null');
  expect(body).toEqual({ totalSize: 2, done: true, records: [] });
});

test.each([
  ['SELECT Nope FROM Contact', 'INVALID_FIELD', "No such column 'Nope' on entity 'Contact'."],
  ['SELECT Nope.Name FROM Contact', 'INVALID_FIELD', "Didn't understand relationship 'Nope' in field path."],
  ['SELECT Id, id FROM Contact', 'INVALID_FIELD', 'duplicate field selected: Id'],
  ['SELECT Id FROM Nope', 'INVALID_TYPE', "sObject type 'Nope' is not supported."],
  ['SELECT Id FRM Contact', 'MALFORMED_QUERY', "unexpected token: 'FRM'"],
  [
    "SELECT Id FROM Contact WHERE Id = '1' AND Id = '2' OR Id = '3'",
    'MALFORMED_QUERY',
    "unexpected token: 'OR'",
  ],
  ['SELECT Id FROM Contact WHERE Name = {x}', 'MALFORMED_QUERY', "unexpected token: '{'"],
  [
    "SELECT Id FROM Contact WHERE NPS_Score__c = '9'",
    'INVALID_FIELD',
    'must be of type double and should not be enclosed in quotes',
  ],
  ["SELECT Id FROM Contact WHERE CreatedDate > '2026-01-01'", 'INVALID_FIELD', 'must be of type dateTime'],
  ["SELECT Id FROM Contact WHERE Id = 'abc'", 'INVALID_QUERY_FILTER_OPERATOR', 'invalid ID field: abc'],
  ["SELECT Id FROM Contact WHERE Description = 'x'", 'INVALID_FIELD', 'can not be filtered'],
])('%s is refused as %s', async (soql, code, message) => {
  const { status, body } = await people().query(soql);
  expect([status, body[0].errorCode]).toEqual([400, code]);
  expect(body[0].message).toContain(message);
});

test('hidden fields and objects are gone from describe and queries, optional ones follow their feature', async () => {
  const org = people();
  const fields = async (object: string): Promise<string[]> =>
    (await org.call('GET', `/services/data/v67.0/sobjects/${object}/describe`)).body.fields.map(
      (one: { name: string }) => one.name,
    );
  org.sandbox.admin.hideField('Contact', 'NPS_Score__c');
  expect(await fields('Contact')).not.toContain('NPS_Score__c');
  expect(await fields('Contact')).toContain('CurrencyIsoCode');
  expect((await org.query('SELECT NPS_Score__c FROM Contact')).body[0].errorCode).toBe('INVALID_FIELD');
  Object.assign(org.sandbox.knobs, { multiCurrency: false, packageInstalled: false });
  expect(await fields('Contact')).not.toContain('CurrencyIsoCode');
  const gone = await org.call('GET', '/services/data/v67.0/sobjects/Advocacy_Profile__c/describe');
  expect([gone.status, gone.body[0].errorCode]).toEqual([404, 'NOT_FOUND']);
  org.sandbox.admin.hideObject('Lead');
  expect((await org.query('SELECT Id FROM Lead')).body[0].errorCode).toBe('INVALID_TYPE');
});

test('pages follow the locator to the end, without rows deleted meanwhile', async () => {
  const org = openOrg({ Contact: Array.from({ length: 450 }, (_, n) => ({ LastName: `L${n}` })) });
  const first = await org.query('SELECT Id FROM Contact', 'query', { 'sforce-query-options': 'batchSize=1' });
  expect(first.body).toMatchObject({ totalSize: 450, done: false });
  expect(first.body.records).toHaveLength(200);
  expect(first.body.nextRecordsUrl).toMatch(/^\/services\/data\/v67\.0\/query\/01g\w{15}-200$/);
  org.sandbox.admin.remove('Contact', org.ids['Contact']?.[205] ?? '');
  const second = await org.call('GET', first.body.nextRecordsUrl);
  expect(second.body.records).toHaveLength(199);
  const third = await org.call('GET', second.body.nextRecordsUrl);
  expect([third.body.done, third.body.records.length, third.body.nextRecordsUrl]).toEqual([
    true,
    50,
    undefined,
  ]);
  org.clock.now += 2 * 86_400_000;
  const late = await org.call('GET', first.body.nextRecordsUrl, undefined, {
    authorization: `Bearer ${org.token()}`,
  });
  expect([late.status, late.body[0].errorCode]).toEqual([400, 'INVALID_QUERY_LOCATOR']);
});

test('an eleventh open query closes the first', async () => {
  const org = openOrg(
    { Contact: Array.from({ length: 3 }, () => ({ LastName: 'L' })) },
    { knobs: { queryBatchSize: 1 } },
  );
  const pages = [];
  for (let n = 0; n < 11; n++) pages.push((await org.query('SELECT Id FROM Contact')).body.nextRecordsUrl);
  expect((await org.call('GET', pages[0])).status).toBe(400);
  expect((await org.call('GET', pages[1])).status).toBe(200);
});

test('related rows come along, in pages of their own where they are many', async () => {
  const org = people();
  const contact = org.ids['Contact']?.[0] ?? null;
  const campaign = org.ids['Campaign']?.[0] ?? null;
  for (let n = 0; n < 3; n++)
    org.sandbox.admin.create('Case', {
      ContactId: contact,
      Subject: `Case ${n}`,
      Type: n === 1 ? 'Complaint' : 'Question',
    });
  org.sandbox.admin.create('CampaignMember', {
    CampaignId: campaign,
    ContactId: contact,
    Status: 'Attended',
  });
  org.sandbox.knobs.subqueryRows = 2;
  const { body } = await org.query(
    "SELECT Id, (SELECT Subject FROM Cases), (SELECT Campaign.Type FROM CampaignMembers WHERE HasResponded = true), (SELECT Id FROM OpportunityContactRoles) FROM Contact WHERE Id IN (SELECT ContactId FROM Case WHERE Type = 'Complaint')",
  );
  expect(body.totalSize).toBe(1);
  const [row] = body.records;
  expect(row.Cases).toMatchObject({ totalSize: 3, done: false });
  expect((await org.call('GET', row.Cases.nextRecordsUrl)).body.records[0].Subject).toBe('Case 2');
  expect(row.CampaignMembers.records[0].Campaign.Type).toBe('Conference');
  expect(row.OpportunityContactRoles).toBeNull();
});
