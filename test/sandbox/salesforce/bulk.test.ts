import { expect, test } from 'vitest';
import { openOrg, type OpenOrg } from './open-org.ts';

const PATH = '/services/data/v67.0/jobs/query';
const open = () =>
  openOrg({
    Account: [{ Name: 'Acme' }],
    Contact: [
      { LastName: 'Say "hi",\nthere' },
      { LastName: 'Two', HasOptedOutOfEmail: true },
      { LastName: 'Three' },
    ],
  });
const start = async (org: OpenOrg, query: string, operation = 'query') =>
  org.call('POST', PATH, { operation, query });
const state = async (org: OpenOrg, id: string) => (await org.call('GET', `${PATH}/${id}`)).body.state;

test('a job is asked after until it is done, and gives its rows as they were', async () => {
  const org = open();
  const soql =
    'SELECT Id, LastName, Title, Account.Name, HasOptedOutOfEmail, CreatedDate FROM Contact ORDER BY Id';
  const { body: job } = await start(org, soql);
  expect(job).toMatchObject({
    state: 'UploadComplete',
    object: 'Contact',
    contentType: 'CSV',
    lineEnding: 'LF',
  });
  const early = await org.call('GET', `${PATH}/${job.id}/results`);
  expect([early.status, early.body[0].errorCode]).toEqual([400, 'INVALIDJOBSTATE']);
  expect([await state(org, job.id), await state(org, job.id)]).toEqual(['InProgress', 'JobComplete']);
  org.sandbox.admin.update('Contact', org.ids['Contact']?.[1] ?? '', { LastName: 'Changed' });
  const page = await org.call('GET', `${PATH}/${job.id}/results?maxRecords=2`);
  expect(page.body).toBe(
    [
      '"Id","LastName","Title","Account.Name","HasOptedOutOfEmail","CreatedDate"',
      `"${org.ids['Contact']?.[0]}","Say ""hi"",\nthere","","","false","2026-09-20T20:00:00.000Z"`,
      `"${org.ids['Contact']?.[1]}","Two","","","true","2026-09-20T20:00:00.000Z"`,
      '',
    ].join('\n'),
  );
  expect(page.headers.get('sforce-numberofrecords')).toBe('2');
  const rest = await org.call(
    'GET',
    `${PATH}/${job.id}/results?locator=${page.headers.get('sforce-locator')}`,
  );
  expect([rest.headers.get('sforce-locator'), rest.headers.get('sforce-numberofrecords')]).toEqual([
    'null',
    '1',
  ]);
});

test('queryAll sees the bin; a bad query, a count and an unknown locator are refused', async () => {
  const org = open();
  org.sandbox.admin.remove('Contact', org.ids['Contact']?.[0] ?? '');
  const { body: job } = await start(org, 'SELECT IsDeleted FROM Contact', 'queryAll');
  await state(org, job.id);
  await state(org, job.id);
  expect((await org.call('GET', `${PATH}/${job.id}/results`)).body).toContain('"true"');
  expect((await org.call('GET', `${PATH}/${job.id}/results?locator=nonsense`)).status).toBe(400);
  expect((await start(org, 'SELECT Nope FROM Contact')).body[0].errorCode).toBe('INVALID_FIELD');
  expect((await start(org, 'SELECT COUNT() FROM Contact')).body[0].errorCode).toBe('API_ERROR');
});

test('a running job is aborted, then deleted; a finished one can only be deleted', async () => {
  const org = open();
  const { body: job } = await start(org, 'SELECT Id FROM Contact');
  expect((await org.call('DELETE', `${PATH}/${job.id}`)).status).toBe(400);
  expect((await org.call('PATCH', `${PATH}/${job.id}`, { state: 'Aborted' })).body.state).toBe('Aborted');
  expect(await state(org, job.id)).toBe('Aborted');
  expect((await org.call('DELETE', `${PATH}/${job.id}`)).status).toBe(204);
  expect((await org.call('GET', `${PATH}/${job.id}`)).status).toBe(404);
});
