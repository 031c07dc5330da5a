import { describe, expect, test } from 'vitest';
import { DATA, json, NOW, open, page, refusal } from './stub-org.ts';

describe('what goes wrong', () => {
  test('a session that ended: the token is given up and the call made once more', async () => {
    const { client, calls, refused, waits } = open(() => refusal('INVALID_SESSION_ID', 401), page(['a']));
    await client.queryPage('SELECT Id FROM Contact');
    expect(calls.map(({ headers }) => headers.get('authorization'))).toEqual([
      'Bearer token-1',
      'Bearer token-2',
    ]);
    expect(refused).toEqual(['token-1']);
    expect(waits).toEqual([0]);
    const dead = open(() => refusal('INVALID_SESSION_ID', 401));
    await expect(dead.client.limits()).rejects.toMatchObject({ problem: { code: 'unauthorized' } });
    expect(dead.calls).toHaveLength(2);
  });

  test('a day’s allowance that is used up is not hammered at', async () => {
    const { client, calls } = open(() => refusal('REQUEST_LIMIT_EXCEEDED', 403));
    await expect(client.limits()).rejects.toMatchObject({
      retryAfter: 900_000,
      problem: { code: 'rate_limited' },
    });
    expect(calls).toHaveLength(1);
  });

  test('an outage is repeated by our rule alone: the SDK has none of its own', async () => {
    const { client, calls, waits, spent } = open(() => refusal('SERVER_UNAVAILABLE', 503));
    await expect(client.limits()).rejects.toMatchObject({ problem: { code: 'vendor_unavailable' } });
    expect(calls).toHaveLength(4);
    expect(waits).toEqual([1_000, 2_000, 3_000]);
    expect(spent()).toBe(4);
  });
});

test('the org says who it is, by its long id', async () => {
  const Organization = {
    Id: '00Dxx0000001gPL',
    Name: 'Acme',
    TimeZoneSidKey: 'Europe/Paris',
    IsSandbox: true,
  };
  const { client } = open(() => json({ totalSize: 1, done: true, records: [Organization] }));
  expect(await client.organization()).toEqual({
    id: '00Dxx0000001gPLEAY',
    name: 'Acme',
    timeZone: 'Europe/Paris',
    isSandbox: true,
  });
});

describe('an object', () => {
  const field = {
    label: 'L',
    length: 80,
    custom: false,
    calculated: false,
    nillable: true,
    createable: true,
    updateable: true,
    filterable: true,
    externalId: false,
  };
  test('is told as this user may see it', async () => {
    const fields = [
      {
        ...field,
        name: 'AccountId',
        type: 'reference',
        referenceTo: ['Account'],
        relationshipName: 'Account',
        soapType: 'x',
      },
    ];
    const { client, calls } = open(() =>
      json({
        name: 'Contact',
        label: 'Contact',
        queryable: true,
        createable: true,
        updateable: false,
        fields,
      }),
    );
    const description = await client.describe('Contact');
    expect(calls[0]?.url).toBe(`${DATA}/sobjects/Contact/describe`);
    expect(description?.fields).toEqual([
      {
        ...field,
        name: 'AccountId',
        type: 'reference',
        referenceTo: ['Account'],
        relationshipName: 'Account',
        picklistValues: [],
      },
    ]);
  });

  test('that is not there is nothing', async () => {
    expect(await open(() => refusal('NOT_FOUND', 404)).client.describe('Advocacy_Profile__c')).toBeNull();
    await expect(
      open(() => refusal('INSUFFICIENT_ACCESS', 403)).client.describe('Case'),
    ).rejects.toMatchObject({
      problem: { code: 'scope_missing' },
    });
  });
});

describe('upsert', () => {
  const rows = [
    { Key__c: 'a', Score__c: 1, Text__c: null },
    { Key__c: 'b', Score__c: 2 },
  ];

  test('gives each row its outcome, and triggers neither duplicate rules nor assignment', async () => {
    const errors = [{ statusCode: 'UNABLE_TO_LOCK_ROW', message: 'locked', fields: [] }];
    const { client, calls } = open(() =>
      json([
        { id: '001', success: true, errors: [], created: true },
        { success: false, errors },
      ]),
    );
    expect(await client.upsert('Profile__c', 'Key__c', rows)).toEqual([
      { success: true, id: '001', errors: [] },
      { success: false, id: null, errors },
    ]);
    const [call] = calls;
    expect(call).toMatchObject({ method: 'PATCH', url: `${DATA}/composite/sobjects/Profile__c/Key__c` });
    expect(JSON.parse(call?.body ?? '')).toEqual({
      allOrNone: false,
      records: rows.map((row) => ({ attributes: { type: 'Profile__c' }, ...row })),
    });
    expect(Object.fromEntries(call?.headers ?? [])).toMatchObject({
      'content-type': 'application/json',
      'sforce-duplicate-rule-header': 'allowSave=true',
      'sforce-auto-assign': 'FALSE',
    });
  });

  test('fewer outcomes than rows are no answer', async () => {
    const { client } = open(() => json([{ id: '001', success: true, errors: [] }]));
    await expect(client.upsert('Profile__c', 'Key__c', rows)).rejects.toMatchObject({
      problem: { code: 'vendor_unavailable' },
    });
  });

  test('nothing to write is no call', async () => {
    const { client, calls } = open();
    expect(await client.upsert('Profile__c', 'Key__c', [])).toEqual([]);
    expect(await client.collection('Contact', [], ['Id'])).toEqual([]);
    expect(calls).toEqual([]);
  });
});

