import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { FlagWrite } from '#core/crm/flag.ts';
import { fault } from '#test/sandbox/faults.ts';
import { textOf } from '#test/sandbox/salesforce/org/row.ts';
import { BEGIN, testOrg, viaSandbox, type OrgShape, type TestOrg } from './org.ts';

const PROFILE = 'Advocacy_Profile__c';
const MAY = Date.UTC(2026, 4, 1);

const write = (recordId: string, flag: Partial<FlagWrite['flag']> = {}): FlagWrite => ({
  recordId,
  flag: {
    status: 'champion',
    propensity: 82,
    confidence: 0.57,
    reason: 'NPS 10 in May',
    nextAskAt: Date.UTC(2026, 11, 24, 15),
    lastActAt: MAY,
    ...flag,
  },
});

const idsOf = (org: TestOrg) => [...org.people().keys()];
const profile = (org: TestOrg, id: string) =>
  org.sandbox.org.table(PROFILE).having('Record_Key__c', [id])[0] ?? {};
const upserts = (org: TestOrg) =>
  org.sandbox.calls.calls().filter(({ method, path }) => method === 'PATCH' && path.includes(PROFILE)).length;
const open = (contacts: number, shape: OrgShape = {}) => {
  const org = testOrg({ contacts, ...shape });
  return { org, ids: idsOf(org) };
};

describe('prepareFlags', () => {
  test('asks for the package where it is not installed', async () => {
    const { org } = open(1, { knobs: { packageInstalled: false } });
    const result = await org.connect().prepareFlags();
    expect(result).toMatchObject({ ok: false, problem: { code: 'package_missing' } });
    expect(JSON.stringify(result)).toContain('Groundswell Integration');
    const [id = ''] = org.people().keys();
    expect(await org.connect().readFlags([id])).toEqual(new Map([[id, null]]));
    await expect(org.connect().writeFlags([write(id)], BEGIN)).rejects.toMatchObject({
      problem: { code: 'package_missing' },
      retryAfter: null,
    });
  });

  test('names a field that is hidden, of another type, or short of a status', async () => {
    const field = (org: TestOrg, name: string) => org.sandbox.org.schema.field(PROFILE, name)!;
    const hidden = open(0).org;
    hidden.sandbox.admin.hideField(PROFILE, 'Reason__c');
    const changed = open(0).org;
    changed.sandbox.org.schema.replace(PROFILE, { ...field(changed, 'Confidence__c'), type: 'string' });
    const short = open(0).org;
    short.sandbox.org.schema.replace(PROFILE, {
      ...field(short, 'Status__c'),
      picklist: ['none', 'champion'],
    });
    for (const [org, name] of [
      [hidden, 'Reason__c'],
      [changed, 'Confidence__c'],
      [short, 'Status__c'],
    ] as const) {
      expect(await org.connect().prepareFlags()).toMatchObject({
        ok: false,
        problem: { code: 'property_type_changed', field: `${PROFILE}.${name}` },
      });
    }
  });
});

