import { afterEach, describe, expect, it } from 'vitest';
import { giveConsent } from '#test/sandbox/consent.ts';
import { switchOnWriteBack } from '#test/sandbox/write-back.ts';
import { fault } from '#test/sandbox/faults.ts';
import { startGroundswell, until, type RunningGroundswell } from '#test/support/running.ts';
import { controlsOf, everyItem, undoubtedPeople, type Controls } from './controls.ts';
import type { Connection, Health, Person, Reward } from './shapes.ts';
import { startTokenProxy } from './token-proxy.ts';

const HUBSPOT = 'hubspot-24601337';

let g: RunningGroundswell;
let vendors: Controls;

afterEach(async () => {
  await g.close();
});

describe('HubSpot on a bad day', () => {
  it('is read to the end through every way a call can fail, and written to as if it were a good one', async () => {
    await start(300, []);
    const faults = [
      fault('rate-limited', { path: '/objects/2026-09/contacts', method: 'GET' }),
      fault('reset-before', { path: '/objects/2026-09/contacts', method: 'GET' }),
      fault('timeout-before', { path: '/deals', method: 'GET' }),
      fault('truncated', { path: '/companies', method: 'GET' }),
      fault('garbage', { path: '/deals', method: 'GET' }),
      fault('html-error', { path: '/properties', method: 'GET' }),
      fault('server-error', { path: '/owners' }),
      fault('locked', { path: '/search' }),
      fault('error-after', { path: '/properties', method: 'POST' }),
      fault('migrating', { path: '/batch/update' }),
      fault('reset-after', { path: '/batch/update' }),
    ];
    await vendors.turn({ faults, searchesPerSecond: 2 });
    await giveConsent(g.appUrl, 'hubspot', g.adminToken);
    await switchOnWriteBack(g.appUrl, g.adminToken);
    await g.synced();
    await untilFlagged(await flaggedPeople());

    const left = await vendors.hubspot<{ faults: { kind: string; times: number }[] }>('GET', 'knobs');
    expect(left.faults.filter(({ times }) => times > 0)).toEqual([]);
    const { counts, statuses } = await vendors.hubspot<{
      counts: { contacts: number };
      statuses: Record<string, number>;
    }>('GET', 'state');
    expect(statuses['429']).toBeGreaterThan(1);
    expect(await everyItem<Person>(g, '/people?limit=200')).toHaveLength(counts.contacts);
    expect(await connection()).toMatchObject({ state: 'live', problem: null });
  });

  it('is told apart from one whose daily allowance is spent', async () => {
    await start(20, ['hubspot']);
    await g.synced();
    await vendors.turn({ faults: [fault('daily-limit', { times: null })] });
    await g.api(`/connections/${HUBSPOT}/sync`, {});
    await until(async () => (await connection()).state === 'failing', 'the limit to be noticed');
    expect((await connection()).problem).toMatchObject({
      code: 'rate_limited',
      remedy: expect.stringContaining('midnight'),
    });
    await vendors.turn({ faults: [] });
    await g.api(`/connections/${HUBSPOT}/sync`, {});
    await g.synced();
    expect((await connection()).problem).toBeNull();
  });
});

