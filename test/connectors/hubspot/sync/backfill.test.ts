import { describe, expect, test } from 'vitest';
import type { Spend, SyncCursor, SyncStep } from '#connectors/connector.ts';
import { ConnectorError } from '#connectors/shared/connector-error.ts';
import { Mirror } from '#test/contract/mirror.ts';
import { fault, type Fault } from '#test/sandbox/faults.ts';
import { BEGIN, testPortal, viaSandbox, type TestPortal } from '../portal.ts';
import { reorderedList } from './reordered-list.ts';

const MINUTE = 60_000;

async function readAll(steps: AsyncIterable<SyncStep>) {
  const mirror = new Mirror();
  let cursor: SyncCursor = {};
  for await (const step of steps) {
    mirror.apply(step.batch);
    cursor = step.cursor;
  }
  return { mirror, cursor };
}

function counted() {
  const spent = { call: 0, search: 0 };
  const spend: Spend = (budget, call) => {
    spent[budget] += 1;
    return call();
  };
  return { spent, spend };
}

const listCalls = (portal: TestPortal) =>
  portal.sandbox.calls.summary().calls['GET /crm/objects/2026-09/contacts'] ?? 0;
const everyContact = (portal: TestPortal) => [...portal.live('contacts').keys()];
const known = (mirror: Mirror) => [...mirror.contacts.keys()].toSorted();

describe('both ends', () => {
  test('share the work and waste next to no call', async () => {
    const portal = testPortal({ contacts: 10_000, companies: 300, deals: 200 });
    const { spent, spend } = counted();
    const { mirror } = await readAll(portal.connect({ spend }).backfill(null));
    expect(known(mirror)).toEqual(everyContact(portal));
    const floor = 100 + 3 + 2 + 2;
    expect(spent.call - 1).toBeLessThanOrEqual(floor * 1.03); // one call asks for the properties
    expect(listCalls(portal)).toBeLessThan(70);
    expect(spent.search).toBeLessThanOrEqual(50);
  });

  test('are not worth it for a few pages', async () => {
    const portal = testPortal({ contacts: 280 });
    const { spent, spend } = counted();
    await readAll(portal.connect({ spend }).backfill(null));
    expect(spent).toEqual({ call: 1 + 3 + 1 + 1 + 2, search: 1 });
  });

  test('never have more than six calls under way, nor read far ahead of a consumer that waits', async () => {
    const portal = testPortal({ contacts: 5_000, companies: 1_000, deals: 1_000 });
    let running = 0;
    let most = 0;
    let calls = 0;
    const slow: typeof fetch = async (input, init) => {
      calls += 1;
      most = Math.max(most, ++running);
      await new Promise((resolve) => setTimeout(resolve, 1));
      return viaSandbox(portal)(input, init).finally(() => running--);
    };
    const steps = portal.connect({ fetch: slow }).backfill(null)[Symbol.asyncIterator]();
    await steps.next();
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(calls).toBeLessThan(25);
    while (!(await steps.next()).done);
    expect(most).toBeLessThanOrEqual(6);
    expect(most).toBeGreaterThan(4);
  });
});

describe('where search cannot be relied on, the list alone reads everything:', () => {
  const broken: [string, Partial<Fault>, number][] = [
    ['refused from the start', { path: '/search' }, 0],
    ['refused later on', { path: '/search' }, 6],
    ['its reads refused from the start', { path: '/batch/read' }, 0],
    ['its reads refused later on', { path: '/batch/read' }, 7],
  ];
  test.each(broken)('%s', async (_name, rule, after) => {
    const portal = testPortal({ contacts: 2_000 });
    let matching = 0;
    const refusing: typeof fetch = async (input, init) => {
      if (new Request(input, init).url.includes(rule.path ?? '') && matching++ >= after)
        return new Response('{}', { status: 400 });
      return viaSandbox(portal)(input, init);
    };
    const { mirror } = await readAll(portal.connect({ fetch: refusing }).backfill(null));
    expect(known(mirror)).toEqual(everyContact(portal));
  });

  test('ids of the list out of order', async () => {
    const portal = testPortal({ contacts: 2_000 });
    const fetch = reorderedList(portal, (ids) => ids.toReversed());
    const { spent, spend } = counted();
    const { mirror } = await readAll(portal.connect({ fetch, spend }).backfill(null));
    expect(known(mirror)).toEqual(everyContact(portal));
    expect(spent.search).toBeLessThan(4);
  });

  test('ids of the list out of order only after the ends have met', async () => {
    const portal = testPortal({ contacts: 2_000 });
    const fetch = reorderedList(portal, (ids) => [...ids.slice(7), ...ids.slice(0, 7)]);
    const { mirror } = await readAll(portal.connect({ fetch }).backfill(null));
    expect(known(mirror)).toEqual(everyContact(portal));
  });

  test('the same, killed after every step', async () => {
    const portal = testPortal({ contacts: 1_200 });
    const fetch = reorderedList(portal, (ids) => [...ids.slice(7), ...ids.slice(0, 7)]);
    const mirror = new Mirror();
    let cursor: SyncCursor | null = null;
    for (let ended = false; !ended;) {
      ended = true;
      for await (const step of portal.connect({ fetch }).backfill(cursor)) {
        mirror.apply(step.batch);
        cursor = step.cursor;
        ended = false;
        break;
      }
    }
    expect(known(mirror)).toEqual(everyContact(portal));
  });
});

