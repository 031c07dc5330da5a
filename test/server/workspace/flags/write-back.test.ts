import { describe, expect, test } from 'vitest';
import { batch, contact, praise, told } from '#test/server/workspace/crm.ts';
import { FakeDoors } from '#test/server/workspace/fake-doors.ts';
import {
  connectedWorkspace,
  CRM,
  NOW,
  openWorkspace,
  problem,
  SLACK,
  value,
  walk,
} from '#test/server/workspace/fixture.ts';

const PORTAL = { id: CRM, vendor: 'hubspot' as const, account: '1', name: 'Portal', initial: false };
const advocates = (...ids: string[]) =>
  batch({ contacts: ids.map((id) => contact(id, { signals: praise(id) })) });

/** A CRM that was connected a moment ago: nobody has allowed anything yet. */
function newlyConnected({ initial = false } = {}) {
  const workspace = openWorkspace();
  workspace.connections.add({ ...PORTAL, initial }, 'admin');
  return { workspace, doors: new FakeDoors(), writeBack: workspace.writeBack };
}

const recordsIn = (writeBack: ReturnType<typeof newlyConnected>['writeBack']) =>
  walk((cursor) => writeBack.waiting(CRM, 2, cursor)).map(({ recordId }) => recordId);

describe('a CRM newly connected', () => {
  test('is written nothing, whatever happens, until an admin allows it', async () => {
    const { workspace, doors, writeBack } = newlyConnected({ initial: true });
    workspace.ingest.apply(CRM, advocates('1', '2'));
    workspace.ingest.finishInitial(CRM);
    workspace.ingest.apply(CRM, advocates('3'));
    workspace.connections.add({ ...PORTAL, name: 'Again' }, 'admin');
    await workspace.tick(doors);
    expect(doors.calls).toEqual([]);
    expect(workspace.nextTimer()).not.toBe(NOW);
    expect(workspace.connections.list()[0]).toMatchObject({ writeBack: 'review', heldFlags: 3 });
    expect(value(writeBack.switch(CRM, true, 'Olu'))).toMatchObject({ on: true, waiting: 3 });
    expect(workspace.nextTimer()).toBe(NOW);
    await workspace.tick(doors);
    expect([...doors.flags.keys()]).toEqual([`${CRM}:1`, `${CRM}:2`, `${CRM}:3`]);
    expect(value(writeBack.standing(CRM))).toMatchObject({ on: true, waiting: 0 });
  });

  test('that is switched on while it is still read is written to at the end', async () => {
    const { workspace, doors, writeBack } = newlyConnected({ initial: true });
    value(writeBack.switch(CRM, true, 'admin'));
    workspace.ingest.apply(CRM, advocates('1'));
    await workspace.tick(doors);
    expect(doors.calls).toEqual([]);
    expect(value(writeBack.standing(CRM))).toMatchObject({ on: true, waiting: 1 });
    workspace.ingest.finishInitial(CRM);
    await workspace.tick(doors);
    expect([...doors.flags.keys()]).toEqual([`${CRM}:1`]);
  });

  test('shows every flag as it would be written, page by page, and counts them by status', () => {
    const { workspace, writeBack } = newlyConnected();
    const ids = ['1', '2', '3', '4', '5'];
    workspace.ingest.apply(CRM, advocates(...ids));
    const nps = contact('6', { signals: [told('6', 'nps', 1, 9)] });
    workspace.ingest.apply(CRM, batch({ contacts: [nps, contact('7')] }));
    value(
      workspace.asks.log({
        key: 'a',
        personId: '2',
        kind: 'review',
        askedAt: null,
        askedBy: 'rep',
        note: null,
      }),
    );
    expect(recordsIn(writeBack).toSorted()).toEqual(ids);
    const shown = walk((cursor) => writeBack.waiting(CRM, 3, cursor));
    const { propensity } = value(workspace.people.get('1'));
    expect(shown[0]).toMatchObject({
      recordId: '1',
      personId: '1',
      name: 'Contact 1',
      url: 'https://crm.test/contact/1',
      flag: { status: 'advocate', propensity, nextAskAt: null },
    });
    expect(shown.find(({ recordId }) => recordId === '2')?.flag.status).toBe('resting');
    const none = { none: 0, candidate: 0, champion: 0, do_not_ask: 0 };
    expect(value(writeBack.standing(CRM))).toEqual({
      on: false,
      waiting: 5,
      statuses: { ...none, advocate: 4, resting: 1 },
    });
  });

  test('leaves out a record that went meanwhile', () => {
    const { workspace, writeBack } = newlyConnected();
    workspace.ingest.apply(CRM, advocates('1', '2'));
    workspace.ingest.apply(CRM, batch({ removals: [{ kind: 'contact', id: '1', erased: false }] }));
    expect(recordsIn(writeBack)).toEqual(['2']);
    expect(value(writeBack.standing(CRM)).waiting).toBe(1);
  });
});

