import { describe, expect, test } from 'vitest';
import { batch, contact, praise } from './crm.ts';
import { FakeDoors, wordsOf } from './fake-doors.ts';
import { connectedWorkspace, CRM, NOW, SLACK, value } from './fixture.ts';

const PORTAL = { id: CRM, vendor: 'hubspot' as const, account: '1', name: 'Portal', initial: true };

describe('a connection', () => {
  test('made again keeps what is known of it', () => {
    const { connections } = connectedWorkspace();
    connections.add({ ...PORTAL, name: 'Renamed' }, 'admin');
    expect(connections.list()[0]).toEqual({
      ...PORTAL,
      name: 'Renamed',
      initial: false,
      connectedAt: NOW,
      writeBack: 'on',
      heldFlags: 0,
    });
  });

  test('taken out sends nothing more, and leaves the people their history', async () => {
    const workspace = connectedWorkspace({ slack: false });
    const doors = new FakeDoors();
    workspace.ingest.apply(CRM, batch({ contacts: [contact('1', { signals: praise('1') })] }));
    workspace.connections.remove(CRM, 'admin');
    await workspace.tick(doors);
    expect(doors.calls).toEqual([]);
    expect(workspace.connections.list()).toEqual([]);
    expect(value(workspace.people.get('1'))).toMatchObject({ tier: 'advocate', records: [] });
  });

  test('taken out and made again has its records flagged once it was read', async () => {
    const workspace = connectedWorkspace({ slack: false });
    const doors = new FakeDoors();
    const page = batch({ contacts: [contact('1', { signals: praise('1') })] });
    workspace.ingest.apply(CRM, page);
    workspace.connections.remove(CRM, 'admin');
    workspace.connections.add(PORTAL, 'admin');
    value(workspace.writeBack.switch(CRM, true, 'admin'));
    workspace.ingest.apply(CRM, page);
    await workspace.tick(doors);
    expect(doors.flags.size).toBe(0);
    workspace.ingest.finishInitial(CRM);
    await workspace.tick(doors);
    expect(doors.flags.get(`${CRM}:1`)).toMatchObject({ status: 'advocate' });
  });

  test('taken out while its flags travel gets none of the others', async () => {
    const workspace = connectedWorkspace({ slack: false });
    const doors = new FakeDoors();
    const ids = Array.from({ length: 150 }, (_, index) => `${index + 1}`);
    workspace.ingest.apply(CRM, batch({ contacts: ids.map((id) => contact(id, { signals: praise(id) })) }));
    doors.during = () => workspace.connections.remove(CRM, 'admin');
    await workspace.tick(doors);
    expect(doors.calls).toHaveLength(1);
    expect(workspace.deliveries.counts()).toEqual({ held: 0, due: 0, sent: 0, parked: 0 });
  });

  test('taken out while its messages travel changes none of the others', async () => {
    const workspace = connectedWorkspace();
    const doors = new FakeDoors();
    workspace.ingest.apply(CRM, batch({ contacts: [contact('1')] }));
    const reward = { personId: '1', amount: 500, currency: 'USD', act: 'Call', proposedBy: 'rep' };
    for (const key of ['a', 'b', 'c']) value(workspace.rewards.create({ ...reward, key }));
    await workspace.tick(doors);
    for (const id of ['R0001', 'R0002', 'R0003']) {
      value(workspace.rewards.decide(id, { decision: 'decline', by: 'Olu', reason: 'No.' }));
    }
    doors.during = (door) => {
      if (door === 'update') workspace.connections.remove(SLACK, 'admin');
    };
    await workspace.tick(doors);
    expect(doors.messages.map((posted) => posted.updates)).toEqual([1, 0, 0]);
  });

  test('to Slack that is back shows what was decided meanwhile, and only that', async () => {
    const workspace = connectedWorkspace();
    const doors = new FakeDoors();
    const { connections, rewards } = workspace;
    workspace.ingest.apply(CRM, batch({ contacts: [contact('1')] }));
    const reward = { personId: '1', amount: 500, currency: 'USD', act: 'Call', proposedBy: 'rep' };
    for (const key of ['a', 'b']) value(rewards.create({ ...reward, key }));
    value(rewards.decide('R0001', { decision: 'decline', by: 'Olu', reason: 'No.' }));
    await workspace.tick(doors);
    connections.remove(SLACK, 'admin');
    workspace.clock.now += 1;
    value(rewards.decide('R0002', { decision: 'approve', by: 'Olu' }));
    await workspace.tick(doors);
    connections.add({ id: SLACK, vendor: 'slack', account: 'T1', name: 'Acme', initial: false }, 'admin');
    connections.chooseChannel('alerts', { connection: SLACK, id: 'C1', name: null }, 'admin');
    await workspace.tick(doors);
    expect(doors.messages.map((posted) => posted.updates)).toEqual([0, 1]);
    expect(wordsOf(doors.messages[1]!)).toContain('Paid');
  });
});
