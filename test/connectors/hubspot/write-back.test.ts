import { describe, expect, test } from 'vitest';
import { FLAG_STATUSES, type FlagWrite } from '#core/crm/flag.ts';
import { fault } from '#test/sandbox/faults.ts';
import { BEGIN, testPortal, viaSandbox, type TestPortal } from './portal.ts';

const write = (recordId: string, flag: Partial<FlagWrite['flag']> = {}): FlagWrite => ({
  recordId,
  flag: {
    status: 'champion',
    propensity: 82,
    confidence: 0.75,
    reason: 'NPS 10 in May',
    nextAskAt: null,
    lastActAt: Date.UTC(2026, 4, 1, 23),
    ...flag,
  },
});
const contact = (portal: TestPortal, id: string) =>
  portal.sandbox.portal.find('contacts', Number(id))?.properties;
const updates = (portal: TestPortal) =>
  portal.sandbox.calls.summary().calls['POST /crm/objects/2026-09/contacts/batch/update'] ?? 0;

async function prepared(contacts: number, knobs = {}) {
  const portal = testPortal({ contacts, knobs });
  await portal.connect().prepareFlags();
  return portal;
}

describe('prepareFlags', () => {
  test('makes properties that no form shows, in a group of our own', async () => {
    const portal = await prepared(0);
    const { properties } = portal.sandbox.portal;
    expect(properties.group('contacts', 'groundswell')).not.toBeNull();
    const ours = properties.list('contacts').filter(({ groupName }) => groupName === 'groundswell');
    expect(ours.map(({ name, type, fieldType, formField }) => [name, type, fieldType, formField])).toEqual([
      ['groundswell_status', 'enumeration', 'select', false],
      ['groundswell_propensity', 'number', 'number', false],
      ['groundswell_confidence', 'number', 'number', false],
      ['groundswell_reason', 'string', 'text', false],
      ['groundswell_next_ask', 'date', 'date', false],
      ['groundswell_last_act', 'date', 'date', false],
      ['groundswell_updated_at', 'datetime', 'date', false],
    ]);
    expect(ours[0]?.options.map(({ value }) => value)).toEqual([...FLAG_STATUSES]);
  });

  test('makes only what is missing', async () => {
    const portal = await prepared(0);
    portal.sandbox.portal.properties.remove('contacts', 'groundswell_reason');
    expect(await portal.connect().prepareFlags()).toEqual({
      ok: true,
      value: { created: ['groundswell_reason'] },
    });
  });

  test('names a property of ours with another type, and leaves everything alone', async () => {
    const portal = await prepared(0);
    const { properties } = portal.sandbox.portal;
    const changed = {
      ...properties.get('contacts', 'groundswell_status')!,
      type: 'string' as const,
      options: [],
    };
    properties.define('contacts', changed);
    properties.remove('contacts', 'groundswell_reason');
    const result = await portal.connect().prepareFlags();
    expect(result).toMatchObject({
      ok: false,
      problem: { code: 'property_type_changed', field: 'groundswell_status' },
    });
    expect(JSON.stringify(result)).toContain('is of type string, not enumeration');
    expect(properties.get('contacts', 'groundswell_status')).toEqual(changed);
    expect(properties.get('contacts', 'groundswell_reason')).toBe(null);
  });

  test('offers the statuses a portal of the version before lacks, beside its own', async () => {
    const portal = await prepared(0);
    const { properties } = portal.sandbox.portal;
    const status = properties.get('contacts', 'groundswell_status')!;
    const kept = [
      ...status.options.slice(0, 4).map((option) => ({ ...option, label: `Our ${option.value}` })),
      { value: 'ambassador', label: 'Ambassador', displayOrder: 9, hidden: true },
    ];
    properties.define('contacts', { ...status, options: kept });
    properties.remove('contacts', 'groundswell_next_ask');
    const result = await portal.connect().prepareFlags();
    expect(result).toEqual({ ok: true, value: { created: ['groundswell_next_ask'] } });
    const now = properties.get('contacts', 'groundswell_status')!;
    expect(now.options.slice(0, 5)).toEqual(kept);
    expect(
      now.options.slice(5).map(({ value, label, displayOrder }) => [value, label, displayOrder]),
    ).toEqual([
      ['resting', 'Resting', 10],
      ['do_not_ask', 'Do not ask', 11],
    ]);
    expect(now).toMatchObject({ label: status.label, formField: false });
  });

  test('is not put off by somebody who is quicker', async () => {
    const portal = testPortal({});
    const results = await Promise.all([portal.connect().prepareFlags(), portal.connect().prepareFlags()]);
    expect(results.map(({ ok }) => ok)).toEqual([true, true]);
  });

  test('says which scope is missing', async () => {
    const portal = testPortal({});
    const refusing: typeof fetch = async (input, init) => {
      const context = { requiredGranularScopes: ['crm.schemas.contacts.write'] };
      if (new Request(input, init).method === 'GET') return viaSandbox(portal)(input, init);
      return Response.json({ category: 'MISSING_SCOPES', errors: [{ context }] }, { status: 403 });
    };
    const result = await portal.connect({ fetch: refusing }).prepareFlags();
    expect(result).toMatchObject({ ok: false, problem: { code: 'scope_missing' } });
    expect(JSON.stringify(result)).toContain('crm.schemas.contacts.write');
  });
});

