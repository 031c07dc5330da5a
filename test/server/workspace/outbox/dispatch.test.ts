import { describe, expect, test, vi } from 'vitest';
import { RETRY_DELAYS } from '#server/workspace/outbox/outbox.ts';
import { batch, contact, praise, told } from '#test/server/workspace/crm.ts';
import { DOWN, FakeDoors } from '#test/server/workspace/fake-doors.ts';
import {
  connectedWorkspace,
  CRM,
  NOW,
  SLACK,
  value,
  walk,
  type TestWorkspace,
} from '#test/server/workspace/fixture.ts';

function approvedReward(workspace: TestWorkspace): void {
  workspace.ingest.apply(CRM, batch({ contacts: [contact('1')] }));
  const reward = { key: 'k', personId: '1', amount: 500, currency: 'USD', act: 'Call', proposedBy: 'rep' };
  const { id } = value(workspace.rewards.create(reward));
  value(workspace.rewards.decide(id, { decision: 'approve', by: 'Olu' }));
}

const rowOf = (workspace: TestWorkspace, kind: string) =>
  value(workspace.deliveries.list({ state: null, limit: 99, cursor: null })).items.find(
    (row) => row.kind === kind,
  );

describe('a delivery that fails', () => {
  test('waits longer each time, and is parked in the end', async () => {
    const workspace = connectedWorkspace();
    const doors = new FakeDoors();
    approvedReward(workspace);
    doors.fail('pay');
    const waits: number[] = [];
    for (;;) {
      await workspace.tick(doors);
      const row = rowOf(workspace, 'payout');
      if (row?.state === 'parked') break;
      waits.push((row?.dueAt ?? 0) - workspace.clock.now);
      expect(row).toMatchObject({ state: 'due', problem: DOWN });
      workspace.clock.now = (row?.dueAt ?? 0) - 1;
      await workspace.tick(doors);
      workspace.clock.now += 1;
    }
    expect(waits).toEqual(RETRY_DELAYS);
    expect(doors.calls.filter((call) => call.startsWith('pay'))).toHaveLength(RETRY_DELAYS.length + 1);
    expect(rowOf(workspace, 'payout')).toMatchObject({ attempts: 8, problem: DOWN });
  });

  test('waits at least as long as the vendor asks', async () => {
    const workspace = connectedWorkspace();
    const doors = new FakeDoors();
    approvedReward(workspace);
    doors.fail('pay', 90_000);
    await workspace.tick(doors);
    expect(rowOf(workspace, 'payout')?.dueAt).toBe(NOW + 90_000);
    expect(workspace.nextTimer()).toBe(NOW + 90_000);
  });

  test('for good is parked at once, and a replay pays under the same key', async () => {
    const workspace = connectedWorkspace();
    const doors = new FakeDoors();
    approvedReward(workspace);
    doors.fail('pay', null);
    await workspace.tick(doors);
    expect(workspace.deliveries.counts()).toMatchObject({ parked: 1 });
    doors.mend();
    value(workspace.deliveries.replay('reward:R0001:payout', 'admin'));
    expect(workspace.deliveries.replay('reward:R0001:payout', 'admin').ok).toBe(false);
    await workspace.tick(doors);
    expect([...doors.paid.keys()]).toEqual(['reward:R0001:payout']);
    expect(workspace.deliveries.counts()).toMatchObject({ parked: 0, due: 0 });
    expect(value(workspace.rewards.get('R0001')).state).toBe('paid');
  });

  test('because the door threw stays ours; what had left before is not sent again', async () => {
    const workspace = connectedWorkspace();
    const doors = new FakeDoors();
    const quiet = vi.spyOn(console, 'error').mockImplementation(() => {});
    const contacts = ['1', '2'].map((id) => contact(id, { signals: praise(id) }));
    workspace.ingest.apply(CRM, batch({ contacts }));
    doors.during = (door) => {
      if (door === 'post' && doors.messages.length === 1) doors.crash('post');
    };
    await workspace.tick(doors);
    expect(quiet).toHaveBeenCalledOnce();
    expect(doors.messages).toHaveLength(1);
    expect(workspace.deliveries.counts()).toMatchObject({ due: 1, sent: 3 });
    doors.during = () => {};
    doors.mend();
    workspace.pass(1);
    await workspace.tick(doors);
    expect(doors.messages.map((posted) => posted.message.text.slice(0, 23))).toEqual([
      'New advocate: Contact 1',
      'New advocate: Contact 2',
    ]);
    quiet.mockRestore();
  });

  test('holds up no other way out', async () => {
    const workspace = connectedWorkspace();
    const doors = new FakeDoors();
    approvedReward(workspace);
    workspace.ingest.apply(CRM, batch({ contacts: [contact('2', { signals: praise('2') })] }));
    doors.crash('flags');
    vi.spyOn(console, 'error').mockImplementationOnce(() => {});
    await workspace.tick(doors);
    expect([doors.flags.size, doors.paid.size, doors.messages.length]).toEqual([0, 1, 2]);
  });
});

