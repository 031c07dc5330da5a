import { describe, expect, test } from 'vitest';
import { batch, contact, deal, praise, told } from '#test/server/workspace/crm.ts';
import { FakeDoors, wordsOf } from '#test/server/workspace/fake-doors.ts';
import {
  connectedWorkspace,
  CRM,
  NOW,
  SLACK,
  value,
  type TestWorkspace,
} from '#test/server/workspace/fixture.ts';

const merge = (into: string, ...from: string[]) => batch({ merges: [{ from, into, why: 'merged' }] });
const removal = (id: string, erased = false) => batch({ removals: [{ kind: 'contact', id, erased }] });

function names(workspace: TestWorkspace): string[] {
  const page = value(workspace.people.list({ q: null, tier: null, sort: 'name', limit: 50, cursor: null }));
  return page.items.map((person) => `${person.name}: ${person.records.map((record) => record.id).join(' ')}`);
}

describe('a merge', () => {
  test('leaves one person with the signals, deals and rewards of both', () => {
    const workspace = connectedWorkspace();
    const { ingest, rewards, signals, all } = workspace;
    const ana = contact('1', { signals: [told('1', 'nps', 3, 9)] });
    const anna = contact('2', { signals: [told('2', 'nps', 3, 9), told('2', 'csat', 3, 5)] });
    ingest.apply(CRM, batch({ contacts: [ana, anna], deals: [deal('7', { contactIds: ['1', '2'] })] }));
    value(
      signals.record({ key: 'talk', personId: '1', type: 'speaking', occurredAt: NOW - 400 * 86_400_000 }),
    );
    const reward = { key: 'k', personId: '1', amount: 500, currency: 'USD', act: 'Talk', proposedBy: 'rep' };
    const { id } = value(rewards.create(reward));
    ingest.apply(CRM, merge('2', '1'));
    expect(names(workspace)).toEqual(['Contact 2: 2']);
    expect(value(rewards.get(id)).personId).toBe('2');
    expect(value(rewards.create(reward)).id).toBe(id);
    const types = all<{ type: string }>('SELECT type FROM signal WHERE person_id = 2 ORDER BY type');
    expect(types.map((row) => row.type)).toEqual(['csat', 'deal_won', 'nps', 'speaking']);
    expect(all(`SELECT source FROM signal WHERE type = 'nps'`)).toEqual([{ source: 'contact 2: nps' }]);
    expect(all('SELECT contact_id AS id FROM deal_contact')).toEqual([{ id: '2' }]);
    const late = deal('7', { contactIds: ['1', '2'], modifiedAt: NOW });
    ingest.apply(CRM, batch({ contacts: [anna], deals: [late] }));
    expect(all('SELECT contact_id AS id FROM deal_contact')).toEqual([{ id: '2' }]);
    expect(all('SELECT 1 FROM signal')).toHaveLength(4);
    expect(value(workspace.people.get('1')).id).toBe('2');
  });

  test('a signal repeated under the id of the merged person is known', () => {
    const { ingest, signals } = connectedWorkspace();
    ingest.apply(CRM, batch({ contacts: [contact('1'), contact('2')] }));
    const talk = { key: 'talk', personId: '1', type: 'speaking', occurredAt: NOW - 1 };
    value(signals.record(talk));
    ingest.apply(CRM, merge('2', '1'));
    expect(value(signals.record(talk))).toMatchObject({ created: false, personId: '2' });
  });

  test('into a record not read yet waits under its id for its page', () => {
    const workspace = connectedWorkspace();
    workspace.ingest.apply(CRM, batch({ contacts: [contact('1', { modifiedAt: NOW }), contact('2')] }));
    workspace.ingest.apply(CRM, merge('3', '1', '2'));
    expect(names(workspace)).toEqual(['Contact 1: 3']);
    workspace.ingest.apply(CRM, batch({ contacts: [contact('3', { modifiedAt: NOW - 9 })] }));
    expect(names(workspace)).toEqual(['Contact 3: 3']);
  });

  test('into a new id has the new record flagged', async () => {
    const workspace = connectedWorkspace();
    const doors = new FakeDoors();
    workspace.ingest.apply(CRM, batch({ contacts: [contact('1', { signals: praise('1') })] }));
    await workspace.tick(doors);
    workspace.ingest.apply(CRM, merge('3', '1'));
    await workspace.tick(doors);
    expect(doors.flags.get(`${CRM}:3`)).toMatchObject({ status: 'advocate' });
  });

  test('told before any of its records leads late pages to the survivor', () => {
    const workspace = connectedWorkspace();
    workspace.ingest.apply(CRM, merge('2', '1'));
    const late = contact('1', { signals: praise('1'), modifiedAt: NOW });
    workspace.ingest.apply(CRM, batch({ contacts: [late] }));
    expect(names(workspace)).toEqual(['Contact 1: 2']);
    workspace.ingest.apply(CRM, batch({ contacts: [contact('2'), late] }));
    expect(names(workspace)).toEqual(['Contact 2: 2']);
    expect(value(workspace.people.get('1')).propensity).toBeGreaterThan(50);
  });

  test.each([
    ['in order', [merge('2', '1'), merge('3', '2')]],
    ['out of order', [merge('3', '2'), merge('2', '1')]],
    ['with the whole chain in one page', [merge('3', '1', '2')]],
    ['repeated', [merge('3', '2'), merge('2', '1'), merge('3', '2'), merge('3', '1', '2')]],
  ])('in a chain, told %s, ends at the last', (_how, merges) => {
    const workspace = connectedWorkspace();
    const contacts = ['1', '2', '3'].map((id) => contact(id, { signals: [told(id, 'csat', Number(id), 5)] }));
    workspace.ingest.apply(CRM, batch({ contacts }));
    for (const each of merges) workspace.ingest.apply(CRM, each);
    workspace.ingest.apply(CRM, batch({ contacts: [contact('1', { modifiedAt: NOW })] }));
    expect(names(workspace)).toEqual(['Contact 3: 3']);
    expect(value(workspace.people.score('3')).lines).toHaveLength(3);
  });

  test('of two known advocates is no news; the alert that stands is drawn again', async () => {
    const workspace = connectedWorkspace();
    const doors = new FakeDoors();
    workspace.ingest.apply(CRM, batch({ contacts: [contact('1', { signals: praise('1') }), contact('2')] }));
    await workspace.tick(doors);
    workspace.ingest.apply(CRM, merge('2', '1'));
    await workspace.tick(doors);
    expect(doors.messages).toHaveLength(1);
    expect(wordsOf(doors.messages[0]!)).toContain('Contact 2');
    expect(value(workspace.slack.thank({ id: 'U1', name: 'Olu' }, '2', 'press 1'))).toBeNull();
    expect(doors.flags.get(`${CRM}:2`)).toMatchObject({ status: 'advocate' });
  });

  test('keeps an alert that did not leave yet', async () => {
    const workspace = connectedWorkspace();
    const doors = new FakeDoors();
    workspace.ingest.apply(CRM, batch({ contacts: [contact('1', { signals: praise('1') }), contact('2')] }));
    workspace.ingest.apply(CRM, merge('2', '1'));
    await workspace.tick(doors);
    expect(doors.messages.map((posted) => posted.message.text)).toEqual([
      expect.stringContaining('Contact 2'),
    ]);
  });
});

