import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGroundswell, until, type RunningGroundswell } from '#test/support/running.ts';
import {
  ANA,
  balancesOf,
  buttonsOf,
  controlsOf,
  eventually,
  everyItem,
  MARCUS,
  type Controls,
} from './controls.ts';
import type { Connection, Person, Reward, Transaction } from './shapes.ts';

const PEOPLE = 300;
const AMOUNT = 50_00;

let g: RunningGroundswell;
let vendors: Controls;

beforeAll(async () => {
  g = await startGroundswell({ people: PEOPLE });
  vendors = controlsOf(g);
  await g.synced();
});

afterAll(async () => {
  await g.close();
});

describe('from two consent screens to scored people', () => {
  it('has both vendors connected and the portal read to the end', async () => {
    const { items } = await g.api<{ items: Connection[] }>('/connections');
    const hubspot = items.find(({ vendor }) => vendor === 'hubspot');
    expect(items.map(({ vendor }) => vendor).toSorted()).toEqual(['hubspot', 'slack']);
    expect(hubspot).toMatchObject({ state: 'live', problem: null });
    expect(hubspot?.progress.done).toBe(hubspot?.progress.total);
    expect(hubspot?.progress.done).toBeGreaterThan(PEOPLE);
  });

  it('knows every contact once, and opens every score into lines that add up to it', async () => {
    const { counts } = await vendors.hubspot<{ counts: { contacts: number } }>('GET', 'state');
    const people = await everyItem<Person>(g, '/people?limit=200&sort=name');
    expect(people).toHaveLength(counts.contacts);
    expect(new Set(people.flatMap((person) => person.records.map(({ id }) => id))).size).toBe(
      counts.contacts,
    );
    let explained = 0;
    for (const { id, propensity } of people) {
      const score = await g.api<{ propensity: number | null; lines: { points: number }[] }>(
        `/people/${id}/score`,
      );
      expect(score.propensity).toBe(propensity);
      const sum = score.lines.reduce((total, { points }) => total + points, 0);
      expect(propensity ?? sum).toBe(sum);
      explained += score.lines.length;
    }
    expect(explained).toBeGreaterThan(PEOPLE);
  });

  it('shows each advocate’s standing on the HubSpot record', async () => {
    const flagged = (await everyItem<Person>(g, '/people?limit=200')).filter(({ tier }) => tier !== 'none');
    expect(flagged.length).toBeGreaterThan(10);
    for (const person of flagged.slice(0, 20)) {
      const shown = await eventually(async () => {
        const { properties } = await vendors.record(person.records[0]!.id);
        return properties['groundswell_status'] === null ? null : properties;
      }, `our properties on ${person.name}`);
      expect(shown).toMatchObject({
        groundswell_status: person.tier,
        groundswell_propensity: String(person.propensity),
      });
      expect(shown['groundswell_reason']).not.toBe('');
    }
  });

  it('tells the channel whom it found, in one message that pings nobody', async () => {
    const digest = await vendors.message(/new advocates?:/);
    expect(digest.byApp).toBe(true);
    const all = await vendors.messages();
    // Whoever installed the app may have had their morning digest meanwhile.
    const said = all.filter(({ byApp, channel }) => byApp && channel === digest.channel);
    expect(said).toHaveLength(1);
    expect(all.flatMap(({ pings, warnings }) => [...pings, ...warnings])).toEqual([]);
  });
});

