import { expect, test } from 'vitest';
import type { SyncCursor, SyncStep } from '#connectors/connector.ts';
import { Mirror } from '#test/contract/mirror.ts';
import type { Actor } from '#test/sandbox/hubspot/portal.ts';
import { testPortal, viaSandbox, type TestPortal } from '../portal.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const PERSON: Actor = { source: 'CRM_UI', sourceId: 'userId:1' };

async function readAll(steps: AsyncIterable<SyncStep>) {
  const mirror = new Mirror();
  let cursor: SyncCursor = {};
  let read = 0;
  for await (const step of steps) {
    mirror.apply(step.batch);
    cursor = step.cursor;
    read += step.read;
  }
  return { mirror, cursor, read };
}

/** A portal half an hour after its backfill, with the cursor to poll from. */
async function settled(shape: Parameters<typeof testPortal>[0]) {
  const portal = testPortal(shape);
  const { cursor } = await readAll(portal.connect().backfill(null));
  portal.clock.at += 30 * MINUTE;
  const polled = await readAll(portal.connect().poll(cursor, portal.clock.at));
  portal.clock.at += 30 * MINUTE;
  return { portal, cursor: polled.cursor };
}

function rename(portal: TestPortal, id: number, firstname: string) {
  portal.sandbox.portal.update(
    'contacts',
    portal.sandbox.portal.find('contacts', id)!,
    { firstname },
    PERSON,
  );
}

function callsTo(portal: TestPortal, end: string, begin = ''): number {
  return Object.entries(portal.sandbox.calls.summary().calls)
    .filter(([path]) => path.startsWith(begin) && path.endsWith(end))
    .reduce((sum, [, count]) => sum + count, 0);
}

test('finds changed companies and deals too, deals with who is on them', async () => {
  const { portal, cursor } = await settled({ contacts: 10, companies: 5, deals: 5 });
  const { portal: records } = portal.sandbox;
  records.update('companies', records.find('companies', 900_000_002)!, { name: 'New Name' }, PERSON);
  records.update('deals', records.find('deals', 2_000_000_003)!, { dealstage: 'closedwon' }, PERSON);
  const { mirror } = await readAll(portal.connect().poll(cursor, portal.clock.at));
  expect([...mirror.companies.values()]).toMatchObject([{ id: '900000002', name: 'New Name' }]);
  expect([...mirror.deals.values()]).toMatchObject([
    { id: '2000000003', outcome: 'won', contactIds: ['100003'], companyId: '900000003' },
  ]);
});

test('a change search shows late is found by the next poll', async () => {
  const { portal, cursor } = await settled({ contacts: 10 });
  portal.sandbox.knobs.searchLagMs = 50 * SECOND;
  rename(portal, 100_004, 'Late');
  portal.clock.at += 5 * SECOND;
  const first = await readAll(portal.connect().poll(cursor, portal.clock.at));
  expect(first.read).toBe(0);
  portal.clock.at += MINUTE;
  const second = await readAll(portal.connect().poll(first.cursor, portal.clock.at));
  expect([...second.mirror.contacts.values()]).toMatchObject([{ id: '100004', name: 'Late Last3' }]);
});

test('takes over the record, not what search still shows of it', async () => {
  const { portal, cursor } = await settled({ contacts: 10 });
  rename(portal, 100_004, 'First change');
  portal.clock.at += 10 * SECOND;
  portal.sandbox.knobs.searchLagMs = 50 * SECOND;
  rename(portal, 100_004, 'Second change');
  const { mirror } = await readAll(portal.connect().poll(cursor, portal.clock.at));
  expect(mirror.contacts.get('100004')?.name).toBe('Second change Last3');
});

