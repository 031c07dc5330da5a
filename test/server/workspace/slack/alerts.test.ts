import { describe, expect, test } from 'vitest';
import { DAY } from '#core/time.ts';
import { batch, contact, praise, told } from '#test/server/workspace/crm.ts';
import { FakeDoors, wordsOf } from '#test/server/workspace/fake-doors.ts';
import { connectedWorkspace, CRM, NOW, problem, SLACK, value } from '#test/server/workspace/fixture.ts';

const OLU = { id: 'U1', name: 'Olu' };

function workspaceWith(...ids: string[]) {
  const workspace = connectedWorkspace();
  const doors = new FakeDoors();
  const rise = (...risen: string[]) =>
    workspace.ingest.apply(CRM, batch({ contacts: risen.map((id) => contact(id, { signals: praise(id) })) }));
  workspace.ingest.apply(CRM, batch({ contacts: ids.map((id) => contact(id)) }));
  const texts = () => doors.messages.map((posted) => posted.message.text);
  return { ...workspace, doors, rise, texts };
}

describe('an alert', () => {
  test('is posted when somebody becomes an advocate, with the reasons', async () => {
    const { doors, rise, tick, texts } = workspaceWith('1');
    rise('1');
    await tick(doors);
    expect(texts()).toEqual([expect.stringContaining('New advocate: Contact 1')]);
    expect(wordsOf(doors.messages[0]!)).toContain('NPS 10');
  });

  test('is not posted about someone who was snoozed meanwhile, nor who fell again', async () => {
    const { doors, rise, tick, alerts, signals, texts } = workspaceWith('1', '2');
    rise('1', '2');
    value(alerts.snooze('1', NOW + DAY, 'Olu', 'press 1'));
    value(signals.record({ key: 'b', personId: '2', type: 'bad_reference', occurredAt: NOW - 1 }));
    await tick(doors);
    expect(texts()).toEqual([]);
  });

  test('comes back with a new rise: a new message, with buttons again', async () => {
    const workspace = workspaceWith('1');
    const { doors, rise, tick, slack } = workspace;
    rise('1');
    await tick(doors);
    value(slack.thank(OLU, '1', 'press 1'));
    await tick(doors);
    expect(wordsOf(doors.messages[0]!)).toContain('Thanked by Olu');
    workspace.pass(1);
    const acts = ['defence', 'referral', 'renewal', 'case_study', 'speaking'] as const;
    const signals = [...praise('1'), ...acts.map((type) => told('1', type, 45))];
    workspace.ingest.apply(CRM, batch({ contacts: [contact('1', { signals })] }));
    await tick(doors);
    expect(doors.messages).toHaveLength(2);
    expect(wordsOf(doors.messages[1]!)).toContain('Champion');
    expect(wordsOf(doors.messages[1]!)).not.toContain('Thanked');
  });
});

describe('alerts due together', () => {
  test('are single up to three', async () => {
    const { doors, rise, tick } = workspaceWith('1', '2', '3');
    rise('1', '2', '3');
    await tick(doors);
    expect(doors.messages).toHaveLength(3);
  });

  test('become one digest beyond, best first, without those who were snoozed', async () => {
    const { doors, rise, tick, alerts, texts } = workspaceWith('1', '2', '3', '4', '5');
    rise('1', '2', '3', '4', '5');
    value(alerts.snooze('3', NOW + DAY, 'Olu', 'press 1'));
    await tick(doors);
    expect(texts()).toEqual(['4 new advocates: Contact 1, Contact 2, Contact 4, Contact 5']);
  });

  test('are counted after those who are no news are left out', async () => {
    const { doors, rise, tick, alerts, texts } = workspaceWith('1', '2', '3', '4');
    rise('1', '2', '3', '4');
    value(alerts.snooze('3', NOW + DAY, 'Olu', 'press 1'));
    await tick(doors);
    expect(texts().map((text) => text.slice(0, 13))).toEqual([
      'New advocate:',
      'New advocate:',
      'New advocate:',
    ]);
  });

  test('however many, are one message', async () => {
    const ids = Array.from({ length: 240 }, (_, index) => `${index + 1}`);
    const { doors, rise, tick, texts, deliveries } = workspaceWith(...ids);
    rise(...ids);
    await tick(doors);
    expect(texts()).toEqual([expect.stringContaining('240 new advocates')]);
    expect(deliveries.counts().due).toBe(0);
  });

  test('whose digest fails are all tried again', async () => {
    const { doors, rise, tick, deliveries } = workspaceWith('1', '2', '3', '4');
    rise('1', '2', '3', '4');
    doors.fail('post');
    await tick(doors);
    expect(deliveries.counts()).toMatchObject({ due: 4 });
  });
});

