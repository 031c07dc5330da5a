import { describe, expect, test } from 'vitest';
import type { CrmBatch } from '#core/crm/crm.ts';
import { batch, contact, praise, told } from '#test/server/workspace/crm.ts';
import { FakeDoors } from '#test/server/workspace/fake-doors.ts';
import { connectedWorkspace, CRM, NOW, openWorkspace, value } from '#test/server/workspace/fixture.ts';

describe('a contact', () => {
  test('becomes a person with a record, a company and an owner, whichever is read first', () => {
    const { ingest, people } = connectedWorkspace();
    const ana = contact('1', { name: 'Ana', title: 'VP', companyId: '9', ownerId: '4' });
    const company = {
      id: '9',
      name: 'Acme',
      domain: null,
      industry: null,
      url: 'https://x.test',
      modifiedAt: 1,
    };
    ingest.apply(
      CRM,
      batch({ owners: [{ id: '4', userId: null, active: true, email: null, name: 'Olu' }], contacts: [ana] }),
    );
    expect(value(people.get('1'))).toMatchObject({ name: 'Ana', company: null, owner: 'Olu', title: 'VP' });
    ingest.apply(CRM, batch({ companies: [company] }));
    expect(value(people.get('1'))).toMatchObject({
      company: 'Acme',
      email: 'c1@acme.test',
      records: [{ vendor: 'hubspot', id: '1' }],
    });
  });

  test('applied twice changes nothing the second time', () => {
    const { ingest, all } = connectedWorkspace();
    const page = batch({ contacts: [contact('1', { signals: praise('1') }), contact('2')] });
    expect(ingest.apply(CRM, page).missed).toBe(2);
    const before = all('SELECT * FROM person JOIN record ON person_id = person.id');
    expect(ingest.apply(CRM, page).missed).toBe(0);
    expect(all('SELECT * FROM person JOIN record ON person_id = person.id')).toEqual(before);
  });

  test('stays its own person beside another with the same e-mail', () => {
    const { ingest, people } = connectedWorkspace();
    const same = { email: 'info@acme.test' };
    ingest.apply(CRM, batch({ contacts: [contact('1', same), contact('2', same)] }));
    expect(value(people.get('1')).id).not.toBe(value(people.get('2')).id);
  });

  test('is not brought back into its past by a page that arrives late', () => {
    const { ingest, people } = connectedWorkspace();
    ingest.apply(CRM, batch({ contacts: [contact('1', { name: 'New', modifiedAt: NOW })] }));
    ingest.apply(CRM, batch({ contacts: [contact('1', { name: 'Old', modifiedAt: NOW - 1 })] }));
    expect(value(people.get('1')).name).toBe('New');
  });

  test('read twice in one page is taken as it was last', () => {
    const { ingest, people, all } = connectedWorkspace();
    const newer = contact('1', { name: 'New', modifiedAt: NOW });
    ingest.apply(CRM, batch({ contacts: [newer, contact('1', { name: 'Old', modifiedAt: NOW - 1 })] }));
    expect(value(people.get('1')).name).toBe('New');
    expect(all('SELECT 1 FROM person')).toHaveLength(1);
  });

  test('that leaves its company is shown without it', () => {
    const { ingest, people } = connectedWorkspace();
    const company = {
      id: '9',
      name: 'Acme',
      domain: null,
      industry: null,
      url: 'https://x.test',
      modifiedAt: 1,
    };
    ingest.apply(CRM, batch({ companies: [company], contacts: [contact('1', { companyId: '9' })] }));
    ingest.apply(CRM, batch({ contacts: [contact('1')] }));
    expect(value(people.get('1')).company).toBeNull();
  });
});

describe('a company', () => {
  const acme = { id: '9', name: 'Acme', domain: null, industry: null, url: 'https://x.test', modifiedAt: 5 };

  test('renames its people, but an older page does not', () => {
    const { ingest, people } = connectedWorkspace();
    ingest.apply(CRM, batch({ companies: [acme], contacts: [contact('1', { companyId: '9' })] }));
    ingest.apply(CRM, batch({ companies: [{ ...acme, name: 'Acme Inc', modifiedAt: 6 }] }));
    ingest.apply(CRM, batch({ companies: [{ ...acme, name: 'Acme Ltd', modifiedAt: 5 }] }));
    expect(value(people.get('1')).company).toBe('Acme Inc');
  });

  test('that is removed leaves its people without a name, and a restore gives it back', () => {
    const { ingest, people } = connectedWorkspace();
    ingest.apply(CRM, batch({ companies: [acme], contacts: [contact('1', { companyId: '9' })] }));
    ingest.apply(CRM, batch({ removals: [{ kind: 'company', id: '9', erased: false }] }));
    expect(value(people.get('1')).company).toBeNull();
    ingest.apply(CRM, batch({ companies: [acme] }));
    expect(value(people.get('1')).company).toBe('Acme');
  });
});

