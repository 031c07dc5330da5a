import { describe, expect, test } from 'vitest';
import { slackActor } from '#core/actor/actor.ts';
import { DAY } from '#core/time.ts';
import { FakeDoors, wordsOf, type Posted } from '#test/server/workspace/fake-doors.ts';
import { NOW, SLACK, value } from '#test/server/workspace/fixture.ts';
import { ANA, CALL, held, OLU, press, REP, workspaceWithPerson } from '#test/server/workspace/rewards.ts';
import { addMember, changeRole } from '#test/server/workspace/slack-members.ts';

const HOUR = 3_600_000;
const FIN = { id: 'U5', name: 'Fin' };
const BOSS = { id: 'U6', name: 'Boss' };
const BEN = { id: 'U8', name: 'Ben' };

/** A company with two managers, finance and an owner, none of whom wants digests; rewards wait since now. */
async function office(amounts: number[] = [50_00]) {
  const workspace = workspaceWithPerson();
  const doors = new FakeDoors();
  for (const manager of [OLU, ANA, REP]) addMember(workspace, manager, 'manager');
  addMember(workspace, FIN, 'finance');
  addMember(workspace, BOSS, 'owner');
  for (const user of [OLU, ANA, REP, FIN, BOSS, BEN]) {
    value(workspace.slack.setDigest(user, { enabled: false, hour: null }));
  }
  for (const [n, amount] of amounts.entries()) {
    const proposedBy = slackActor(REP.id, REP.name);
    value(workspace.rewards.create({ ...CALL, key: `k${n}`, amount, proposedBy }));
  }
  await workspace.tick(doors);
  const after = async (hours: number) => {
    workspace.clock.now = NOW + hours * HOUR;
    await workspace.tick(doors);
  };
  const told = () => doors.direct.map(({ user }) => user).toSorted();
  const nudges = () => doors.replies.filter((reply) => /still waits|before the owners/u.test(wordsOf(reply)));
  return { ...workspace, workspace, doors, after, told, nudges };
}

describe('a reward nobody decides', () => {
  test('reminds, once and when policy says, whoever could approve it, and not who proposed it', async () => {
    const w = await office();
    expect(w.nextTimer()).toBe(NOW + 24 * HOUR);
    await w.after(23.9);
    expect(w.told()).toEqual([]);
    await w.after(24);
    await w.after(25);
    expect(w.told()).toEqual([OLU.id, ANA.id, BOSS.id].toSorted());
    expect(w.nudges().map(({ thread }) => thread)).toEqual([w.doors.messages[0]?.ts]);
    expect(value(w.rewards.get('R0001')).state).toBe('proposed');
  });

  test('reminds each person once of several', async () => {
    const w = await office([50_00, 60_00, 70_00]);
    await w.after(24);
    expect(w.told()).toEqual([OLU.id, ANA.id, BOSS.id].toSorted());
    expect(wordsOf(w.doors.direct[0]!)).toContain('3 rewards still wait for you');
    expect(w.nudges()).toHaveLength(3);
  });

  test('reminds of what still waits when Slack is there again, and nobody where nothing does', async () => {
    const w = await office([50_00, 60_00]);
    w.doors.fail('post');
    await w.after(24);
    value(w.slack.decide(OLU, press('decline', 'p1', 'No.')));
    w.doors.mend();
    await w.after(24.1);
    const reminders = w.doors.direct.filter((said) => wordsOf(said).includes('still wait'));
    expect(reminders.map(({ user }) => user).toSorted()).toEqual([OLU.id, ANA.id, BOSS.id].toSorted());
    for (const said of reminders) expect(wordsOf(said)).toContain('A reward still waits for you');
  });

  test('reminds whoever stands in for who is away, instead of them', async () => {
    const w = await office();
    addMember(w.workspace, BEN, 'viewer');
    value(w.delegations.set(slackActor(ANA.id, ANA.name), slackActor(BEN.id, BEN.name), NOW + 9 * DAY));
    await w.after(24);
    expect(w.told()).toEqual([OLU.id, BEN.id, BOSS.id].toSorted());
  });

  test('reminds finance once managers agreed, and nobody without the role', async () => {
    const w = await office([3_000_00]);
    changeRole(w.workspace, BOSS, null);
    for (const [n, user] of [OLU, ANA].entries()) value(w.slack.decide(user, press('approve', `p${n}`)));
    await w.after(24);
    expect(w.told()).toEqual([FIN.id]);
    expect(wordsOf(w.nudges()[0]!)).toContain('finance has not decided');
  });

  test('goes to the owners, whose copy decides and shows what every other does', async () => {
    const w = await office();
    await w.after(24);
    const before = w.doors.direct.length;
    await w.after(48);
    await w.after(49);
    const copies = w.doors.direct.slice(before);
    expect(copies.map(({ user }) => user)).toEqual([BOSS.id]);
    const copy: Posted = copies[0]!;
    expect(wordsOf(copy)).toContain('reward_approve');
    for (const message of [w.doors.messages[0]!, copy]) expect(wordsOf(message)).toContain('Escalated');
    const place = { channelId: copy.channel, messageTs: copy.ts };
    value(w.slack.decide(BOSS, { ...press('approve', 'p1'), ...place }, SLACK));
    await w.after(49.1);
    for (const message of [w.doors.messages[0]!, copy])
      expect(wordsOf(message)).toContain('Approved by Boss');
  });

  test('is never approved by silence: it expires, and the money is free', async () => {
    const w = await office();
    for (const hours of [24, 48, 100, 14 * 24]) await w.after(hours);
    expect(value(w.rewards.get('R0001')).state).toBe('expired');
    expect(held(w.workspace)).toMatchObject({ reserved: 0 });
    expect(w.doors.paid.size).toBe(0);
  });

  test('that is proposed again reminds again', async () => {
    const w = await office();
    await w.after(24);
    value(w.slack.decide(OLU, press('change', 'p1', 'Less')));
    value(w.slack.revise(REP, { key: 'k', rewardId: 'R0001', amount: '20', act: 'Call', proof: '' }));
    await w.after(47);
    expect(w.nudges()).toHaveLength(1);
    await w.after(48);
    expect(w.nudges()).toHaveLength(2);
  });

  test('keeps the times of the policy in force', async () => {
    const w = await office();
    const { policy, version } = w.policies.current();
    const faster = { ...policy, remindAfterHours: 2, escalateAfterHours: 3 };
    value(w.policies.publish(faster, version, 'Faster', 'boss@acme.test'));
    await w.after(2);
    expect(w.nudges()).toHaveLength(1);
    await w.after(3);
    expect(w.nudges()).toHaveLength(2);
    expect(w.all('SELECT reminded_at AS a, escalated_at AS b FROM reward')).toEqual([
      { a: NOW + 2 * HOUR, b: NOW + 3 * HOUR },
    ]);
  });

  test('is marked where no Slack is connected, so that nothing rings without end', async () => {
    const w = await office();
    w.connections.remove(SLACK, 'admin');
    await w.after(49);
    expect(w.nextTimer()).toBe(NOW + 14 * DAY);
  });
});