describe('a removed contact', () => {
  test('is no longer shown, and a restore brings it back with its flag', async () => {
    const workspace = connectedWorkspace();
    const doors = new FakeDoors();
    const ana = contact('1', { signals: praise('1') });
    workspace.ingest.apply(CRM, batch({ contacts: [ana] }));
    await workspace.tick(doors);
    workspace.ingest.apply(CRM, removal('1'));
    expect(names(workspace)).toEqual([]);
    doors.flags.clear();
    workspace.ingest.apply(CRM, batch({ contacts: [ana] }));
    await workspace.tick(doors);
    expect(names(workspace)).toEqual(['Contact 1: 1']);
    expect(doors.flags.get(`${CRM}:1`)).toMatchObject({ status: 'advocate' });
  });

  test('is not written to any more', async () => {
    const workspace = connectedWorkspace();
    const doors = new FakeDoors();
    workspace.ingest.apply(CRM, batch({ contacts: [contact('1', { signals: praise('1') })] }));
    workspace.ingest.apply(CRM, removal('1'));
    await workspace.tick(doors);
    expect(doors.calls).toEqual([]);
    expect(workspace.deliveries.counts()).toMatchObject({ due: 0, parked: 0 });
  });
});

describe('an erased contact', () => {
  async function erasedAdvocate(doors: FakeDoors) {
    const workspace = connectedWorkspace();
    const ana = contact('1', { name: 'Nadia Okafor', email: 'nadia@acme.test', signals: praise('1') });
    workspace.ingest.apply(CRM, batch({ contacts: [ana], deals: [deal('7', { contactIds: ['1'] })] }));
    const reward = { personId: '1', amount: 500, currency: 'USD', proposedBy: 'rep', proof: 'nadia.mp4' };
    value(workspace.rewards.create({ ...reward, key: 'a', act: 'Call by Nadia Okafor' }));
    value(workspace.rewards.create({ ...reward, key: 'b', act: 'Review' }));
    value(workspace.rewards.decide('R0002', { decision: 'decline', by: 'Olu', reason: 'Nadia said no' }));
    await workspace.tick(doors);
    workspace.alerts.snooze('1', NOW + 9, 'Olu', 'press 1');
    workspace.ingest.apply(CRM, removal('1', true));
    return workspace;
  }

  test('leaves no name, address, signal or note anywhere', async () => {
    const workspace = await erasedAdvocate(new FakeDoors());
    const tables = workspace.all<{ name: string }>(`SELECT name FROM sqlite_schema WHERE type = 'table'`);
    for (const { name } of tables) {
      const rows = JSON.stringify(workspace.all(`SELECT * FROM ${name}`));
      expect(rows, name).not.toMatch(/nadia/i);
      expect(rows, name).not.toContain('contact 1:');
    }
    expect(names(workspace)).toEqual([]);
  });

  test('vanishes from what was posted in Slack, and is told to the CRM no more', async () => {
    const doors = new FakeDoors();
    const workspace = await erasedAdvocate(doors);
    expect(doors.messages.map(wordsOf).join('')).toContain('Nadia');
    doors.calls.length = 0;
    await workspace.tick(doors);
    expect(doors.messages.map(wordsOf).join('')).not.toMatch(/nadia/i);
    expect(doors.calls.filter((call) => call.startsWith('flags'))).toEqual([]);
  });

  test('gets nothing any more: what waits is declined and its money freed', async () => {
    const workspace = await erasedAdvocate(new FakeDoors());
    expect(value(workspace.rewards.get('R0001'))).toMatchObject({
      state: 'declined',
      decidedBy: 'groundswell',
      proof: null,
    });
    const sums = workspace.ledger.balances();
    expect(sums.find(({ account }) => account === 'reserved')?.amount).toBe(0);
  });

  test('whose reward was approved is not paid to nobody: the payout waits for a person', async () => {
    const workspace = connectedWorkspace();
    const doors = new FakeDoors();
    workspace.ingest.apply(CRM, batch({ contacts: [contact('1')] }));
    const reward = { key: 'a', personId: '1', amount: 500, currency: 'USD', act: 'Call', proposedBy: 'rep' };
    const { id } = value(workspace.rewards.create(reward));
    value(workspace.rewards.decide(id, { decision: 'approve', by: 'Olu' }));
    workspace.ingest.apply(CRM, removal('1', true));
    await workspace.tick(doors);
    expect(doors.paid.size).toBe(0);
    const parked = value(workspace.deliveries.list({ state: 'parked', limit: 9, cursor: null }));
    expect(parked.items).toMatchObject([{ kind: 'payout', problem: { code: 'not_found' } }]);
  });

  test.each([
    ['before the page that tells of it', [removal('1', true)]],
    ['under the id of a record it had absorbed', [merge('1', '0'), removal('0', true)]],
    ['and a late merge into it', [removal('1', true), merge('1', '2')]],
  ])('stays erased: told %s', (_when, batches) => {
    const workspace = connectedWorkspace();
    for (const each of batches) workspace.ingest.apply(CRM, each);
    workspace.ingest.apply(CRM, batch({ contacts: [contact('1', { signals: praise('1') })] }));
    expect(names(workspace)).toEqual([]);
    expect(workspace.all('SELECT 1 FROM signal')).toEqual([]);
  });

  test('takes a record merged into it along', () => {
    const workspace = connectedWorkspace();
    workspace.ingest.apply(CRM, batch({ contacts: [contact('1'), contact('2', { name: 'Nadia' })] }));
    workspace.ingest.apply(CRM, removal('1', true));
    workspace.ingest.apply(CRM, merge('1', '2'));
    expect(names(workspace)).toEqual([]);
    expect(JSON.stringify(workspace.all('SELECT * FROM person'))).not.toContain('Nadia');
  });
});

test('nothing is written to a Slack that is gone', async () => {
  const workspace = connectedWorkspace();
  const doors = new FakeDoors();
  workspace.ingest.apply(CRM, batch({ contacts: [contact('1', { signals: praise('1') })] }));
  workspace.connections.remove(SLACK, 'admin');
  await workspace.tick(doors);
  expect(doors.messages).toEqual([]);
});