describe('a press under an alert', () => {
  test('changes the message, once, whatever is replayed', async () => {
    const { doors, rise, tick, slack, trail } = workspaceWith('1');
    rise('1');
    await tick(doors);
    value(slack.snooze(OLU, '1', NOW + 7 * DAY, 'press 1'));
    value(slack.snooze(OLU, '1', NOW + 9 * DAY, 'press 1'));
    await tick(doors);
    expect(wordsOf(doors.messages[0]!)).toContain('Snoozed by Olu');
    expect(doors.messages[0]?.updates).toBe(1);
    const notes = value(trail.list(50, null)).items.filter((row) => row.action === 'person.snoozed');
    expect(notes).toMatchObject([{ detail: String(NOW + 7 * DAY), actor: 'slack:U1:Olu' }]);
  });

  test('by a second person with the same key elsewhere is their own', () => {
    const { slack, trail } = workspaceWith('1', '2');
    value(slack.thank(OLU, '1', 'press 1'));
    value(slack.thank(OLU, '2', 'press 1'));
    expect(value(trail.list(50, null)).items.filter((row) => row.action === 'person.thanked')).toHaveLength(
      2,
    );
  });

  test('about nobody is refused', () => {
    expect(problem(workspaceWith().slack.thank(OLU, '9', 'press 1')).code).toBe('not_found');
  });
});

describe('channels', () => {
  test('moved to another team take along what did not leave yet', async () => {
    const workspace = workspaceWith('1');
    const { doors, connections } = workspace;
    workspace.rise('1');
    doors.fail('post');
    await workspace.tick(doors);
    doors.mend();
    connections.add({ id: 'slack-T2', vendor: 'slack', account: 'T2', name: 'B', initial: false }, 'admin');
    connections.chooseChannel('alerts', { connection: 'slack-T2', id: 'C9', name: null }, 'admin');
    connections.remove(SLACK, 'admin');
    workspace.clock.now += DAY;
    await workspace.tick(doors);
    expect(doors.messages).toMatchObject([{ connection: 'slack-T2', channel: 'C9' }]);
  });

  test('moved while alerts travel lose none of them', async () => {
    const workspace = workspaceWith('1', '2', '3');
    const { doors, connections } = workspace;
    workspace.rise('1', '2', '3');
    connections.add({ id: 'slack-T2', vendor: 'slack', account: 'T2', name: 'B', initial: false }, 'admin');
    doors.during = (door) => {
      if (door !== 'post') return;
      doors.during = () => {};
      connections.chooseChannel('alerts', { connection: 'slack-T2', id: 'C9', name: null }, 'admin');
    };
    await workspace.tick(doors);
    const heard = doors.messages
      .filter((posted) => posted.channel === 'C9')
      .map((posted) => posted.message.text);
    expect(heard.map((text) => text.slice(0, 23)).toSorted()).toEqual([
      'New advocate: Contact 1',
      'New advocate: Contact 2',
      'New advocate: Contact 3',
    ]);
  });

  test('for approvals moved to another team show there what waits', async () => {
    const workspace = workspaceWith('1');
    const { doors, tick, connections, rewards } = workspace;
    const reward = { key: 'k', personId: '1', amount: 500, currency: 'USD', act: 'Call', proposedBy: 'rep' };
    value(rewards.create(reward));
    await tick(doors);
    connections.add({ id: 'slack-T2', vendor: 'slack', account: 'T2', name: 'B', initial: false }, 'admin');
    connections.chooseChannel('approvals', { connection: 'slack-T2', id: 'C9', name: null }, 'admin');
    await tick(doors);
    value(rewards.decide('R0001', { decision: 'approve', by: 'Olu' }));
    await tick(doors);
    expect(doors.messages).toMatchObject([{ connection: SLACK }, { connection: 'slack-T2', channel: 'C9' }]);
    expect(wordsOf(doors.messages[1]!)).toContain('Paid');
  });

  test('for approvals show what waits, and nothing else moves', async () => {
    const workspace = workspaceWith('1');
    const { doors, tick, connections, rewards } = workspace;
    const reward = { key: 'k', personId: '1', amount: 500, currency: 'USD', act: 'Call', proposedBy: 'rep' };
    value(rewards.create(reward));
    await tick(doors);
    connections.chooseChannel('approvals', { connection: SLACK, id: 'C2', name: null }, 'admin');
    connections.chooseChannel('alerts', { connection: SLACK, id: 'C3', name: null }, 'admin');
    await tick(doors);
    expect(doors.messages.map((posted) => posted.channel)).toEqual(['C1', 'C2']);
    expect(
      connections
        .channels()
        .map(({ purpose }) => purpose)
        .toSorted(),
    ).toEqual(['alerts', 'approvals']);
  });

  test('chosen for the first time hear in one digest what was found before', async () => {
    const workspace = connectedWorkspace({ slack: false });
    const doors = new FakeDoors();
    const contacts = ['1', '2'].map((id) => contact(id, { signals: praise(id) }));
    workspace.ingest.apply(CRM, batch({ contacts }));
    const { connections } = workspace;
    connections.add({ id: SLACK, vendor: 'slack', account: 'T1', name: 'A', initial: false }, 'admin');
    connections.chooseChannel('alerts', { connection: SLACK, id: 'C1', name: null }, 'admin');
    connections.chooseChannel('alerts', { connection: SLACK, id: 'C1', name: null }, 'admin');
    await workspace.tick(doors);
    expect(doors.messages.map((posted) => posted.message.text)).toEqual([
      '2 new advocates: Contact 1, Contact 2',
    ]);
  });
});
