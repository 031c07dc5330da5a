import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { messageFlaws } from '#test/slack-app/block-kit.ts';
import { hostileText } from '#test/slack-app/views.ts';
import { batch, contact, praise, told } from '#test/server/workspace/crm.ts';
import { FakeDoors } from '#test/server/workspace/fake-doors.ts';
import { connectedWorkspace, CRM, SLACK, value } from '#test/server/workspace/fixture.ts';

const OLU = { id: 'U1', name: 'Olu' };

describe('every message that leaves', () => {
  test('is one Slack takes, whatever the CRM holds, and pings nobody', async () => {
    const people = fc.array(fc.record({ name: hostileText, title: hostileText, company: hostileText }), {
      minLength: 1,
      maxLength: 6,
    });
    const property = fc.asyncProperty(people, hostileText, hostileText, async (given, act, reason) => {
      const workspace = connectedWorkspace();
      const doors = new FakeDoors();
      const companies = given.map(({ company }, index) => ({
        id: `${index}`,
        name: company,
        domain: null,
        industry: null,
        url: company,
        modifiedAt: 1,
      }));
      const contacts = given.map(({ name, title }, index) =>
        contact(`${index}`, { name, title, companyId: `${index}`, url: title, signals: praise(`${index}`) }),
      );
      workspace.ingest.apply(CRM, batch({ companies, contacts }));
      const reward = { personId: '1', amount: 500, currency: 'USD', act, proof: reason, proposedBy: reason };
      const created = workspace.rewards.create({ ...reward, key: 'k' });
      await workspace.tick(doors);
      if (created.ok)
        workspace.slack.decide(OLU, {
          key: 'p',
          rewardId: 'R0001',
          revision: 1,
          decision: 'decline',
          reason,
        });
      workspace.slack.thank({ id: 'U2', name: reason }, '1', 'press 1');
      await workspace.tick(doors);
      for (const posted of doors.messages) expect(messageFlaws(posted.message)).toEqual([]);
      expect(workspace.deliveries.counts()).toMatchObject({ due: 0, parked: 0 });
    });
    await fc.assert(property, { numRuns: 40 });
  });

  test('about a first sync names the ten best and counts the others', async () => {
    const workspace = connectedWorkspace();
    const doors = new FakeDoors();
    workspace.store.sql.run('UPDATE connection SET initial = 1 WHERE id = ?', CRM);
    const ids = Array.from({ length: 25 }, (_, index) => `${index + 1}`);
    workspace.ingest.apply(CRM, batch({ contacts: ids.map((id) => contact(id, { signals: praise(id) })) }));
    workspace.ingest.finishInitial(CRM);
    await workspace.tick(doors);
    expect(doors.messages).toHaveLength(1);
    expect(doors.messages[0]?.message.text).toContain('25 new advocates: Contact 1, ');
    expect(JSON.stringify(doors.messages[0]?.message.blocks)).toContain('and 15 more');
    expect(messageFlaws(doors.messages[0]!.message)).toEqual([]);
  });

  test('goes nowhere while no channel is chosen', async () => {
    const workspace = connectedWorkspace({ slack: false });
    const doors = new FakeDoors();
    workspace.ingest.apply(CRM, batch({ contacts: [contact('1', { signals: praise('1') })] }));
    value(
      workspace.rewards.create({
        key: 'k',
        personId: '1',
        amount: 5,
        currency: 'USD',
        act: 'Call',
        proposedBy: 'rep',
      }),
    );
    await workspace.tick(doors);
    expect(doors.messages).toEqual([]);
    const { connections } = workspace;
    connections.add({ id: SLACK, vendor: 'slack', account: 'T1', name: 'A', initial: false }, 'admin');
    connections.chooseChannel('approvals', { connection: SLACK, id: 'C2', name: null }, 'admin');
    await workspace.tick(doors);
    expect(doors.messages).toMatchObject([{ channel: 'C2' }]);
  });
});

describe('the best advocates', () => {
  test('are the five with the highest score who have a tier, narrowed by name', () => {
    const workspace = connectedWorkspace();
    const acts = ['reference_call', 'case_study'] as const;
    // Much said of one kind alone scores high, but is too little to know them by.
    const loud = Array.from({ length: 25 }, (_, n) =>
      contact(`loud ${n}`, { signals: acts.map((type) => told(`${n}`, type, 50)) }),
    );
    const quiet = ['1', '2', '3', '4', '5', '6'].map((id) =>
      contact(id, { signals: [told(id, 'nps', 1, 10), told(id, 'renewal', Number(id) * 30)] }),
    );
    workspace.ingest.apply(CRM, batch({ contacts: [...loud, ...quiet] }));
    const found = value(workspace.slack.topAdvocates(''));
    workspace.store.sql.run(`UPDATE person SET tier = 'champion' WHERE name = 'Contact 5'`);
    expect(value(workspace.slack.topAdvocates(''))).toMatchObject(found.map(({ name }) => ({ name })));
    expect(found.map((view) => view.name)).toEqual(['1', '2', '3', '4', '5'].map((id) => `Contact ${id}`));
    expect(value(workspace.slack.topAdvocates('contact 6'))).toMatchObject([{ name: 'Contact 6' }]);
    expect(value(workspace.slack.topAdvocates('loud'))).toEqual([]);
  });
});
