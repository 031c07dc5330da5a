import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serve, type RunningServer } from '../../bin/serve.ts';
import { giveConsent } from '#test/sandbox/consent.ts';
import { letSlackDecide } from '#test/sandbox/default-role.ts';
import { switchOnWriteBack } from '#test/sandbox/write-back.ts';
import { fault } from '#test/sandbox/faults.ts';
import { ADMIN_TOKEN, apiOf, isSynced, startVendors, until, type Vendors } from '#test/support/running.ts';
import { killRuntime } from '#test/support/runtime.ts';
import { ANA, balancesOf, buttonsOf, controlsOf, eventually, everyItem, type Controls } from './controls.ts';
import type { Connection, Health, Person, Reward, Transaction } from './shapes.ts';
import { askState, freshFolder } from './state-files.ts';

const PEOPLE = 1200;
const HUBSPOT = 'hubspot-24601337';
/** After a restart the rate window counts as spent, so nothing goes out for eleven seconds. */
const PATIENCE = 120_000;

const folder = freshFolder();
let vendors: Vendors;
let controls: Controls;
let server: RunningServer;
const g = { api: <T>(path: string, body?: unknown) => apiOf(vendors.appUrl)<T>(path, body) };

beforeAll(async () => {
  vendors = await startVendors(PEOPLE);
  controls = controlsOf(vendors);
  const { port, variables } = vendors;
  server = await serve({ port, stateDir: folder, variables });
});

afterAll(async () => {
  await server.close();
  await vendors.sandbox.close();
});

describe('the whole server is killed', { timeout: 240_000 }, () => {
  it('again and again during the first sync, and it goes on where it was', async () => {
    await giveConsent(vendors.appUrl, 'slack', ADMIN_TOKEN);
    await controls.turn({ latencyMs: 400 });
    await giveConsent(vendors.appUrl, 'hubspot', ADMIN_TOKEN);
    await letSlackDecide(vendors.appUrl, ADMIN_TOKEN);
    await switchOnWriteBack(vendors.appUrl, ADMIN_TOKEN);
    // Before the first page, and with pages committed.
    for (const share of [0, 0.4]) {
      await until(async () => (await progress()).done >= share * PEOPLE, `${share} of the sync`, PATIENCE);
      const { done } = await progress();
      expect(done).toBeLessThan(PEOPLE);
      await restart();
      expect((await progress()).done).toBeGreaterThanOrEqual(done);
      expect(await connection()).toMatchObject({ state: 'syncing' });
    }
    await until(() => isSynced(g.api), 'the sync to end', PATIENCE);

    const { counts } = await controls.hubspot<{ counts: Record<string, number> }>('GET', 'state');
    const people = await everyItem<Person>(g, '/people?limit=200&sort=name');
    const records = people.flatMap((person) => person.records.map(({ id }) => id));
    expect(people).toHaveLength(counts['contacts'] ?? 0);
    expect(records).toHaveLength(counts['contacts'] ?? 0);
    expect(new Set(records).size).toBe(counts['contacts']);
    // Nothing that was read before a kill is counted again after it.
    const all = ['contacts', 'companies', 'deals'].reduce((sum, kind) => sum + (counts[kind] ?? 0), 0);
    expect(await progress()).toEqual({ done: all, total: all });
    for (const { id, propensity } of people.slice(0, 100)) {
      const { lines } = await g.api<{ lines: { points: number }[] }>(`/people/${id}/score`);
      const sum = lines.reduce((total, { points }) => total + points, 0);
      expect(propensity ?? sum).toBe(sum);
    }
    await until(
      async () => deliveries(`kind = 'digest' AND state = 'sent'`) === 1,
      'the digest to be posted',
    );
    expect((await controls.messages()).filter(({ text }) => /new advocates?:/.test(text))).toHaveLength(1);
  });

  it('with flags on their way to HubSpot, and each record shows its own in the end', async () => {
    await controls.turn({ latencyMs: 3000 });
    await reportIdeas();
    expect(deliveries(`kind = 'flag' AND state = 'due'`)).toBeGreaterThan(0);
    await restart();
    await controls.turn({ latencyMs: 0 });
    await untilDrained();
    const flagged = (await everyItem<Person>(g, '/people?limit=200')).filter(({ tier }) => tier !== 'none');
    expect(flagged.length).toBeGreaterThan(10);
    for (const person of flagged) {
      const { properties } = await controls.record(person.records[0]!.id);
      expect(properties['groundswell_status']).toBe(person.tier);
      const written = Number(properties['groundswell_propensity']);
      expect(Math.abs(written - (person.propensity ?? NaN))).toBeLessThanOrEqual(1);
    }
  });

  it('with webhooks taken and not yet looked at, and none is lost', async () => {
    const [person] = (await everyItem<Person>(g, '/people?limit=200')).filter(({ tier }) => tier === 'none');
    await controls.turn({ latencyMs: 1000 });
    await controls.hubspot('PATCH', `records/0-1/${person!.records[0]!.id}`, { firstname: 'Phoenix' });
    await controls.hubspot('POST', 'webhooks/settle');
    await restart();
    await controls.turn({ latencyMs: 0 });
    await until(
      async () => (await g.api<Person>(`/people/${person!.id}`)).name.startsWith('Phoenix'),
      'the change to arrive',
      PATIENCE,
    );
    await until(async () => (await unaccounted()) === 0, 'every event to be accounted for', PATIENCE);
    expect((await health()).parkedEvents).toEqual([]);
  });

  it('at the very press of Approve, right after it, and between payout and its answer: one decision, one payout', async () => {
    const [pressed, acked, unanswered] = [
      await propose('pressed'),
      await propose('acked'),
      await propose('unanswered'),
    ];

    // Slack takes no key with a message: one that is lost between its posting and our note of it is posted again.
    await untilDrained();
    const press = approve(pressed);
    await until(async () => (await presses()) === 1, 'the press to be on its way');
    await restart();
    await press;
    if ((await state(pressed)) === 'proposed') await approve(pressed);
    await untilPaid(pressed);

    expect(await approve(acked)).toEqual({ ok: true });
    await restart();
    expect(['approved', 'paid']).toContain(await state(acked));
    await untilPaid(acked);

    await controls.payouts('PATCH', 'knobs', { faults: [fault('timeout-after')] });
    expect(await approve(unanswered)).toEqual({ ok: true });
    await until(async () => (await controls.paid()).payouts.length === 3, 'the desk to pay');
    expect(await state(unanswered)).toBe('approved');
    await restart();
    await untilPaid(unanswered);

    const rewards = [pressed, acked, unanswered];
    const { asked, payouts } = await controls.paid();
    expect(payouts.map(({ key }) => key).toSorted()).toEqual(
      rewards.map(({ id }) => `reward:${id}:payout`).toSorted(),
    );
    expect(asked).toBeGreaterThan(payouts.length);
    const books = await everyItem<Transaction>(g, '/ledger?limit=200');
    expect(books.map(({ id }) => id).toSorted()).toEqual(
      rewards
        .flatMap(({ id }) => ['reserve', 'approve', 'payout'].map((kind) => `reward:${id}:${kind}`))
        .toSorted(),
    );
    expect(balancesOf(books)).toEqual({ funding: -3000, reserved: 0, payable: 0, paid: 3000 });
    const decisions = askState<{ subject: string }>(
      folder,
      'audit',
      `SELECT subject FROM audit WHERE action = 'reward.approved'`,
    );
    expect(decisions.map(({ subject }) => subject).toSorted()).toEqual(
      rewards.map(({ id }) => `reward:${id}`).toSorted(),
    );
    await untilDrained();
    for (const { act } of rewards) {
      const posted = (await controls.messages()).filter(({ blocks }) => JSON.stringify(blocks).includes(act));
      expect(posted.map((message) => [/paid/i.test(message.text), buttonsOf(message)])).toEqual([[true, []]]);
    }
  });
});