describe('pausing', () => {
  test('holds what waits and what comes, and both leave once it is on again', async () => {
    const workspace = connectedWorkspace({ slack: false });
    const doors = new FakeDoors();
    workspace.ingest.apply(CRM, advocates('1'));
    value(workspace.writeBack.switch(CRM, false, 'admin'));
    workspace.ingest.apply(CRM, advocates('2'));
    await workspace.tick(doors);
    expect(doors.calls).toEqual([]);
    value(workspace.writeBack.switch(CRM, true, 'admin'));
    await workspace.tick(doors);
    expect([...doors.flags.keys()].toSorted()).toEqual([`${CRM}:1`, `${CRM}:2`]);
  });

  test('while flags travel sends none of the others', async () => {
    const workspace = connectedWorkspace({ slack: false });
    const doors = new FakeDoors();
    workspace.ingest.apply(CRM, advocates(...Array.from({ length: 150 }, (_, n) => `${n + 1}`)));
    doors.during = () => void workspace.writeBack.switch(CRM, false, 'admin');
    await workspace.tick(doors);
    expect(doors.calls).toHaveLength(1);
    expect(workspace.deliveries.counts()).toMatchObject({ due: 0, held: 150 });
  });

  test('holds a refused flag too, when it is sent again or its CRM is back', async () => {
    const workspace = connectedWorkspace({ slack: false });
    const doors = new FakeDoors();
    workspace.ingest.apply(CRM, advocates('1'));
    doors.rejected.set('1', { code: 'record_rejected', message: 'No.', remedy: 'Mend it.' });
    await workspace.tick(doors);
    value(workspace.writeBack.switch(CRM, false, 'admin'));
    value(workspace.deliveries.replay(`flag:${CRM}:1`, 'admin'));
    expect(workspace.deliveries.counts()).toMatchObject({ held: 1, due: 0 });
    workspace.store.sql.run(`UPDATE delivery SET state = 'parked'`);
    workspace.connections.add(PORTAL, 'admin');
    expect(workspace.deliveries.counts()).toMatchObject({ held: 1, due: 0 });
  });

  test('touches no other CRM and no message', async () => {
    const workspace = connectedWorkspace();
    const doors = new FakeDoors();
    const other = { ...PORTAL, id: 'hubspot-2', account: '2' };
    workspace.connections.add(other, 'admin');
    value(workspace.writeBack.switch(other.id, true, 'admin'));
    workspace.ingest.apply(CRM, advocates('1'));
    workspace.ingest.apply(
      other.id,
      batch({ contacts: [contact('9', { signals: praise('9'), email: 'n@x.test' })] }),
    );
    value(workspace.writeBack.switch(CRM, false, 'admin'));
    await workspace.tick(doors);
    expect([...doors.flags.keys()]).toEqual(['hubspot-2:9']);
    expect(doors.messages.length).toBeGreaterThan(0);
  });

  test('is written down with who did it, once', () => {
    const workspace = connectedWorkspace({ slack: false });
    for (const on of [false, false, true]) value(workspace.writeBack.switch(CRM, on, 'Olu'));
    const trail = workspace.all<{ actor: string; action: string }>(
      `SELECT actor, action FROM audit WHERE action LIKE 'write_back.%' ORDER BY id`,
    );
    expect(trail).toEqual([
      { actor: 'admin', action: 'write_back.on' },
      { actor: 'Olu', action: 'write_back.paused' },
      { actor: 'Olu', action: 'write_back.on' },
    ]);
  });

  test('is refused where there is nothing to pause', () => {
    const { writeBack } = connectedWorkspace();
    for (const id of [SLACK, 'hubspot-9']) {
      expect(problem(writeBack.switch(id, true, 'admin')).code).toBe('not_found');
      expect(problem(writeBack.standing(id)).code).toBe('not_found');
      expect(problem(writeBack.waiting(id, 10, null)).code).toBe('not_found');
    }
    expect(problem(writeBack.waiting(CRM, 10, 'nonsense')).code).toBe('invalid_input');
  });
});

describe('a write the CRM refuses', () => {
  const REFUSED = { code: 'record_rejected' as const, message: 'A rule says no.', remedy: 'Mend the rule.' };

  test('shows on that person, and is not repeated until the flag changes', async () => {
    const workspace = connectedWorkspace({ slack: false });
    const doors = new FakeDoors();
    workspace.ingest.apply(CRM, advocates('1', '2'));
    doors.rejected.set('1', REFUSED);
    await workspace.tick(doors);
    expect(value(workspace.people.get('1')).flagProblems).toEqual([
      { vendor: 'hubspot', recordId: '1', problem: REFUSED },
    ]);
    expect(value(workspace.people.get('2')).flagProblems).toEqual([]);
    const before = doors.calls.length;
    workspace.clock.now += 3_600_000;
    await workspace.tick(doors);
    expect(doors.calls).toHaveLength(before);
    doors.rejected.clear();
    value(workspace.signals.record({ key: 'r', personId: '1', type: 'referral', occurredAt: NOW }));
    await workspace.tick(doors);
    expect(doors.flags.has(`${CRM}:1`)).toBe(true);
    expect(value(workspace.people.get('1')).flagProblems).toEqual([]);
  });
});

test('what stays in a CRM is written down when it is taken out', () => {
  const workspace = connectedWorkspace({ slack: false });
  workspace.connections.remove(CRM, 'Olu', ['Property one', 'Group two']);
  const [entry] = workspace.all<{ actor: string; detail: string }>(
    `SELECT actor, detail FROM audit WHERE action = 'connection.disconnected'`,
  );
  expect(entry).toEqual({ actor: 'Olu', detail: 'remains: Property one; Group two' });
});
