import { describe, expect, test } from 'vitest';
import { batch, contact, praise } from './crm.ts';
import { FakeDoors } from './fake-doors.ts';
import { connectedWorkspace, CRM, NOW, SLACK, value } from './fixture.ts';

const PORTAL = { id: CRM, vendor: 'hubspot' as const, account: '1', name: 'Portal', initial: true };

describe('a connection', () => {
  test('made again keeps what is known of it', () => {
    const { connections } = connectedWorkspace();
    connections.add({ ...PORTAL, name: 'Renamed' }, 'admin');
    expect(connections.list()[0]).toEqual({ ...PORTAL, name: 'Renamed', initial: false, connectedAt: NOW });
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

  test('taken out while its messages travel gets none of the others', async () => {
    const workspace = connectedWorkspace();
    const doors = new FakeDoors();
    const contacts = ['1', '2', '3'].map((id) => contact(id, { signals: praise(id) }));
    workspace.ingest.apply(CRM, batch({ contacts }));
    doors.during = (door) => {
      if (door === 'post') workspace.connections.remove(SLACK, 'admin');
    };
    await workspace.tick(doors);
    expect(doors.messages).toHaveLength(1);
  });
});
