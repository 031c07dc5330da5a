import { describe, expect, test } from 'vitest';
import { slackActor } from '#core/actor/actor.ts';
import { FakeDoors, wordsOf } from '#test/server/workspace/fake-doors.ts';
import { problem, value, type TestWorkspace } from '#test/server/workspace/fixture.ts';
import { ANA, CALL, OLU, press, REP, workspaceWithPerson } from '#test/server/workspace/rewards.ts';

const OWN = { ...CALL, proposedBy: slackActor(REP.id, REP.name) };

async function proposed(change: Partial<typeof CALL> = {}) {
  const workspace = workspaceWithPerson();
  const doors = new FakeDoors();
  value(workspace.rewards.create({ ...OWN, ...change }));
  await workspace.tick(doors);
  return { workspace, doors };
}

async function decide(
  { workspace, doors }: { workspace: TestWorkspace; doors: FakeDoors },
  ...how: Parameters<typeof press>
) {
  value(workspace.slack.decide(OLU, press(...how)));
  await workspace.tick(doors);
}

describe('whoever proposed a reward', () => {
  test.each([
    ['approve', null, 'Your proposal was approved'],
    ['decline', 'Not now', 'Your proposal was declined'],
    ['change', 'Half of it', 'Change and propose again'],
    ['feedback', 'Lovely', 'answered with feedback'],
  ] as const)('hears once of %s, with its words', async (decision, words, title) => {
    const w = await proposed();
    await decide(w, decision, 'p1', words);
    await w.workspace.tick(w.doors);
    expect(w.doors.direct.map(({ user }) => user)).toEqual([REP.id]);
    expect(wordsOf(w.doors.direct[0]!)).toContain(title);
    expect(wordsOf(w.doors.direct[0]!)).toContain('by Olu');
    expect(wordsOf(w.doors.direct[0]!)).toContain(words ?? '');
  });

  test('is found in Slack by their e-mail', async () => {
    const w = await proposed({ proposedBy: 'rep@acme.test' });
    w.doors.users.set('rep@acme.test', 'U9');
    await decide(w, 'decline', 'p1', 'No.');
    expect(w.doors.direct.map(({ user }) => user)).toEqual(['U9']);
  });

  test('who is nobody in Slack is answered in the thread, which names nobody', async () => {
    const w = await proposed({ proposedBy: 'nobody@acme.test' });
    await decide(w, 'decline', 'p1', 'No.');
    expect(w.doors.direct).toEqual([]);
    const last = w.doors.replies.at(-1);
    expect(last?.thread).toBe(w.doors.messages[0]?.ts);
    expect(wordsOf(last!)).toContain('Declined by Olu');
    expect(wordsOf(last!)).not.toMatch(/Contact 1|nobody@|<@/u);
  });

  test('is not told of what they took back themselves', async () => {
    const w = await proposed();
    value(w.workspace.slack.decide(REP, press('decline', 'p1', 'Mistake')));
    await w.workspace.tick(w.doors);
    expect(w.doors.direct).toEqual([]);
  });

  test('hears it although Slack was down, and only what still holds', async () => {
    const w = await proposed();
    w.doors.fail('post');
    await decide(w, 'change', 'p1', 'Half');
    expect(w.doors.direct).toEqual([]);
    value(
      w.workspace.slack.revise(REP, { key: 'k', rewardId: 'R0001', amount: '25', act: 'Call', proof: '' }),
    );
    w.doors.mend();
    w.workspace.clock.now += 60_000;
    await w.workspace.tick(w.doors);
    expect(w.doors.direct).toEqual([]);
    expect(w.workspace.deliveries.counts()).toMatchObject({ due: 0, parked: 0 });
  });
});

describe('a change that was asked for', () => {
  test('opens with what the proposal says, and is proposed again', async () => {
    const w = await proposed();
    await decide(w, 'change', 'p1', 'Half of it');
    const { slack, rewards } = w.workspace;
    expect(value(slack.revisionForm(REP, 'R0001'))).toMatchObject({
      name: 'Contact 1',
      amount: '50.00',
      currency: 'USD',
      act: 'Reference call',
      proof: 'recording 3',
      askedBy: 'Olu',
      asked: 'Half of it',
    });
    const revision = { key: 'k1', rewardId: 'R0001', amount: '25.00', act: 'Reference call', proof: 'x' };
    expect(problem(slack.revise(REP, { ...revision, amount: '2.555' })).field).toBe('amount');
    expect(problem(slack.revise(ANA, revision)).code).toBe('forbidden');
    value(slack.revise(REP, revision));
    value(slack.revise(REP, revision));
    expect(value(rewards.get('R0001'))).toMatchObject({ state: 'proposed', amount: 2500, revision: 2 });
    await w.workspace.tick(w.doors);
    expect(wordsOf(w.doors.messages[0]!)).toContain('$25.00');
    expect(w.doors.replies.filter((reply) => wordsOf(reply).includes('proposed again'))).toHaveLength(1);
    expect(problem(slack.revisionForm(REP, 'R0001')).code).toBe('already_decided');
    expect(problem(slack.decide(REP, { ...press('approve', 'p2'), revision: 2 })).code).toBe('self_approval');
    value(slack.decide(OLU, { ...press('change', 'p3', 'Again'), revision: 2 }));
    await w.workspace.tick(w.doors);
    expect(w.doors.direct).toHaveLength(2);
  });
});

describe('the thread of a reward', () => {
  test('begins with what the person got before and why they count, and names nobody', async () => {
    const w = await proposed();
    await decide(w, 'decline', 'p1', 'No.');
    value(w.workspace.rewards.create({ ...OWN, key: 'second' }));
    await w.workspace.tick(w.doors);
    expect(w.doors.replies.map(({ thread }) => thread)).toEqual(w.doors.messages.map(({ ts }) => ts));
    expect(wordsOf(w.doors.replies[0]!)).toContain('None: this is their first.');
    expect(wordsOf(w.doors.replies[1]!)).toContain('$50.00');
    expect(wordsOf(w.doors.replies[1]!)).toContain('declined');
    for (const reply of w.doors.replies) expect(wordsOf(reply)).not.toContain('Contact 1');
  });
});

test('what somebody was told of a person is taken back once that person is erased', async () => {
  const w = await proposed();
  await decide(w, 'decline', 'p1', 'No.');
  expect(wordsOf(w.doors.direct[0]!)).toContain('Contact 1');
  value(w.workspace.erasures.erase('1', 'admin'));
  await w.workspace.tick(w.doors);
  expect(wordsOf(w.doors.direct[0]!)).not.toContain('Contact 1');
  expect(wordsOf(w.doors.direct[0]!)).toContain('no longer among our contacts');
});