test('a record search shows and the portal has no more is a removal', async () => {
  const { portal, cursor } = await settled({ contacts: 10 });
  rename(portal, 100_004, 'Going');
  const gone: typeof fetch = async (input, init) => {
    const response = await viaSandbox(portal)(input, init);
    if (new Request(input, init).url.includes('/search')) {
      const { portal: records } = portal.sandbox;
      const record = records.find('contacts', 100_004)!;
      if (record.archivedAt === null) records.archive('contacts', record, PERSON);
    }
    return response;
  };
  const removals = [];
  for await (const { batch } of portal.connect({ fetch: gone }).poll(cursor, portal.clock.at))
    removals.push(...batch.removals);
  expect(removals).toEqual([{ kind: 'contact', id: '100004', erased: false }]);
});

test('never asks for a page by its offset', async () => {
  const { portal, cursor } = await settled({ contacts: 900 });
  for (let index = 0; index < 900; index++) {
    rename(portal, 100_001 + index, `Renamed ${index}`);
    if (index % 300 === 0) portal.clock.at += SECOND;
  }
  const bodies: string[] = [];
  const watched: typeof fetch = async (input, init) => {
    if (new Request(input, init).url.includes('/search')) bodies.push(await new Request(input, init).text());
    return viaSandbox(portal)(input, init);
  };
  const { mirror } = await readAll(portal.connect({ fetch: watched }).poll(cursor, portal.clock.at));
  expect(mirror.contacts.size).toBe(900);
  expect(bodies.length).toBeGreaterThan(4);
  for (const body of bodies) expect(JSON.parse(body)).not.toHaveProperty('after');
});

test('reads two crowded milliseconds that follow each other', async () => {
  const { portal, cursor } = await settled({ contacts: 700 });
  for (let index = 0; index < 700; index++) {
    rename(portal, 100_001 + index, `Renamed ${index}`);
    if (index % 233 === 232) portal.clock.at += 1;
  }
  const { mirror } = await readAll(portal.connect().poll(cursor, portal.clock.at + MINUTE));
  expect(mirror.contacts.size).toBe(700);
});

/** Renames everybody, 250 in each second, the last ids first; gives the cursor from before. */
async function crowdedSeconds(contacts: number) {
  const { portal, cursor } = await settled({ contacts, knobs: { modifiedTieMs: SECOND } });
  for (let index = contacts - 1; index >= 0; index--) {
    rename(portal, 100_001 + index, `Renamed ${index}`);
    if (index % 250 === 0) portal.clock.at += SECOND;
  }
  portal.clock.at += SECOND;
  portal.sandbox.calls.clear();
  return { portal, cursor };
}

test('reads crowded seconds that follow each other for hardly more searches than they fill', async () => {
  const { portal, cursor } = await crowdedSeconds(2_000);
  const { mirror } = await readAll(portal.connect().poll(cursor, portal.clock.at));
  expect(mirror.contacts.size).toBe(2_000);
  expect(callsTo(portal, '/contacts/search')).toBeLessThanOrEqual(2_000 / 200 + 2);
});

test('goes on from every cursor within crowded seconds, losing nothing', async () => {
  const { portal, cursor } = await crowdedSeconds(1_000);
  const begun = new Mirror();
  for await (const step of portal.connect().poll(cursor, portal.clock.at)) {
    begun.apply(step.batch);
    const { mirror } = await readAll(portal.connect().poll(step.cursor, portal.clock.at));
    expect(new Set([...begun.contacts.keys(), ...mirror.contacts.keys()]).size).toBe(1_000);
  }
});

test('ends while records keep changing under it, and the rest is the next poll’s', async () => {
  const { portal, cursor } = await settled({ contacts: 400 });
  let turn = 0;
  const restless: typeof fetch = async (input, init) => {
    portal.clock.at += SECOND;
    turn += 1;
    for (let index = 0; index < 250; index++) rename(portal, 100_001 + index, `Turn ${turn}`);
    return viaSandbox(portal)(input, init);
  };
  const first = await readAll(portal.connect({ fetch: restless }).poll(cursor, portal.clock.at));
  expect(turn).toBeLessThan(40);
  portal.clock.at += MINUTE;
  const { mirror } = await readAll(portal.connect().poll(first.cursor, portal.clock.at));
  for (let index = 0; index < 250; index++)
    expect(mirror.contacts.get(String(100_001 + index))?.name).toBe(`Turn ${turn} Last${index}`);
});