test('a queue longer than a turn of the alarm goes in several, and nothing is left behind', async () => {
  const workspace = connectedWorkspace();
  const doors = new FakeDoors();
  workspace.ingest.apply(CRM, batch({ contacts: [contact('1')] }));
  for (let n = 0; n < 40; n += 1) {
    const reward = { personId: '1', amount: 500, currency: 'USD', act: 'Call', proposedBy: 'rep' };
    value(workspace.rewards.create({ ...reward, key: `k${n}` }));
  }
  // Slack lets a message through every three seconds.
  doors.during = (door) => void (door === 'post' && (workspace.clock.now += 3_000));
  await workspace.tick(doors);
  const first = doors.messages.length;
  expect(first).toBeLessThan(40);
  expect(workspace.nextTimer()).toBeLessThanOrEqual(workspace.clock.now);
  await workspace.tick(doors);
  expect(doors.messages.length).toBeGreaterThan(first);
  await workspace.tick(doors);
  expect(doors.messages).toHaveLength(40);
});

describe('flags', () => {
  test('that one record refuses are parked with the reason, the others land', async () => {
    const workspace = connectedWorkspace();
    const doors = new FakeDoors();
    const contacts = ['1', '2', '3'].map((id) => contact(id, { signals: praise(id) }));
    workspace.ingest.apply(CRM, batch({ contacts }));
    doors.rejected.set('2', { code: 'record_rejected', message: 'It is locked.', remedy: 'Unlock it.' });
    await workspace.tick(doors);
    expect([...doors.flags.keys()]).toEqual([`${CRM}:1`, `${CRM}:3`]);
    const { items } = value(workspace.deliveries.list({ state: 'parked', limit: 9, cursor: null }));
    expect(items).toMatchObject([{ subject: '2', problem: { code: 'record_rejected' } }]);
    doors.rejected.clear();
    workspace.ingest.apply(CRM, batch({ contacts: [contact('2', { signals: [told('2', 'csat', 1, 5)] })] }));
    await workspace.tick(doors);
    expect(doors.flags.has(`${CRM}:2`)).toBe(true);
  });

  test('whose fate the CRM does not tell are written again', async () => {
    const workspace = connectedWorkspace();
    const doors = new FakeDoors();
    workspace.ingest.apply(CRM, batch({ contacts: [contact('1', { signals: praise('1') })] }));
    doors.crm = () => ({
      writeFlags: () => Promise.resolve({ ok: true as const, value: [] }),
      clearFlags: () => Promise.resolve({ ok: true as const, value: [] }),
      forget: () => Promise.resolve({ ok: true as const, value: null }),
    });
    await workspace.tick(doors);
    expect(rowOf(workspace, 'flag')).toMatchObject({ state: 'due', attempts: 1 });
  });

  test('leave by the hundred', async () => {
    const workspace = connectedWorkspace({ slack: false });
    const doors = new FakeDoors();
    const ids = Array.from({ length: 250 }, (_, index) => `${index + 1}`);
    const contacts = ids.map((id) => contact(id, { signals: praise(id) }));
    workspace.ingest.apply(CRM, batch({ contacts }));
    await workspace.tick(doors);
    expect(doors.calls.map((call) => call.split(' ').length - 1)).toEqual([100, 100, 50]);
  });

  test('that change while they travel are written again as they are then', async () => {
    const workspace = connectedWorkspace();
    const doors = new FakeDoors();
    workspace.ingest.apply(CRM, batch({ contacts: [contact('1', { signals: praise('1') })] }));
    doors.during = (door) => {
      if (door !== 'flags') return;
      doors.during = () => {};
      const worse = { key: 'e', personId: '1', type: 'escalation', occurredAt: NOW - 1 };
      value(workspace.signals.record({ ...worse, type: 'bad_reference' }));
    };
    await workspace.tick(doors);
    const { propensity, tier } = value(workspace.people.get('1'));
    expect(doors.flags.get(`${CRM}:1`)).toMatchObject({ propensity, status: tier });
    expect(doors.calls.filter((call) => call.startsWith('flags'))).toHaveLength(2);
  });

  test('that leave late carry the score of that day, and are compared with it later', async () => {
    const workspace = connectedWorkspace({ slack: false });
    const doors = new FakeDoors();
    const page = (more: Parameters<typeof told>[]) =>
      batch({
        contacts: [contact('1', { signals: [...praise('1'), ...more.map((each) => told(...each))] })],
      });
    workspace.ingest.apply(CRM, page([]));
    const before = value(workspace.people.get('1')).propensity;
    doors.fail('flags');
    workspace.pass(60);
    doors.mend();
    await workspace.tick(doors);
    const after = value(workspace.people.get('1')).propensity;
    expect(after ?? NaN).toBeLessThan(before ?? NaN);
    expect(doors.flags.get(`${CRM}:1`)?.propensity).toBe(after);
    expect(workspace.all('SELECT flag_propensity AS shown FROM person')).toEqual([{ shown: after }]);
  });

  test('of people who never stood out are not written', async () => {
    const workspace = connectedWorkspace();
    const doors = new FakeDoors();
    workspace.ingest.apply(CRM, batch({ contacts: [contact('1', { signals: [told('1', 'csat', 1, 4)] })] }));
    await workspace.tick(doors);
    expect(doors.calls).toEqual([]);
  });

  test('are written for a new act even where the score is full already', async () => {
    const workspace = connectedWorkspace({ slack: false });
    const doors = new FakeDoors();
    const full = ['reference_call', 'case_study', 'speaking', 'referral', 'renewal', 'expansion'] as const;
    const signals = [...praise('1'), ...full.map((type) => told('1', type, 50)), told('1', 'defence', 60)];
    workspace.ingest.apply(CRM, batch({ contacts: [contact('1', { signals })] }));
    await workspace.tick(doors);
    expect(doors.flags.get(`${CRM}:1`)).toMatchObject({ propensity: 100, status: 'champion' });
    const act = { key: 'a', personId: '1', type: 'testimonial', occurredAt: NOW - 5 };
    value(workspace.signals.record(act));
    await workspace.tick(doors);
    expect(doors.flags.get(`${CRM}:1`)?.lastActAt).toBe(NOW - 5);
  });
});

