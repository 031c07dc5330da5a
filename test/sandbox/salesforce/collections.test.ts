import { expect, test } from 'vitest';
import { openOrg, type OpenOrg } from './open-org.ts';

const PATH = '/services/data/v67.0/composite/sobjects/Advocacy_Profile__c/Record_Key__c';
const open = (knobs = {}) => openOrg({ Contact: [{ LastName: 'One' }, { LastName: 'Two' }] }, { knobs });
const row = (values: Record<string, unknown>) => ({ attributes: { type: 'Advocacy_Profile__c' }, ...values });
const write = (org: OpenOrg, records: unknown[], more = {}) => org.call('PATCH', PATH, { records, ...more });

test('rows are created, then updated, by their key; results stand in their order', async () => {
  const org = open();
  const contact = org.ids['Contact']?.[0];
  const made = await write(org, [
    row({ Record_Key__c: 'k1', Contact__c: contact, Status__c: 'advocate', Propensity__c: 80 }),
  ]);
  expect(made.body).toEqual([
    { id: expect.stringMatching(/^a0G/), success: true, errors: [], created: true },
  ]);
  const again = await write(org, [
    row({ Record_Key__c: 'K2' }),
    row({ Record_Key__c: 'k1', Status__c: 'champion' }),
  ]);
  expect(again.body).toMatchObject([{ created: true }, { created: false, id: made.body[0].id }]);
  const { body } = await org.query(
    "SELECT Status__c, Propensity__c, CreatedById, Contact__r.Name FROM Advocacy_Profile__c WHERE Record_Key__c = 'k1'",
  );
  expect(body.records).toMatchObject([
    { Status__c: 'champion', Propensity__c: 80, Contact__r: { Name: 'One' } },
  ]);
  expect(org.sandbox.calls.writes()).toHaveLength(3);
});

test.each([
  [{ Status__c: 'bad' }, 'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST'],
  [{ Nope__c: 1 }, 'INVALID_FIELD'],
  [{ CreatedDate: '2026-01-01T00:00:00Z' }, 'INVALID_FIELD_FOR_INSERT_UPDATE'],
  [{ Reason__c: 'x'.repeat(256) }, 'STRING_TOO_LONG'],
  [{ Propensity__c: 'high' }, 'JSON_PARSER_ERROR'],
  [{ Propensity__c: 1000 }, 'NUMBER_OUTSIDE_VALID_RANGE'],
  [{ Contact__c: 'nobody' }, 'MALFORMED_ID'],
  [{ Contact__c: '00QHs0000000001MAA' }, 'FIELD_INTEGRITY_EXCEPTION'],
  [{ Contact__c: '003Hs0000000999IAA' }, 'INVALID_CROSS_REFERENCE_KEY'],
  [{ Record_Key__c: null }, 'MISSING_ARGUMENT'],
])('a row with %j fails alone, as %s', async (values, code) => {
  const { status, body } = await write(open(), [
    row({ Record_Key__c: 'k', ...values }),
    row({ Record_Key__c: 'good' }),
  ]);
  expect([status, body[0].errors[0].statusCode, body[1].success]).toEqual([200, code, true]);
});

test('a rule, a deleted contact and a key given twice are told by the row', async () => {
  const org = open();
  const [one, two] = org.ids['Contact'] ?? [];
  org.sandbox.admin.addValidationRule(
    'Advocacy_Profile__c',
    (found) => found['Status__c'] === 'champion',
    'Ask the owner first.',
  );
  org.sandbox.admin.remove('Contact', two ?? '');
  const { body } = await write(org, [
    row({ Record_Key__c: 'a', Contact__c: one, Status__c: 'champion' }),
    row({ Record_Key__c: 'b', Contact__c: two }),
    row({ Record_Key__c: 'c' }),
    row({ Record_Key__c: 'C' }),
  ]);
  expect(body.map((each: { errors: { statusCode: string }[] }) => each.errors[0]?.statusCode)).toEqual([
    'FIELD_CUSTOM_VALIDATION_EXCEPTION',
    'ENTITY_IS_DELETED',
    'DUPLICATE_VALUE',
    'DUPLICATE_VALUE',
  ]);
  expect(body[0].errors[0].message).toBe('Ask the owner first.');
});

test('a locked row may be tried again; all or none takes the good ones along', async () => {
  const org = open({ rowsLocked: 1 });
  const rows = [row({ Record_Key__c: 'a' })];
  expect((await write(org, rows)).body[0].errors[0].statusCode).toBe('UNABLE_TO_LOCK_ROW');
  org.sandbox.knobs.rowsLocked = 0;
  const rolled = await write(org, [...rows, row({ Record_Key__c: 'b', Status__c: 'bad' })], {
    allOrNone: true,
  });
  expect(rolled.body[0].errors[0].statusCode).toBe('ALL_OR_NONE_OPERATION_ROLLED_BACK');
  expect((await write(org, rows)).body[0].success).toBe(true);
});

test('more than 200 rows, a field that is no key and a missing package are refused whole', async () => {
  const org = open();
  const many = Array.from({ length: 201 }, (_, n) => row({ Record_Key__c: `k${n}` }));
  expect((await write(org, many)).body[0].errorCode).toBe('EXCEEDED_ID_LIMIT');
  const wrong = await org.call('PATCH', PATH.replace('Record_Key__c', 'Status__c'), { records: [] });
  expect([wrong.status, wrong.body[0].errorCode]).toEqual([400, 'INVALID_FIELD']);
  org.sandbox.knobs.packageInstalled = false;
  expect((await write(org, [])).status).toBe(404);
});

test('records are read by id in the order asked for, null for those that are gone', async () => {
  const org = open();
  const [one = '', two = ''] = org.ids['Contact'] ?? [];
  org.sandbox.admin.remove('Contact', one);
  const body = { ids: [two, one, two.slice(0, 15)], fields: ['lastname'] };
  const answer = await org.call('POST', '/services/data/v67.0/composite/sobjects/Contact', body);
  expect(answer.body).toMatchObject([{ LastName: 'Two' }, null, { LastName: 'Two' }]);
});
