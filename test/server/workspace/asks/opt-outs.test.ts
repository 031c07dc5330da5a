import { describe, expect, test } from 'vitest';
import { batch, contact, praise } from '#test/server/workspace/crm.ts';
import { FakeDoors } from '#test/server/workspace/fake-doors.ts';
import { connectedWorkspace, CRM, NOW, value } from '#test/server/workspace/fixture.ts';

function setUp() {
  const workspace = connectedWorkspace();
  const doors = new FakeDoors();
  const read = (id: string, optedOut: boolean, age = 0) =>
    workspace.ingest.apply(
      CRM,
      batch({ contacts: [contact(id, { optedOut, signals: praise(id), modifiedAt: NOW - age })] }),
    );
  const status = (id: string) => value(workspace.people.get(id)).status;
  return { ...workspace, doors, read, status, flag: (id: string) => doors.flags.get(`${CRM}:${id}`) };
}

describe('a wish not to be asked', () => {
  test('is set and taken back by what the record says, and shown on it', async () => {
    const w = setUp();
    w.read('1', true, 2);
    expect(w.status('1')).toBe('do_not_ask');
    expect(value(w.people.get('1')).readiness.closed).toMatchObject([{ gate: 'consent', opensAt: null }]);
    await w.tick(w.doors);
    expect(w.flag('1')).toMatchObject({ status: 'do_not_ask', nextAskAt: null });
    w.read('1', false, 1);
    await w.tick(w.doors);
    expect(w.status('1')).toBe('advocate');
    expect(w.flag('1')).toMatchObject({ status: 'advocate' });
  });

  test('is not taken back by a page older than the one it was read from', () => {
    const w = setUp();
    w.read('1', true, 1);
    w.read('1', false, 2);
    expect(w.status('1')).toBe('do_not_ask');
  });

  test('on one record holds, whatever another of the same person says', () => {
    const w = setUp();
    w.read('1', true, 3);
    w.store.sql.run(
      `INSERT INTO opt_out (person_id, source, at) VALUES (1, 'record:salesforce-9:003', ?)`,
      NOW,
    );
    w.read('1', false, 2);
    expect(w.status('1')).toBe('do_not_ask');
  });

  test('follows a merge to the record that lives', () => {
    const w = setUp();
    w.read('1', false, 5);
    w.read('2', true, 5);
    w.ingest.apply(CRM, batch({ merges: [{ from: ['2'], into: '1', why: 'merged' }] }));
    expect(w.status('1')).toBe('do_not_ask');
  });

  test('comes before a rest, and both gates are told', () => {
    const w = setUp();
    w.read('1', true);
    value(w.asks.log({ key: 'k', personId: '1', kind: 'review', askedAt: null, askedBy: 'ana', note: null }));
    const person = value(w.people.get('1'));
    expect(person).toMatchObject({ status: 'do_not_ask', nextAskAt: null, lastAskedAt: NOW });
    expect(person.readiness.closed.map(({ gate }) => gate)).toEqual(['consent', 'rest']);
  });

  test('keeps them out of the alerts and the digest', async () => {
    const w = setUp();
    w.read('1', true);
    await w.tick(w.doors);
    expect(value(w.people.get('1')).tier).toBe('advocate');
    expect(w.doors.messages).toEqual([]);
    w.store.sql.run('UPDATE connection SET initial = 1 WHERE id = ?', CRM);
    w.ingest.finishInitial(CRM);
    await w.tick(w.doors);
    expect(w.doors.messages).toEqual([]);
  });

  test('writes nothing on a record that never stood out', async () => {
    const w = setUp();
    w.ingest.apply(CRM, batch({ contacts: [contact('1', { optedOut: true })] }));
    await w.tick(w.doors);
    expect(w.doors.flags.size).toBe(0);
  });
});