describe('tokens', () => {
  it('are renewed once, however many calls find theirs at its end or refused before it', async () => {
    const proxy = await startTokenProxy(62);
    try {
      await start(1500, [], { HUBSPOT_API_URL: proxy.url });
      proxy.target = `http://127.0.0.1:${g.sandbox.ports.hubspot}`;
      await vendors.turn({ latencyMs: 250 });
      await giveConsent(g.appUrl, 'hubspot', g.adminToken);
      await switchOnWriteBack(g.appUrl, g.adminToken);
      await g.synced();
      expect(proxy.refreshes).toEqual({ total: 1, atOnce: 1 });

      await vendors.hubspot('POST', 'tokens/expire');
      await g.api(`/connections/${HUBSPOT}/sync?full=true`, {});
      await g.synced();
      expect(proxy.refreshes).toEqual({ total: 2, atOnce: 1 });
    } finally {
      await proxy.close();
    }
  });

  it('that were taken back end the connection, say so, and stop the asking', async () => {
    await start(20, ['hubspot']);
    await g.synced();
    const people = await everyItem<Person>(g, '/people?limit=200');
    await vendors.hubspot('POST', 'tokens/revoke');
    await g.api(`/connections/${HUBSPOT}/sync`, {});
    await until(async () => (await connection()).state === 'revoked', 'the loss to be noticed');
    expect((await connection()).problem).toMatchObject({
      code: 'vendor_revoked',
      message: expect.stringContaining('HubSpot has ended this connection'),
      remedy: 'Connect HubSpot again.',
    });
    const { calls } = await vendors.hubspot<{ calls: object }>('GET', 'calls');
    expect(await g.api(`/connections/${HUBSPOT}/sync?full=true`, {})).toMatchObject({ state: 'revoked' });
    expect((await vendors.hubspot<{ calls: object }>('GET', 'calls')).calls).toEqual(calls);
    expect((await everyItem<Person>(g, '/people?limit=200')).map(({ id }) => id)).toEqual(
      people.map(({ id }) => id),
    );

    await giveConsent(g.appUrl, 'hubspot', g.adminToken);
    await switchOnWriteBack(g.appUrl, g.adminToken);
    await g.synced();
    expect(await everyItem<Person>(g, '/people?limit=200')).toHaveLength(people.length);
  });
});

describe('what is wrong with one part', () => {
  it.each(['row', 'whole'])(
    'is told of one bad record, and the rest of its batch lands (%s)',
    async (batchFailure) => {
      await start(300, []);
      const bad = '100001';
      for (let id = Number(bad); id < Number(bad) + 110; id += 1) {
        for (const act of ['reference_call', 'referral', 'speaking']) {
          await vendors.hubspot('POST', `records/0-1/${id}/acts`, { act });
        }
      }
      await vendors.turn({ rejectedContacts: [bad], batchFailure });
      await giveConsent(g.appUrl, 'hubspot', g.adminToken);
      await switchOnWriteBack(g.appUrl, g.adminToken);
      await g.synced();
      const flagged = await flaggedPeople();
      expect(flagged.length).toBeGreaterThan(100);
      expect(flagged.some(({ records }) => records[0]!.id === bad)).toBe(true);
      await untilFlagged(flagged.filter(({ records }) => records[0]!.id !== bad));

      const { rejected } = await health();
      expect(rejected.map(({ recordId }) => recordId)).toEqual([bad]);
      expect(rejected[0]?.problem).toMatchObject({ code: 'record_rejected' });
      expect(rejected[0]?.problem.message).not.toBe('');
      expect((await vendors.record(bad)).properties['groundswell_status'] ?? null).toBeNull();

      await vendors.turn({ rejectedContacts: [] });
      await vendors.hubspot('POST', `records/0-1/${bad}/acts`, { act: 'case_study' });
      await until(async () => (await health()).rejected.length === 0, 'the next change to be written');
    },
  );

  it('is told of properties that changed or are gone, and the others are read on', async () => {
    await start(30, ['hubspot']);
    await g.synced();
    await vendors.hubspot('PATCH', 'properties/0-1/nps_score', { type: 'string' });
    await vendors.hubspot('DELETE', 'properties/0-1/product_usage_score');
    await g.api(`/connections/${HUBSPOT}/sync`, {});
    await until(async () => (await health()).mapping.length === 2, 'both to be named');
    const { mapping, state } = await health();
    expect(Object.fromEntries(mapping.map(({ property, problem }) => [property, problem.code]))).toEqual({
      nps_score: 'property_type_changed',
      product_usage_score: 'property_missing',
    });
    expect(mapping.every(({ property, problem }) => problem.message.includes(property))).toBe(true);
    expect(state).toBe('live');

    const [person] = await everyItem<Person>(g, '/people?limit=200');
    await vendors.hubspot('POST', `records/0-1/${person!.records[0]!.id}/acts`, { act: 'testimonial' });
    await until(async () => {
      const { lines } = await g.api<{ lines: { signal: string; at: number }[] }>(
        `/people/${person!.id}/score`,
      );
      return lines.some(({ signal, at }) => signal === 'testimonial' && at > Date.now() - 172_800_000);
    }, 'the other fields to be read on');

    await vendors.hubspot('PATCH', 'properties/0-1/nps_score', { type: 'number' });
    await g.api(`/connections/${HUBSPOT}/sync`, {});
    await until(async () => (await health()).mapping.length === 1, 'the mended one to be taken off the list');
  });
});