/** Kills the runtime, which is started again on the state it left. */
async function restart(): Promise<void> {
  await killRuntime(vendors.appUrl);
}

async function connection(): Promise<Connection> {
  return g.api<Connection>(`/connections/${HUBSPOT}`);
}

async function progress(): Promise<Connection['progress']> {
  return (await connection()).progress;
}

async function health(): Promise<Health> {
  return g.api<Health>(`/connections/${HUBSPOT}/health`);
}

async function unaccounted(): Promise<number> {
  const { received = 0, applied = 0, duplicate = 0, ignored = 0 } = (await health()).webhooks;
  return received - applied - duplicate - ignored;
}

async function propose(key: string): Promise<Reward> {
  const { items } = await g.api<{ items: Person[] }>('/people?limit=1');
  const proposal = {
    personId: items[0]!.id,
    amount: 10_00,
    currency: 'USD',
    act: `Act ${key}`,
    proposedBy: 'rule',
  };
  return g.api<Reward>('/rewards', { ...proposal, key });
}

async function approve({ act }: Reward) {
  const waiting = await eventually(
    async () => (await controls.messages()).findLast(({ blocks }) => JSON.stringify(blocks).includes(act)),
    `the message about ${act}`,
  );
  return controls.press(ANA, waiting, 'reward_approve');
}

async function presses(): Promise<number> {
  const sent = await controls.slack<{ kind: string }[]>('GET', 'deliveries');
  return sent.filter(({ kind }) => kind === 'block_actions').length;
}

async function state({ id }: Reward): Promise<Reward['state']> {
  return (await g.api<Reward>(`/rewards/${id}`)).state;
}

async function untilPaid(reward: Reward): Promise<void> {
  await until(async () => (await state(reward)) === 'paid', `the payout of ${reward.act}`);
}

/** Changes the scores of everybody who stands out, so that every flag is due again. */
async function reportIdeas(): Promise<void> {
  const flagged = (await everyItem<Person>(g, '/people?limit=200')).filter(({ tier }) => tier !== 'none');
  for (const { id } of flagged) {
    await g.api('/signals', { key: `idea-${id}`, personId: id, type: 'idea', occurredAt: Date.now() });
  }
}

/** Resolves once nothing that was to leave is left. */
async function untilDrained(): Promise<void> {
  await until(async () => deliveries(`state <> 'sent'`) === 0, 'every delivery to leave', PATIENCE);
}

function deliveries(where: string): number {
  return askState(folder, 'delivery', `SELECT id FROM delivery WHERE ${where}`).length;
}