test('what one poll handed over costs the next no read, unless it changed since', async () => {
  const { portal, cursor } = await settled({ contacts: 500 });
  const reads = () => callsTo(portal, '/contacts/batch/read');
  portal.sandbox.calls.clear();
  for (let index = 0; index < 450; index++) rename(portal, 100_001 + index, 'Imported');
  portal.clock.at += 5 * SECOND;
  const first = await readAll(portal.connect().poll(cursor, portal.clock.at));
  expect([first.read, reads()]).toEqual([450, 5]);
  rename(portal, 100_004, 'Changed');
  portal.clock.at += 30 * SECOND;
  const second = await readAll(portal.connect().poll(first.cursor, portal.clock.at));
  expect([...second.mirror.contacts.keys()]).toEqual(['100004']);
  expect(reads()).toBe(6);
});

test('a change with the time of one already read is found', async () => {
  const { portal, cursor } = await settled({ contacts: 10, knobs: { modifiedTieMs: SECOND } });
  rename(portal, 100_004, 'Early');
  const first = await readAll(portal.connect().poll(cursor, portal.clock.at));
  rename(portal, 100_004, 'Late');
  portal.clock.at += MINUTE / 2;
  const second = await readAll(portal.connect().poll(first.cursor, portal.clock.at));
  expect(second.mirror.contacts.get('100004')?.name).toBe('Late Last3');
});

test('asks what can be read once an hour where that is kept', async () => {
  const { portal, cursor } = await settled({ contacts: 10 });
  let kept: string | null = null;
  const memory = {
    load: () => kept,
    save: (text: string | null) => {
      kept = text;
    },
  };
  const asked = () => callsTo(portal, '/contacts', 'GET /crm/properties/');
  const before = asked();
  for (let polls = 0; polls < 3; polls++)
    await readAll(portal.connect({ memory }).poll(cursor, portal.clock.at));
  expect(asked()).toBe(before + 1);
  portal.clock.at += 61 * MINUTE;
  await readAll(portal.connect({ memory }).poll(cursor, portal.clock.at));
  expect(asked()).toBe(before + 2);
  await portal.connect({ memory }).inspect([]);
  await readAll(portal.connect({ memory }).poll(cursor, portal.clock.at));
  expect(asked()).toBe(before + 3);
});

test.each([-3_600_000, 3_600_000])('loses nothing when our clock is %i ms wrong', async (wrong) => {
  const portal = testPortal({ contacts: 300 });
  const dated: typeof fetch = async (input, init) => {
    const response = await viaSandbox(portal)(input, init);
    response.headers.set('date', new Date(portal.clock.at).toUTCString());
    return response;
  };
  const ours = () => portal.clock.at + wrong;
  const connect = () => portal.connect({ fetch: dated, now: ours });
  let { cursor } = await readAll(connect().backfill(null));
  const seen = new Mirror();
  for (let minute = 1; minute <= 5; minute++) {
    portal.clock.at += MINUTE;
    for (let index = 0; index < 300; index++) {
      rename(portal, 100_001 + index, `Minute ${minute}`);
      portal.clock.at += 1;
    }
    for await (const step of connect().poll(cursor, ours())) {
      seen.apply(step.batch);
      cursor = step.cursor;
    }
    expect(
      [...seen.contacts.values()].filter(({ name }) => name.startsWith(`Minute ${minute} `)),
    ).toHaveLength(300);
  }
});

test('without a cursor it reads everything there is', async () => {
  const portal = testPortal({ contacts: 450, companies: 3, deals: 3 });
  const { mirror } = await readAll(portal.connect().poll(null, portal.clock.at));
  expect([mirror.contacts.size, mirror.companies.size, mirror.deals.size]).toEqual([450, 3, 3]);
});