describe('writeFlags', () => {
  test('writes all of a flag as the org shows it, leads by their own lookup', async () => {
    const { org } = open(5, { leads: true });
    const [contact = ''] = org.live('Contact').keys();
    const [lead = ''] = org.live('Lead').keys();
    await org
      .connect()
      .writeFlags([write(contact), write(lead, { nextAskAt: null, lastActAt: null })], BEGIN);
    expect(profile(org, contact)).toMatchObject({
      Record_Key__c: contact,
      Contact__c: contact,
      Status__c: 'champion',
      Propensity__c: 82,
      Confidence__c: 57,
      Reason__c: 'NPS 10 in May',
      Next_Ask__c: '2026-12-24',
      Last_Act__c: '2026-05-01',
    });
    expect(profile(org, lead)).toMatchObject({ Lead__c: lead, Next_Ask__c: null, Last_Act__c: null });
    expect(profile(org, lead)['Contact__c'] ?? null).toBe(null);
  });

  test('cuts a long reason between characters', async () => {
    const { org, ids } = open(1);
    await org.connect().writeFlags([write(ids[0] ?? '', { reason: '🎉'.repeat(300) })], BEGIN);
    const reason = textOf(profile(org, ids[0] ?? ''), 'Reason__c');
    expect(reason.length).toBe(254);
    expect(reason.isWellFormed()).toBe(true);
  });

  test('a rule that refuses a row is told in its own words, and the row is not sent again', async () => {
    const { org, ids } = open(3);
    org.sandbox.admin.addValidationRule(
      PROFILE,
      (row) => row['Record_Key__c'] === ids[1],
      'Needs a phone number',
    );
    const results = await org.connect().writeFlags(
      ids.map((id) => write(id)),
      BEGIN,
    );
    expect(results.map(({ recordId }) => recordId)).toEqual(ids);
    expect(results.map(({ problem }) => problem?.code ?? null)).toEqual([null, 'record_rejected', null]);
    expect(results[1]?.problem?.message).toBe('FIELD_CUSTOM_VALIDATION_EXCEPTION: Needs a phone number');
    expect(upserts(org)).toBe(1);
  });

  test('a person named twice is written once, as they were named last', async () => {
    const { org, ids } = open(1);
    const [id = ''] = ids;
    const results = await org
      .connect()
      .writeFlags([write(id, { propensity: 1 }), write(id, { propensity: 2 })], BEGIN);
    expect(results).toEqual([{ recordId: id, problem: null }]);
    expect(profile(org, id)['Propensity__c']).toBe(2);
  });

  test('nothing to write is no call', async () => {
    const { org } = open(1);
    expect(await org.connect().writeFlags([], BEGIN)).toEqual([]);
    expect(org.sandbox.calls.calls()).toEqual([]);
  });

  test('writes in the order of accounts', async () => {
    const { org, ids } = open(6, { companies: 3 });
    await org.connect().writeFlags(
      ids.toReversed().map((id) => write(id)),
      BEGIN,
    );
    const accounts = org.sandbox.calls.writes().map(({ values }) => {
      const contact = org.live('Contact').get(textOf(values, 'Contact__c'));
      return contact ? textOf(contact, 'AccountId') : '';
    });
    expect(accounts).toHaveLength(6);
    expect(accounts).toEqual(accounts.toSorted((a, b) => (a < b ? -1 : 1)));
  });

  test('who may not see accounts writes all the same', async () => {
    const { org, ids } = open(2, { companies: 1 });
    org.sandbox.admin.hideField('Contact', 'AccountId');
    const results = await org.connect().writeFlags(
      ids.map((id) => write(id)),
      BEGIN,
    );
    expect(results.map(({ problem }) => problem)).toEqual([null, null]);
  });

  test('a locked row is written again alone; one that stays locked is worth another try', async () => {
    const { org, ids } = open(40, { knobs: { rowsLocked: 0.3 } });
    const results = await org.connect().writeFlags(
      ids.map((id) => write(id)),
      BEGIN,
    );
    expect(results.every(({ problem }) => problem === null)).toBe(true);
    expect(upserts(org)).toBeGreaterThan(1);
    expect(org.sandbox.calls.writes()).toHaveLength(40);
    org.sandbox.knobs.rowsLocked = 1;
    await expect(org.connect().writeFlags([write(ids[0] ?? '')], BEGIN)).rejects.toMatchObject({
      problem: { code: 'vendor_unavailable' },
      retryAfter: 60_000,
    });
  });

  test.each(['reset-before', 'error-after', 'truncated', 'server-error'] as const)(
    'gets through %s',
    async (kind) => {
      const { org, ids } = open(1);
      org.sandbox.knobs.faults = [fault(kind, { method: 'PATCH', times: 2 })];
      const results = await org.connect().writeFlags([write(ids[0] ?? '')], BEGIN);
      expect(results.map(({ problem }) => problem)).toEqual([null]);
    },
  );

  test('a row of a package installed under its namespace is read and written by its full names', async () => {
    const { org, ids } = open(1);
    const [id = ''] = ids;
    const renamed = namespaced(viaSandbox(org));
    expect(await org.connect({ fetch: renamed }).prepareFlags()).toEqual({
      ok: true,
      value: { created: [] },
    });
    await org.connect({ fetch: renamed }).writeFlags([write(id)], BEGIN);
    expect(profile(org, id)).toMatchObject({ Status__c: 'champion' });
    const carried = await org.connect({ fetch: renamed }).readFlags([id]);
    expect(carried.get(id)).toMatchObject({ status: 'champion', confidence: 0.57, lastActAt: MAY });
  });
});

test('a row somebody else wrote into is no flag of ours', async () => {
  const { org, ids } = open(1);
  const [id = ''] = ids;
  await org.connect().writeFlags([write(id)], BEGIN);
  org.sandbox.admin.update(PROFILE, textOf(profile(org, id), 'Id'), { Status__c: 'VIP' });
  expect(await org.connect().readFlags([id])).toEqual(new Map([[id, null]]));
});

/** The org as if our package had been installed under the namespace `groundswell`. */
function namespaced(inner: typeof fetch): typeof fetch {
  const names = [
    PROFILE,
    ...['Record_Key', 'Contact', 'Lead', 'Status', 'Propensity', 'Confidence'].map((n) => `${n}__c`),
  ];
  const all = [...names, 'Reason__c', 'Next_Ask__c', 'Last_Act__c', 'Written_At__c'];
  const pattern = new RegExp(`(?<!__)\\b(${all.join('|')})`, 'g');
  return async (input, init) => {
    const request = new Request(input, init);
    if (/sobjects\/Advocacy_Profile__c\/describe/.test(request.url))
      return Response.json([{ errorCode: 'NOT_FOUND', message: '' }], { status: 404 });
    const body = request.method === 'GET' ? null : (await request.text()).replaceAll('groundswell__', '');
    const { method, headers } = request;
    const answer = await inner(request.url.replaceAll('groundswell__', ''), { method, headers, body });
    return new Response((await answer.text()).replaceAll(pattern, 'groundswell__$1'), answer);
  };
}

test('names every object, field, permission set, credential and tab of the package', () => {
  const folder = join(import.meta.dirname, '../../../connectors/salesforce/package/force-app/main/default');
  const shipped = readdirSync(folder, { recursive: true, encoding: 'utf8' }).flatMap((file) => {
    const [, object] = /^objects\/(\w+)\/\w+\.object-meta\.xml$/.exec(file) ?? [];
    if (object !== undefined) return [`Object ${object}`];
    const [, of, field] = /^objects\/(\w+)\/fields\/(\w+)\.field-meta\.xml$/.exec(file) ?? [];
    if (field !== undefined) return [`Field ${of}.${field}`];
    const [, kind = '', name] = /^(\w+)\/(\w+)\.\w+-meta\.xml$/.exec(file) ?? [];
    const label = new Map([
      ['permissionsets', 'Permission set'],
      ['customPermissions', 'Custom permission'],
      ['namedCredentials', 'Named credential'],
      ['externalCredentials', 'External credential'],
      ['tabs', 'Tab'],
    ]).get(kind);
    return label === undefined ? [] : [`${label} ${name}`];
  });
  const byName = (a: string, b: string) => (a < b ? -1 : 1);
  expect(testOrg().connect().ownedNames().toSorted(byName)).toEqual(shipped.toSorted(byName));
});
