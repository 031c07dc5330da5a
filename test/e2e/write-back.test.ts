import Papa from 'papaparse';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGroundswell, until, type RunningGroundswell } from '#test/support/running.ts';
import { callerOf, expectProblem, expectShape } from './api-client.ts';
import { controlsOf, everyItem, type Controls } from './controls.ts';
import {
  changesShape,
  disconnectedShape,
  profileShape,
  writeBackShape,
  type Changes,
  type Connection,
  type Person,
} from './shapes.ts';
import { leadsTo, visitor, type Visitor } from './visitor.ts';

const HUBSPOT = 'hubspot-24601337';
const WRITE_BACK = `/connections/${HUBSPOT}/write-back`;
const PAGE = `/console${WRITE_BACK}`;

let g: RunningGroundswell;
let vendors: Controls;
let admin: Visitor;
/** What would be written when the first sync was over. */
let first: Changes['items'];

beforeAll(async () => {
  g = await startGroundswell({ people: 400, writeBack: 'review' });
  vendors = controlsOf(g);
  admin = visitor(g.appUrl);
  await admin.signIn(g.adminToken);
  await g.synced();
  first = await changes();
});

afterAll(async () => {
  await g.close();
});

describe('a portal that was just connected', () => {
  it('is written nothing, not even a property', async () => {
    const { properties } = g.sandbox.hubspot.sandbox.portal;
    expect(properties.list('contacts').filter(({ name }) => name.startsWith('groundswell'))).toEqual([]);
    expect(g.sandbox.hubspot.sandbox.calls.writes()).toEqual([]);
    const { items } = await g.api<{ items: Connection[] }>('/connections');
    expect(items.find(({ id }) => id === HUBSPOT)).toMatchObject({
      writeBack: 'review',
      heldFlags: first.length,
    });
    expect(items.find(({ vendor }) => vendor === 'slack')).toMatchObject({ writeBack: null, heldFlags: 0 });
  });

  it('is shown every change that would be: everybody who stands out, and nobody else', async () => {
    const page = expectShape(changesShape, await g.api(`${WRITE_BACK}?limit=3`));
    expect(page).toMatchObject({ on: false, waiting: first.length, next: expect.any(String) });
    expect(Object.values(page.statuses).reduce((sum, n) => sum + n, 0)).toBe(first.length);
    const people = (await everyItem<Person>(g, '/people?limit=200')).filter(({ tier }) => tier !== 'none');
    expect(people.length).toBeGreaterThan(20);
    expect(first.map(({ personId }) => personId).toSorted()).toEqual(people.map(({ id }) => id).toSorted());
    const standing = new Map(people.map(({ id, tier, propensity }) => [id, { tier, propensity }]));
    for (const { personId, before, after, url } of first) {
      expect(before).toBe(null);
      expect(standing.get(personId)).toEqual({ tier: after.status, propensity: after.propensity });
      expect(after.reason).not.toBe('');
      expect(url).toContain('/record/0-1/');
    }
  });

  it('has a page that says so, and a file that a spreadsheet does not run', async () => {
    const page = await admin.read(PAGE);
    expect(page).toContain('Nothing is written to HubSpot until you switch it on.');
    expect(page).toContain(first[0]!.after.reason);
    expect(await admin.read('/console/connections')).toContain(`In review , ${first.length} records wait`);
    const { recordId } = first[0]!;
    await vendors.hubspot('PATCH', `records/0-1/${recordId}`, { firstname: '=HYPERLINK("http://x")' });
    await until(async () => (await changes()).some(({ name }) => name.startsWith('=')), 'the new name');
    const response = await admin.get(`${PAGE}.csv`);
    expect(response.headers.get('content-disposition')).toBe(
      `attachment; filename="${HUBSPOT}-write-back.csv"`,
    );
    const text = await response.text();
    const { data, errors } = Papa.parse<Record<string, string>>(text, { header: true, skipEmptyLines: true });
    expect(errors).toEqual([]);
    expect(new Set(data.map(({ record }) => record))).toEqual(new Set(first.map((one) => one.recordId)));
    expect(data).toHaveLength(first.length);
    expect(data.find(({ record }) => record === recordId)).toMatchObject({
      status_before: '',
      status_after: first[0]!.after.status,
      updated_at_after: 'when written',
    });
    expect(data.find(({ record }) => record === recordId)?.['name']).toMatch(/^'=HYPERLINK/);
  });

  it('says why where the CRM cannot be asked', async () => {
    await vendors.turn({ faults: [{ kind: 'daily-limit', path: '/batch/read', times: null }] });
    await expectProblemOf(callerOf(g).call('GET', WRITE_BACK), 429, 'rate_limited');
    expect(await admin.read(PAGE)).toContain('The daily allowance of this HubSpot account is used up');
    await vendors.turn({ faults: [] });
  });
});

describe('once an admin has switched it on', () => {
  it('every change shown is written, and nothing is left to show', async () => {
    const on = await admin.post(PAGE, { on: 'yes' });
    expect(on.status).toBe(303);
    await until(async () => (await g.api<Changes>(WRITE_BACK)).waiting === 0, 'every flag to be written');
    for (const { recordId } of first) {
      const { properties } = await vendors.record(recordId);
      expect(properties['groundswell_status']).toMatch(/^(candidate|advocate|champion)$/);
      expect(properties['groundswell_updated_at']).not.toBe(null);
    }
    expect(await changes()).toEqual([]);
    expect(await admin.read(PAGE)).toContain('Nothing waits to be written');
  });

  it('pausing holds what comes, beside what the record says by then; whoever edits it is not overlooked', async () => {
    const { post } = callerOf(g);
    const [status, paused] = await post(WRITE_BACK, { on: false });
    expect([status, expectShape(writeBackShape, paused).on]).toEqual([200, false]);
    const { recordId, personId } = first[1]!;
    await vendors.hubspot('PATCH', `records/0-1/${recordId}`, { groundswell_reason: 'A rep wrote this' });
    const act = { key: 'act', personId, type: 'case_study', occurredAt: Date.now() };
    expect((await post('/signals', act))[0]).toBe(201);
    await until(async () => (await changes()).length > 0, 'the change');
    const [change] = await changes();
    expect(change).toMatchObject({ recordId, before: { reason: 'A rep wrote this' } });
    expect(change!.before!.updatedAt).not.toBe(null);
    expect(change!.after.propensity).toBeGreaterThan(0);
    expect((await vendors.record(recordId)).properties['groundswell_reason']).toBe('A rep wrote this');
    await post(WRITE_BACK, { on: true });
    const { reason } = change!.after;
    await until(
      async () => (await vendors.record(recordId)).properties['groundswell_reason'] === reason,
      'the flag to be written',
    );
  });

  it('a refused write shows on that person', async () => {
    const { recordId, personId } = first[2]!;
    await vendors.turn({ rejectedContacts: [recordId] });
    const act = { key: 'refused', personId, type: 'testimonial', occurredAt: Date.now() };
    expect((await callerOf(g).post('/signals', act))[0]).toBe(201);
    const profile = async () => expectShape(profileShape, await g.api(`/people/${personId}`));
    await until(async () => (await profile()).flagProblems.length > 0, 'the refusal');
    const [refused] = (await profile()).flagProblems;
    expect(refused).toMatchObject({ vendor: 'hubspot', recordId, problem: { code: 'record_rejected' } });
    const page = await admin.read(`/console/advocates/${personId}`);
    expect(page).toContain(`HubSpot refused our last write to record ${recordId}`);
    await vendors.turn({ rejectedContacts: [] });
  });
});

it('what is not asked for properly is refused', async () => {
  const { post } = callerOf(g);
  await expectProblem(post(WRITE_BACK, { on: 'yes' }), 400, 'invalid_input', 'on');
  expect((await admin.get('/console/connections/hubspot-1/write-back')).status).toBe(404);
  expect((await admin.get('/console/connections/hubspot-1/write-back.csv')).status).toBe(404);
  const stranger = visitor(g.appUrl);
  for (const asked of [stranger.get(`${PAGE}.csv`), stranger.post(PAGE, { on: 'no' })]) {
    expect(leadsTo(await asked).pathname).toBe('/console/sign-in');
  }
  expect((await admin.post(PAGE, { on: 'perhaps' })).status).toBe(303);
  expect((await g.api<Changes>(WRITE_BACK)).on).toBe(true);
});

it('disconnecting names everything of ours that stays, and the trail keeps it', async () => {
  const { portal } = g.sandbox.hubspot.sandbox;
  const [status, body] = await callerOf(g).post(`/connections/${HUBSPOT}/disconnect`, {});
  const { remains, problem } = expectShape(disconnectedShape, body);
  expect([status, problem]).toEqual([200, null]);
  const ours = portal.properties.list('contacts').filter(({ groupName }) => groupName === 'groundswell');
  expect(ours).toHaveLength(7);
  for (const { name } of ours) expect(remains.join('\n')).toContain(name);
  expect(remains.join('\n')).toContain('property group groundswell');
  expect(await admin.read('/console/audit')).toContain(remains[0]);
});

function changes(): Promise<Changes['items']> {
  return everyItem(g, `${WRITE_BACK}?limit=50`);
}

async function expectProblemOf(asked: Promise<Response>, status: number, code: string): Promise<void> {
  const response = await asked;
  expect(await response.json()).toMatchObject({ status, code });
}