describe('writeFlags', () => {
  test('writes all of a flag as the portal shows it', async () => {
    const portal = await prepared(2);
    await portal
      .connect()
      .writeFlags([write('100001'), write('100002', { lastActAt: null, status: 'none' })], BEGIN + 5);
    expect(contact(portal, '100001')).toMatchObject({
      groundswell_status: 'champion',
      groundswell_propensity: '82',
      groundswell_confidence: '0.75',
      groundswell_reason: 'NPS 10 in May',
      groundswell_last_act: '2026-05-01',
      groundswell_updated_at: new Date(BEGIN + 5).toISOString(),
    });
    expect(contact(portal, '100002')).toMatchObject({ groundswell_status: 'none' });
    expect(contact(portal, '100002')).not.toHaveProperty('groundswell_last_act');
  });

  test('clears the day of an act that was taken back', async () => {
    const portal = await prepared(1);
    await portal.connect().writeFlags([write('100001')], BEGIN);
    await portal.connect().writeFlags([write('100001', { lastActAt: null })], BEGIN);
    expect(contact(portal, '100001')).not.toHaveProperty('groundswell_last_act');
  });

  test('cuts a long reason between characters', async () => {
    const portal = await prepared(1);
    await portal.connect().writeFlags([write('100001', { reason: '🎉'.repeat(300) })], BEGIN);
    const reason = contact(portal, '100001')?.['groundswell_reason'] ?? '';
    expect(reason.length).toBeLessThanOrEqual(255);
    expect(reason.isWellFormed()).toBe(true);
  });

  test('a record named twice is written once, as it was named last', async () => {
    const portal = await prepared(1);
    const results = await portal
      .connect()
      .writeFlags([write('100001', { propensity: 1 }), write('100001', { propensity: 2 })], BEGIN);
    expect(results).toEqual([{ recordId: '100001', problem: null }]);
    expect(contact(portal, '100001')?.['groundswell_propensity']).toBe('2');
  });

  test('nothing to write is no call', async () => {
    const portal = await prepared(0);
    expect(await portal.connect().writeFlags([], BEGIN)).toEqual([]);
    expect(updates(portal)).toBe(0);
  });

  test('a batch refused as a whole is halved until the bad rows stand alone', async () => {
    const portal = await prepared(100, { batchFailure: 'whole' });
    const bad = ['100003', '100004', '100077'];
    portal.sandbox.knobs.rejectedContacts = [...bad];
    const ids = [...portal.live('contacts').keys()];
    const results = await portal.connect().writeFlags(
      ids.map((id) => write(id)),
      BEGIN,
    );
    expect(results.filter(({ problem }) => problem).map(({ recordId }) => recordId)).toEqual(bad);
    expect(ids.filter((id) => contact(portal, id)?.['groundswell_status'] !== 'champion')).toEqual(bad);
    expect(updates(portal)).toBeLessThan(45);
  });

  test('a merged contact is written where it is now', async () => {
    const portal = await prepared(3, { mergeGivesNewId: true });
    const { portal: records } = portal.sandbox;
    const survivor = records.merge(
      'contacts',
      records.find('contacts', 100_001)!,
      records.find('contacts', 100_002)!,
      { source: 'CRM_UI', sourceId: '1' },
    );
    const results = await portal.connect().writeFlags([write('100001'), write('100003')], BEGIN);
    expect(results.map(({ problem }) => problem)).toEqual([null, null]);
    expect(contact(portal, String(survivor.id))?.['groundswell_status']).toBe('champion');
  });

  test('our property deleted in HubSpot is said once, not asked a hundred times', async () => {
    const portal = await prepared(100, { batchFailure: 'whole' });
    portal.sandbox.portal.properties.remove('contacts', 'groundswell_reason');
    const ids = [...portal.live('contacts').keys()];
    const writing = portal.connect().writeFlags(
      ids.map((id) => write(id)),
      BEGIN,
    );
    await expect(writing).rejects.toMatchObject({ problem: { code: 'property_missing' }, retryAfter: null });
    expect(updates(portal)).toBe(1);
  });

  test('a row HubSpot says nothing about is not taken for written', async () => {
    const portal = await prepared(2);
    const silent: typeof fetch = async (input, init) => {
      const response = await viaSandbox(portal)(input, init);
      if (!new Request(input, init).url.includes('/batch/update')) return response;
      const body: { results: unknown[] } = JSON.parse(await response.text());
      return Response.json({ ...body, results: body.results.slice(0, 1), errors: [] }, { status: 207 });
    };
    const results = await portal
      .connect({ fetch: silent })
      .writeFlags([write('100001'), write('100002')], BEGIN);
    expect(results.map(({ problem }) => problem?.code ?? null)).toEqual([null, 'record_rejected']);
  });

  test('a vendor that is down is thrown as worth another try', async () => {
    const portal = await prepared(1);
    portal.sandbox.knobs.faults = [fault('server-error', { path: '/batch/update', times: null })];
    await expect(portal.connect().writeFlags([write('100001')], BEGIN)).rejects.toMatchObject({
      retryAfter: 1_000,
    });
  });

  test.each(['reset-before', 'error-after', 'truncated', 'locked', 'rate-limited'] as const)(
    'gets through %s',
    async (kind) => {
      const portal = await prepared(1);
      portal.sandbox.knobs.faults = [fault(kind, { path: '/batch/update', times: 2 })];
      expect(await portal.connect().writeFlags([write('100001')], BEGIN)).toEqual([
        { recordId: '100001', problem: null },
      ]);
    },
  );
});