describe('a signal read from a contact', () => {
  const nps = (worth: number, modifiedAt: number): CrmBatch =>
    batch({ contacts: [contact('1', { modifiedAt, signals: [told('1', 'nps', 3, worth)] })] });
  const values = (workspace: ReturnType<typeof connectedWorkspace>) =>
    workspace
      .all<{ value: number }>('SELECT value FROM signal ORDER BY occurred_at DESC')
      .map((row) => row.value);

  test('that is corrected replaces what was read before', () => {
    const workspace = connectedWorkspace();
    workspace.ingest.apply(CRM, nps(3, NOW - 2));
    workspace.ingest.apply(CRM, nps(9, NOW - 1));
    expect(values(workspace)).toEqual([9]);
    const { lines } = value(workspace.people.score('1'));
    expect(lines).toMatchObject([{ label: 'NPS 9' }]);
    expect(lines[0]?.points).toBeGreaterThan(10);
  });

  test('adds nothing where a newer page said otherwise', () => {
    const workspace = connectedWorkspace();
    workspace.ingest.apply(CRM, nps(9, NOW - 1));
    workspace.ingest.apply(CRM, nps(3, NOW - 2));
    expect(values(workspace)).toEqual([9]);
  });

  test('of another day is told beside it, however late', () => {
    const workspace = connectedWorkspace();
    workspace.ingest.apply(CRM, nps(9, NOW - 1));
    const late = contact('1', { modifiedAt: NOW - 2, signals: [told('1', 'nps', 90, 3)] });
    workspace.ingest.apply(CRM, batch({ contacts: [late] }));
    expect(values(workspace).toSorted((a, b) => a - b)).toEqual([3, 9]);
  });

  test('that no score can use is listed, and the others land', () => {
    const { ingest, all } = connectedWorkspace();
    const signals = [told('1', 'nps', 3, 11), told('1', 'csat', 3, 5)];
    const { refused } = ingest.apply(CRM, batch({ contacts: [contact('1', { signals })] }));
    expect(refused).toMatchObject([
      { recordId: '1', source: 'contact 1: nps', problem: { code: 'invalid_input' } },
    ]);
    expect(all('SELECT type FROM signal')).toEqual([{ type: 'csat' }]);
  });

  test('of an act that is news earns a proposal; corrections of the same page do not alert twice', async () => {
    const workspace = connectedWorkspace();
    const doors = new FakeDoors();
    workspace.ingest.apply(CRM, batch({ contacts: [contact('1', { signals: [told('1', 'nps', 1, 9)] })] }));
    const more = [told('1', 'nps', 1, 10), told('1', 'reference_call', 2), told('1', 'review', 40, 5)];
    workspace.ingest.apply(CRM, batch({ contacts: [contact('1', { signals: more })] }));
    workspace.ingest.apply(CRM, batch({ contacts: [contact('1', { signals: more })] }));
    await workspace.tick(doors);
    expect(value(workspace.rewards.list({ state: null, limit: 9, cursor: null })).items).toMatchObject([
      { act: 'Reference call', amount: 5000, proposedBy: 'rule:reference_call', personId: '1' },
    ]);
    expect(doors.messages.map((posted) => posted.message.text).toSorted()).toEqual([
      expect.stringContaining('New advocate: Contact 1'),
      expect.stringContaining('Reward waiting for approval'),
    ]);
  });
});

describe('a first sync', () => {
  function startedSync() {
    const workspace = openWorkspace();
    const { connections } = workspace;
    connections.add({ id: CRM, vendor: 'hubspot', account: '1', name: 'Portal', initial: true }, 'admin');
    value(workspace.writeBack.switch(CRM, true, 'admin'));
    connections.add(
      { id: 'slack-T1', vendor: 'slack', account: 'T1', name: 'Acme', initial: false },
      'admin',
    );
    connections.chooseChannel('alerts', { connection: 'slack-T1', id: 'C1', name: null }, 'admin');
    return workspace;
  }

  test('holds flags back, earns no rewards, and ends in one digest', async () => {
    const workspace = startedSync();
    const doors = new FakeDoors();
    const contacts = ['1', '2', '3'].map((id) =>
      contact(id, { signals: [...praise(id), told(id, 'case_study', 2)] }),
    );
    workspace.ingest.apply(CRM, batch({ contacts }));
    await workspace.tick(doors);
    expect(doors.calls).toEqual([]);
    expect(workspace.deliveries.counts()).toMatchObject({ held: 3, due: 0 });
    workspace.ingest.finishInitial(CRM);
    workspace.ingest.finishInitial(CRM);
    await workspace.tick(doors);
    expect([...doors.flags.values()].map((flag) => flag.status)).toEqual([
      'advocate',
      'advocate',
      'advocate',
    ]);
    expect(doors.messages.map((posted) => posted.message.text)).toEqual([
      '3 new advocates: Contact 1, Contact 2, Contact 3',
    ]);
    expect(workspace.rewards.counts().proposed).toBe(0);
  });

  test('does not silence alerts about the people of another CRM', async () => {
    const workspace = startedSync();
    const doors = new FakeDoors();
    workspace.connections.add(
      { id: 'hubspot-2', vendor: 'hubspot', account: '2', name: 'Other', initial: false },
      'admin',
    );
    workspace.ingest.apply('hubspot-2', batch({ contacts: [contact('5', { signals: praise('5') })] }));
    await workspace.tick(doors);
    expect(doors.messages).toHaveLength(1);
  });
});