test('contacts too new for the search index are left to the first poll, however late the index is', async () => {
  const portal = testPortal({ contacts: 1_000 });
  portal.sandbox.knobs.searchLagMs = 5 * MINUTE;
  for (let index = 0; index < 250; index++) {
    portal.sandbox.portal.create(
      'contacts',
      { firstname: `New ${index}` },
      { source: 'CRM_UI', sourceId: '1' },
    );
  }
  portal.clock.at += 3 * MINUTE;
  const { mirror, cursor } = await readAll(portal.connect().backfill(null));
  portal.clock.at += 3 * MINUTE;
  for await (const step of portal.connect().poll(cursor, portal.clock.at)) mirror.apply(step.batch);
  expect(known(mirror)).toEqual(everyContact(portal));
});

test('a vendor that is down is reported, not taken for the end', async () => {
  const portal = testPortal({ contacts: 2_000 });
  portal.sandbox.knobs.faults = [fault('server-error', { path: '/crm/objects', times: null })];
  await expect(readAll(portal.connect().backfill(null))).rejects.toMatchObject({
    retryAfter: 1_000,
    problem: { code: 'vendor_unavailable' },
  });
  portal.sandbox.knobs.faults = [fault('daily-limit', { path: '/contacts', times: null })];
  await expect(readAll(portal.connect().backfill(null))).rejects.toBeInstanceOf(ConnectorError);
});

test('a cursor that is not ours begins anew, one of a poll has nothing to backfill', async () => {
  const portal = testPortal({ contacts: 150 });
  const { mirror, cursor } = await readAll(
    portal.connect().backfill({ phase: 'backfill', contactsAfter: 7 }),
  );
  expect(mirror.contacts.size).toBe(150);
  expect((await readAll(portal.connect().backfill(cursor))).mirror.contacts.size).toBe(0);
});

test('a deal with more associations than fit in the list is asked again', async () => {
  const portal = testPortal({ contacts: 3, deals: 2 });
  const cut: typeof fetch = async (input, init) => {
    const response = await viaSandbox(portal)(input, init);
    if (!new Request(input, init).url.includes('/2026-09/deals?')) return response;
    const page: {
      results: { id: string; associations: Record<string, unknown> }[];
    } = JSON.parse(await response.text());
    page.results[0]!.associations = { contacts: { results: [], paging: { next: { after: '1' } } } };
    return Response.json(page);
  };
  const { mirror } = await readAll(portal.connect({ fetch: cut }).backfill(null));
  expect([...mirror.deals.values()].map(({ contactIds }) => contactIds)).toEqual([['100001'], ['100002']]);
});

test('the poll afterwards begins by the vendor’s clock, whatever ours says', async () => {
  const portal = testPortal({ contacts: 150 });
  const vendorTime = BEGIN;
  const dated: typeof fetch = async (input, init) => {
    const response = await viaSandbox(portal)(input, init);
    response.headers.set('date', new Date(vendorTime).toUTCString());
    return response;
  };
  const started = async (ahead: number) => {
    portal.clock.at = vendorTime + ahead;
    return (await readAll(portal.connect({ fetch: dated }).backfill(null))).cursor['since'];
  };
  expect(await started(0)).toBe(vendorTime - 10 * MINUTE);
  expect(await started(25 * MINUTE)).toBe(vendorTime - 10 * MINUTE);
  expect(await started(-25 * MINUTE)).toBe(vendorTime - 35 * MINUTE);
});