describe('deliveries', () => {
  test('are listed newest first without gaps or repeats, each once in its state', async () => {
    const workspace = connectedWorkspace();
    const contacts = Array.from({ length: 9 }, (_, n) => contact(`${n}`, { signals: praise(`${n}`) }));
    workspace.ingest.apply(CRM, batch({ contacts }));
    await workspace.tick(new FakeDoors());
    const listed = walk((cursor) => workspace.deliveries.list({ state: 'sent', limit: 4, cursor }));
    const seen = listed.map((row) => row.id);
    expect(seen).toHaveLength(18);
    expect(new Set(seen).size).toBe(18);
  });

  test('given up on are all tried once more at one word', async () => {
    const workspace = connectedWorkspace();
    const doors = new FakeDoors();
    approvedReward(workspace);
    doors.fail('pay', null);
    doors.fail('post', null);
    await workspace.tick(doors);
    doors.mend();
    expect(workspace.deliveries.replayAll('admin')).toBe(2);
    await workspace.tick(doors);
    // With them the thread of the message, and what its proposer is told.
    expect(workspace.deliveries.counts()).toEqual({ held: 0, due: 0, parked: 0, sent: 4 });
  });

  test('to a vendor account that was connected again leave at last', async () => {
    const workspace = connectedWorkspace();
    const doors = new FakeDoors();
    workspace.ingest.apply(CRM, batch({ contacts: [contact('1', { signals: praise('1') })] }));
    doors.fail('post', null);
    await workspace.tick(doors);
    doors.mend();
    const team = { id: SLACK, vendor: 'slack' as const, account: 'T1', name: 'Acme', initial: false };
    workspace.connections.add(team, 'admin');
    await workspace.tick(doors);
    expect(doors.messages).toHaveLength(1);
  });
});
