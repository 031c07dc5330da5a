import { afterAll, beforeAll, expect, it } from 'vitest';
import { startGroundswell, until, type RunningGroundswell } from '#test/support/running.ts';
import { controlsOf, eventually, type Controls } from './controls.ts';
import type { Person } from './shapes.ts';
import { visitor } from './visitor.ts';

interface JobChange {
  id: string;
  personId: string;
  kind: string;
  toCompany: string | null;
  toldAt: number | null;
  verdict: string | null;
}

let g: RunningGroundswell;
let vendors: Controls;

beforeAll(async () => {
  g = await startGroundswell({ people: 200 });
  vendors = controlsOf(g);
  await g.synced();
});

afterAll(async () => {
  await g.close();
});

it('somebody who changes jobs in HubSpot loses the flag, Slack hears of it, and a “not a move” gives it back', async () => {
  const { items } = await g.api<{ items: Person[] }>('/people?limit=200');
  const champion = items.find(({ status, company }) => status === 'champion' && company !== null);
  const recordId = champion?.records.find(({ vendor }) => vendor === 'hubspot')?.id ?? '';
  const { portal } = g.sandbox.hubspot.sandbox;
  const now = portal.find('contacts', Number(recordId))?.properties['associatedcompanyid'];
  const other = portal.tables.companies.page(0, 20).records.find(({ id }) => String(id) !== now);
  const flag = async () => (await vendors.record(recordId)).properties['groundswell_status'];
  await until(async () => (await flag()) === 'champion', 'the flag');

  await fetch(
    `http://127.0.0.1:${g.sandbox.ports.hubspot}/contacts/${portal.id}/record/0-1/${recordId}/job`,
    {
      method: 'POST',
      body: new URLSearchParams({ company: String(other?.id), title: 'VP of Everything' }),
    },
  );
  const alert = await vendors.message(/is now VP of Everything at/);
  expect(alert.text).toContain(`${champion?.name}, champion at ${champion?.company}`);
  expect(alert.text).toContain(other?.properties['name']);
  expect(alert.warnings).toEqual([]);
  await until(async () => (await flag()) === 'none', 'the flag to end');
  expect((await vendors.record(recordId)).properties['groundswell_reason']).toContain('Moved from');

  const open = async () => (await g.api<{ items: JobChange[] }>('/job-changes')).items;
  const move = await eventually(async () => (await open())[0], 'the move');
  expect(move).toMatchObject({ personId: champion?.id, kind: 'moved', toldAt: expect.any(Number) });

  const admin = visitor(g.appUrl);
  await admin.signIn(g.adminToken);
  expect(await admin.read('/console/moves')).toContain(champion?.name);
  expect(await admin.read(`/console/advocates/${champion?.id}`)).toContain('Their flag has ended.');
  await g.api(`/job-changes/${move.id}/settle`, { verdict: 'rejected', by: 'zoe' });
  await until(async () => (await flag()) === 'champion', 'the flag to be back');
  await until(async () => {
    const message = (await vendors.messages()).find(({ ts }) => ts === alert.ts);
    return JSON.stringify(message).includes('admin as zoe says it is none');
  }, 'the alert to say so');
  expect(await open()).toEqual([]);
});