test('records by id come in the order asked for, and what is gone is nothing', async () => {
  const { client, calls } = open(() => json([{ Id: 'b' }, null]));
  expect(await client.collection('Contact', ['b', 'x'], ['Id', 'Name'])).toEqual([{ Id: 'b' }, null]);
  expect(calls[0]).toMatchObject({ method: 'POST', url: `${DATA}/composite/sobjects/Contact` });
  expect(JSON.parse(calls[0]?.body ?? '')).toEqual({ ids: ['b', 'x'], fields: ['Id', 'Name'] });
});

describe('bulk query', () => {
  test('starts a job, looks after it, reads its pages and ends it', async () => {
    const csv = (text: string, locator: string) => () =>
      new Response(text, { headers: { 'content-type': 'text/csv', 'sforce-locator': locator } });
    const { client, calls } = open(
      () => json({ id: '750xx', state: 'UploadComplete' }),
      () => json({ id: '750xx', state: 'InProgress', numberRecordsProcessed: 7 }),
      () => json({ id: '750xx', state: 'Failed', errorMessage: 'why' }),
      csv('Id\n"a"\n', 'MTAwMDA'),
      csv('Id\n"b"\n', 'null'),
      () => json({ id: '750xx', state: 'Aborted' }),
    );
    const { bulkQuery } = client;
    expect(await bulkQuery.create('SELECT Id FROM Contact', { deleted: true })).toBe('750xx');
    expect(await bulkQuery.status('750xx')).toEqual({ state: 'InProgress', processed: 7, problem: null });
    expect(await bulkQuery.status('750xx')).toEqual({ state: 'Failed', processed: 0, problem: 'why' });
    expect(await bulkQuery.results('750xx', null, 50_000)).toEqual({ csv: 'Id\n"a"\n', locator: 'MTAwMDA' });
    expect(await bulkQuery.results('750xx', 'MTAwMDA', 50_000)).toEqual({ csv: 'Id\n"b"\n', locator: null });
    await bulkQuery.abort('750xx');
    expect(calls.map(({ method, url }) => `${method} ${url.replace(DATA, '')}`)).toEqual([
      'POST /jobs/query',
      'GET /jobs/query/750xx',
      'GET /jobs/query/750xx',
      'GET /jobs/query/750xx/results?maxRecords=50000',
      'GET /jobs/query/750xx/results?maxRecords=50000&locator=MTAwMDA',
      'PATCH /jobs/query/750xx',
    ]);
    expect(JSON.parse(calls[0]?.body ?? '')).toMatchObject({
      operation: 'queryAll',
      query: 'SELECT Id FROM Contact',
    });
  });

  test('results without a place are no answer: taken for the last page they would lose the rest', async () => {
    const { client } = open(() => new Response('Id\n', { headers: { 'content-type': 'text/csv' } }));
    await expect(client.bulkQuery.results('750xx', null, 9)).rejects.toMatchObject({
      problem: { code: 'vendor_unavailable' },
    });
  });
});

test('limits, usage and the clock are told', async () => {
  const headers = {
    'content-type': 'application/json',
    'sforce-limit-info': 'api-usage=18/15000',
    date: new Date(NOW + 5_000).toUTCString(),
  };
  const { client, usages } = open(() =>
    json({ DailyApiRequests: { Max: 15_000, Remaining: 14_982 }, Other: {} }, { headers }),
  );
  expect(client.clockOffset()).toBe(0);
  expect(await client.limits()).toEqual({ used: 18, limit: 15_000 });
  expect(usages).toEqual([{ used: 18, limit: 15_000 }]);
  expect(client.clockOffset()).toBe(5_000);
});

test('an id or a name from outside stays one piece of its path', async () => {
  const { client, calls } = open(() => refusal('NOT_FOUND', 404));
  await client.describe('../../oauth2/revoke?x=');
  await client.bulkQuery.status('../x').catch(() => undefined);
  expect(calls.map(({ url }) => url.replace(DATA, ''))).toEqual([
    '/sobjects/..%2F..%2Foauth2%2Frevoke%3Fx%3D/describe',
    '/jobs/query/..%2Fx',
  ]);
});