describe('Slack and the payout desk on a bad day', () => {
  it('hear everything once more, and nothing is said or paid twice', async () => {
    await start(30, ['slack', 'hubspot']);
    await g.synced();
    const kinds = ['rate_limited', 'http_500', 'http_503', 'html_502', 'reset', 'fatal_error'];
    await vendors.slack('PATCH', 'knobs', {
      faults: kinds.map((kind) => ({ methods: ['chat.postMessage'], kind, when: 'before', times: 1 })),
    });
    const people = await undoubtedPeople(g);
    const rewards: Reward[] = [];
    for (const [at, kind] of kinds.entries()) {
      const proposal = {
        personId: people[at]!.id,
        amount: 5_00,
        currency: 'USD',
        act: `Talk ${at + 1}`,
        proposedBy: 'rule',
      };
      rewards.push(await g.api<Reward>('/rewards', { ...proposal, key: kind }));
    }
    await until(
      async () => (await posted(rewards)).every((times) => times === 1),
      'each message to be posted',
    );

    const desk = [
      'server-error',
      'error-after',
      'reset-after',
      'rate-limited',
      'garbage',
      'truncated',
    ] as const;
    await vendors.payouts('PATCH', 'knobs', { faults: desk.map((kind) => fault(kind)) });
    for (const { id } of rewards)
      await g.api(`/rewards/${id}/decisions`, { decision: 'approve', by: 'admin' });
    await until(
      async () => (await everyItem<Reward>(g, '/rewards?limit=200')).every(({ state }) => state === 'paid'),
      'everything to be paid',
    );
    const { asked, payouts } = await vendors.paid();
    expect(asked).toBeGreaterThan(rewards.length);
    expect(payouts.map(({ key }) => key).toSorted()).toEqual(
      rewards.map(({ id }) => `reward:${id}:payout`).toSorted(),
    );
    expect(await posted(rewards)).toEqual(rewards.map(() => 1));
    const { items } = await g.api<{ items: Connection[] }>('/connections');
    expect(items.map(({ state, problem }) => [state, problem])).toEqual(items.map(() => ['live', null]));
  });
});

async function start(
  people: number,
  connect: ('hubspot' | 'slack')[],
  variables: Record<string, string> = {},
) {
  g = await startGroundswell({ people, connect, variables });
  vendors = controlsOf(g);
}

async function connection(): Promise<Connection> {
  return g.api<Connection>(`/connections/${HUBSPOT}`);
}

async function health(): Promise<Health> {
  return g.api<Health>(`/connections/${HUBSPOT}/health`);
}

async function flaggedPeople(): Promise<Person[]> {
  return (await everyItem<Person>(g, '/people?limit=200')).filter(({ tier }) => tier !== 'none');
}

/** Resolves once every one of these people's records shows their standing. */
async function untilFlagged(people: Person[]): Promise<void> {
  const missing = new Set(people);
  await until(async () => {
    for (const person of missing) {
      const { properties } = await vendors.record(person.records[0]!.id);
      if (properties['groundswell_status'] === person.tier) missing.delete(person);
    }
    return missing.size === 0;
  }, 'every flag to be written');
}

/** How often each reward's message was posted. */
async function posted(rewards: Reward[]): Promise<number[]> {
  const messages = await vendors.messages();
  return rewards.map(
    ({ act }) => messages.filter(({ blocks }) => JSON.stringify(blocks).includes(act)).length,
  );
}