describe('an act becomes a reward', () => {
  it('is proposed, approved, paid once and booked, whatever is pressed again', async () => {
    const reward = await actOf('reference_call');
    expect(reward).toMatchObject({ amount: AMOUNT, currency: 'USD', state: 'proposed' });
    const waiting = await approvalOf(reward);
    expect(buttonsOf(waiting)).toEqual([
      'reward_approve',
      'reward_change',
      'reward_decline',
      'reward_feedback',
    ]);

    // Both at once, each delivered three times: Slack repeats what it is not sure of.
    await vendors.slack('PATCH', 'knobs', { duplicateInteractions: 2 });
    const pressed = await Promise.all([
      vendors.press(ANA, waiting, 'reward_approve'),
      vendors.press(MARCUS, waiting, 'reward_approve'),
    ]);
    await vendors.slack('PATCH', 'knobs', { duplicateInteractions: 0 });
    expect(pressed).toEqual([{ ok: true }, { ok: true }]);
    const paid = await paidReward(reward.id);

    const changed = await eventually(
      async () => (await vendors.messages()).find(({ ts, text }) => ts === waiting.ts && /paid/i.test(text)),
      'the approval message to say it is paid',
    );
    expect(buttonsOf(changed)).toEqual([]);
    const [, second] = String(paid.decidedBy).includes(ANA) ? ['ana', MARCUS] : ['marcus', ANA];
    const told = await eventually(
      async () => (await vendors.messages()).find(({ ephemeralTo }) => ephemeralTo === second),
      'the second manager to be told',
    );
    expect(told.text).toContain(String(paid.decidedBy).split(':').at(-1));
    expect(told.text).toMatch(/approved this reward/);

    const presses = (await vendors.slack<{ id: number; kind: string }[]>('GET', 'deliveries')).filter(
      ({ kind }) => kind === 'block_actions',
    );
    expect(presses).toHaveLength(6);
    for (const { id } of presses) await vendors.slack('POST', 'replay', { delivery: id });
    await expect(
      g.api(`/rewards/${reward.id}/decisions`, {
        decision: 'decline',
        by: 'admin',
        reason: 'second thoughts',
      }),
    ).rejects.toThrow(/409.*already_decided/);

    expect(await g.api(`/rewards/${reward.id}`)).toEqual(paid);
    expect(await vendors.paid()).toMatchObject({ asked: 1, payouts: [{ amount: AMOUNT }] });
    await expectBooks(reward.id, ['approve', 'payout', 'reserve']);
  });

  it('is declined with a reason, and then nothing is paid', async () => {
    const reward = await actOf('case_study');
    const waiting = await approvalOf(reward);
    const before = await vendors.paid();
    expect(await vendors.press(MARCUS, waiting, 'reward_decline')).toEqual({ ok: true });
    const view = await openView(MARCUS);
    const block = inputOf(view);
    const submitted = await vendors.slack('POST', 'submit', {
      user: MARCUS,
      entries: { [block]: { words: 'Asked twice *already* <!here>' } },
    });
    expect(submitted).toEqual({ ok: true });
    const changed = await eventually(
      async () =>
        (await vendors.messages()).find(({ ts, text }) => ts === waiting.ts && /declined/i.test(text)),
      'the message to say it is declined',
    );
    expect(JSON.stringify(changed.blocks)).toContain('Asked twice');
    expect(changed.pings).toEqual([]);
    expect(await g.api<Reward>(`/rewards/${reward.id}`)).toMatchObject({
      state: 'declined',
      reason: 'Asked twice *already* <!here>',
    });
    expect(await vendors.paid()).toEqual(before);
    await expectBooks(reward.id, ['release', 'reserve']);
  });

  it('shows a decline that came too late who had approved', async () => {
    const reward = await actOf('speaking');
    const waiting = await approvalOf(reward);
    await vendors.press(MARCUS, waiting, 'reward_decline');
    const view = await openView(MARCUS);
    await vendors.press(ANA, waiting, 'reward_approve');
    await paidReward(reward.id);
    const block = inputOf(view);
    await vendors.slack('POST', 'submit', {
      user: MARCUS,
      entries: { [block]: { words: 'Too late' } },
    });
    expect(JSON.stringify(await openView(MARCUS))).toMatch(/Ana Ortiz.*approved this reward/);
    expect(await g.api<Reward>(`/rewards/${reward.id}`)).toMatchObject({ state: 'paid', reason: null });
  });

  it('leaves books in which every promise was kept or given back', async () => {
    const books = await everyItem<Transaction>(g, '/ledger?limit=3');
    const rewards = await everyItem<Reward>(g, '/rewards?limit=200');
    const sum = rewards.filter(({ state }) => state === 'paid').reduce((all, { amount }) => all + amount, 0);
    expect(balancesOf(books)).toEqual({ funding: -sum, reserved: 0, payable: 0, paid: sum });
    expect((await vendors.paid()).payouts.reduce((all, { amount }) => all + amount, 0)).toBe(sum);
    expect(new Set(books.map(({ id }) => id)).size).toBe(books.length);
  });
});

/** Records an act on a contact who has no reward yet; gives the reward it earns. */
async function actOf(act: string): Promise<Reward> {
  const { items } = await g.api<{ items: Person[] }>('/people?tier=candidate&limit=50');
  const rewarded = new Set(
    (await everyItem<Reward>(g, '/rewards?limit=200')).map(({ personId }) => personId),
  );
  const person = items.find(({ id, records }) => records.length > 0 && !rewarded.has(id))!;
  await vendors.hubspot('POST', `records/0-1/${person.records[0]!.id}/acts`, { act });
  return eventually(
    async () =>
      (await everyItem<Reward>(g, '/rewards?limit=200')).find(({ personId }) => personId === person.id),
    `a reward for the ${act} of ${person.name}`,
  );
}

/** The message that puts a reward before the managers. */
async function approvalOf({ personId }: Reward) {
  const { name } = await g.api<Person>(`/people/${personId}`);
  return eventually(
    async () =>
      (await vendors.messages()).findLast(
        (message) => /waiting/i.test(message.text) && message.text.includes(name),
      ),
    `the approval message about ${name}`,
  );
}

async function paidReward(id: string): Promise<Reward> {
  await until(async () => (await g.api<Reward>(`/rewards/${id}`)).state === 'paid', `the payout of ${id}`);
  return g.api<Reward>(`/rewards/${id}`);
}

interface View {
  blocks: { type: string; block_id: string }[];
}

async function openView(user: string): Promise<View> {
  return eventually(
    async () => (await vendors.slack<{ views: Record<string, View[]> }>('GET', 'state')).views[user]?.at(-1),
    'the modal',
  );
}

/** The block of a modal that is written in. */
function inputOf({ blocks }: View): string {
  return blocks.find(({ type }) => type === 'input')!.block_id;
}

async function expectBooks(reference: string, kinds: Transaction['kind'][]): Promise<void> {
  const books = await everyItem<Transaction>(g, '/ledger?limit=200');
  const own = books.filter((transaction) => transaction.reference === reference);
  expect(own.map(({ kind }) => kind).toSorted()).toEqual(kinds);
  expect(balancesOf(own)['reserved']).toBe(0);
}
