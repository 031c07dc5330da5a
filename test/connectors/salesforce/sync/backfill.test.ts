import { describe, expect, test } from 'vitest';
import type { SyncCursor } from '#connectors/connector.ts';
import { makeId } from '#test/sandbox/salesforce/org/id.ts';
import { testOrg, viaSandbox, type Connecting, type TestOrg } from '../org.ts';

/** Ids of the people read from a cursor on, at most so many steps of it. */
async function read(org: TestOrg, from: SyncCursor | null, how: Connecting = {}, most = Infinity) {
  const ids: string[] = [];
  let cursor = from;
  let steps = 0;
  for await (const { batch, cursor: at } of org.connect(how).backfill(from)) {
    ids.push(...batch.contacts.map(({ id }) => id));
    cursor = at;
    if (++steps >= most) break;
  }
  return { ids, cursor };
}

const everyone = (org: TestOrg) => [...org.people().keys()];
const byRest = (org: TestOrg) =>
  org.sandbox.calls.calls().filter(({ soql }) => soql?.includes('FROM Contact WHERE Id >')).length;

describe('backfill', () => {
  test('starts a bulk job only above the threshold', async () => {
    const org = testOrg({ contacts: 2_500 });
    expect((await read(org, null)).ids).toEqual(everyone(org));
    expect(org.sandbox.jobs.made).toBe(0);
    expect((await read(org, null, { bulkAbove: 400 })).ids).toEqual(everyone(org));
    expect(org.sandbox.jobs.made).toBe(1);
  });

  test('hands over a few records at a time, whatever the page holds', async () => {
    const org = testOrg({ contacts: 2_500 });
    for await (const { batch } of org.connect().backfill(null)) {
      expect(batch.contacts.length).toBeLessThanOrEqual(200);
    }
  });

  test('a job that fails is gone on without, from the last id read', async () => {
    const org = testOrg({ contacts: 4_600 });
    const failing: typeof fetch = async (input, init) => {
      for (const job of jobs(org)) job.state = 'Failed';
      return viaSandbox(org)(input, init);
    };
    expect((await read(org, null, { bulkAbove: 0, fetch: failing })).ids).toEqual(everyone(org));
    expect(org.sandbox.jobs.made).toBe(2);
    expect(byRest(org)).toBeGreaterThan(0);
  });

  test('a job whose results expired is begun anew where reading stopped', async () => {
    const org = testOrg({ contacts: 3_000, knobs: { bulkPageRows: 300 } });
    const begun = await read(org, null, { bulkAbove: 0 }, 28);
    expect(begun.ids.length).toBeGreaterThan(2_000);
    org.sandbox.jobs.clear();
    const rest = await read(org, begun.cursor, { bulkAbove: 0 });
    expect([...begun.ids, ...rest.ids]).toEqual(everyone(org));
  });

  test('what is changed while reading is the first poll’s, with our clock wrong either way', async () => {
    for (const minutes of [-40, 40]) {
      const org = testOrg({ contacts: 3 });
      const ours = { now: () => org.clock.at + minutes * 60_000 };
      const begun = await read(org, null, ours, 1);
      const [id = ''] = org.live('Contact').keys();
      org.sandbox.admin.update('Contact', id, { LastName: 'Moved' });
      const { cursor } = await read(org, begun.cursor, ours);
      org.clock.at += 60 * 60_000;
      const names: string[] = [];
      for await (const { batch } of org.connect(ours).poll(cursor, ours.now())) {
        names.push(...batch.contacts.map(({ name }) => name));
      }
      expect(names).toContain('First0 Moved');
    }
  });

  test('a cursor of another make begins at the beginning', async () => {
    const org = testOrg({ contacts: 5 });
    expect((await read(org, { phase: 'backfill', startedAt: 'yesterday' })).ids).toEqual(everyone(org));
  });
});

function jobs(org: TestOrg) {
  const made = Array.from({ length: org.sandbox.jobs.made }, (_, index) => index + 1);
  return made.flatMap((serial) => org.sandbox.jobs.get(makeId('750', serial)) ?? []);
}
