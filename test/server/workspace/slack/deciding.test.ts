import { describe, expect, test } from 'vitest';
import { slackActor } from '#core/actor/actor.ts';
import { DAY } from '#core/time.ts';
import { FakeDoors, wordsOf } from '#test/server/workspace/fake-doors.ts';
import { NOW, problem, SLACK, value } from '#test/server/workspace/fixture.ts';
import { ANA, CALL, held, OLU, press, REP, workspaceWithPerson } from '#test/server/workspace/rewards.ts';
import { addMember, changeRole } from '#test/server/workspace/slack-members.ts';

const FIN = { id: 'U5', name: 'Fin' };
const BEN = { id: 'U6', name: 'Ben' };

/** A waiting reward whose message stands in the channel. */
async function waiting(change: Partial<typeof CALL> = {}) {
  const workspace = workspaceWithPerson();
  const doors = new FakeDoors();
  for (const manager of [OLU, ANA]) addMember(workspace, manager, 'manager');
  addMember(workspace, FIN, 'finance');
  addMember(workspace, BEN, 'viewer');
  value(workspace.rewards.create({ ...CALL, ...change }));
  await workspace.tick(doors);
  const [posted] = doors.messages;
  if (posted === undefined) throw new Error('nothing was posted');
  const place = { channelId: posted.channel, messageTs: posted.ts };
  return { ...workspace, workspace, doors, posted, place };
}

describe('the four decisions', () => {
  test.each([
    ['change', 'change_requested', 'a change was asked for'],
    ['decline', 'declined', 'Reward declined'],
    ['feedback', 'noted', 'answered with feedback'],
  ] as const)('%s needs words, gives the money back, and is shown', async (decision, state, title) => {
    const w = await waiting();
    expect(problem(w.slack.decide(OLU, press(decision, 'p1', ' ')))).toMatchObject({ field: 'reason' });
    value(w.slack.decide(OLU, { ...press(decision, 'p2', 'Too much'), ...w.place }, SLACK));
    expect(value(w.rewards.get('R0001'))).toMatchObject({ state, decidedBy: 'slack:U1:Olu' });
    expect(held(w.workspace)).toMatchObject({ reserved: 0 });
    await w.tick(w.doors);
    expect(wordsOf(w.posted)).toContain(title);
    expect(wordsOf(w.posted)).toContain('Too much');
    expect(wordsOf(w.posted)).toContain('by Olu');
  });

  test('to approve takes two managers and finance above the limit, and the message says who is there', async () => {
    const w = await waiting({ amount: 3_000_00 });
    expect(wordsOf(w.posted)).toContain('Needs 2 managers and finance: Rewards in USD');
    value(w.slack.decide(OLU, press('approve', 'p1')));
    expect(problem(w.slack.decide(OLU, press('approve', 'p2'))).message).toContain('somebody else');
    expect(problem(w.slack.decide(FIN, press('approve', 'p3'))).code).toBe('forbidden');
    await w.tick(w.doors);
    expect(wordsOf(w.posted)).toMatch(/Olu ✓ .* · waits for another manager/u);
    value(w.slack.decide(ANA, press('approve', 'p4')));
    expect(problem(w.slack.decide(ANA, press('approve', 'p5'))).message).toContain('somebody else');
    expect(value(w.rewards.get('R0001')).state).toBe('proposed');
    await w.tick(w.doors);
    expect(wordsOf(w.posted)).toMatch(/waits for finance/u);
    value(w.slack.decide(FIN, press('approve', 'p6')));
    await w.tick(w.doors);
    expect(wordsOf(w.posted)).toContain('Approved by Fin');
    expect(wordsOf(w.posted)).toMatch(/Olu ✓ .*Ana ✓ .*Fin ✓/u);
  });

  test('a delegate decides for who is away, and the message says for whom', async () => {
    const w = await waiting();
    expect(problem(w.slack.decide(BEN, press('approve', 'p1'))).code).toBe('forbidden');
    value(w.delegations.set(slackActor(ANA.id, ANA.name), slackActor(BEN.id, BEN.name), NOW + DAY));
    value(w.slack.decide(BEN, press('approve', 'p2')));
    await w.tick(w.doors);
    expect(wordsOf(w.posted)).toContain('Ben for Ana ✓');
  });
});

describe('a press that comes to nothing', () => {
  test('that was lost on the way until the reward was changed approves nothing its presser never saw', async () => {
    const w = await waiting();
    value(w.slack.decide(ANA, press('change', 'p1', 'More')));
    const { act, currency } = CALL;
    value(w.rewards.revise('R0001', { act, currency, amount: 49_000, proof: null, by: 'helper@acme.test' }));
    await w.tick(w.doors);
    const { updates } = w.posted;
    const late = problem(w.slack.decide(OLU, { ...press('approve', 'p0'), ...w.place }, SLACK));
    expect(late).toMatchObject({ code: 'changed_since', message: expect.stringContaining('changed since') });
    expect(value(w.rewards.get('R0001'))).toMatchObject({ state: 'proposed', approvals: [] });
    await w.tick(w.doors);
    expect(w.posted.updates).toBe(updates + 1);
    expect(wordsOf(w.posted)).toContain('R0001:2');
    value(w.slack.decide(OLU, { ...press('approve', 'p2'), ...w.place, revision: 2 }, SLACK));
    expect(value(w.rewards.get('R0001')).state).toBe('approved');
  });

  test('of somebody who lost the role since is refused, and the message is drawn again', async () => {
    const w = await waiting();
    changeRole(w.workspace, OLU, 'viewer');
    const refused = problem(w.slack.decide(OLU, { ...press('approve', 'p1'), ...w.place }, SLACK));
    expect(refused.code).toBe('forbidden');
    changeRole(w.workspace, OLU, null);
    expect(problem(w.slack.decide(OLU, press('decline', 'p2', 'No.'))).code).toBe('forbidden');
    expect(w.posted.updates).toBe(0);
    await w.tick(w.doors);
    expect(w.posted.updates).toBe(1);
    expect(value(w.rewards.get('R0001')).state).toBe('proposed');
  });

  test('on a reward that is held says why, and moves nothing', async () => {
    const w = await waiting({ proposedBy: slackActor(REP.id, REP.name) });
    w.store.sql.run(
      `INSERT INTO fraud_hold (reward_id, code, reason, evidence, placed_at, expected_by, state)
       VALUES ('R0001', 'velocity', 'Four in a week.', '[]', ?, ?, 'open')`,
      NOW,
      NOW + DAY,
    );
    expect(problem(w.slack.decide(OLU, press('approve', 'p1')))).toMatchObject({
      code: 'on_hold',
      message: expect.stringContaining('Four in a week.'),
    });
    await w.tick(w.doors);
    expect(wordsOf(w.posted)).toContain('On hold:* Four in a week.');
    expect(wordsOf(w.posted)).not.toContain('reward_approve');
    expect(wordsOf(w.posted)).toContain('/console/rewards/R0001');
  });

  test('under the message of another workspace, whose rewards have the same ids, is refused', async () => {
    const w = await waiting();
    const old = { channelId: 'C1', messageTs: `${NOW / 1000 - 100}.000100` };
    const refused = problem(w.slack.decide(OLU, { ...press('approve', 'p1'), ...old }, SLACK));
    expect(refused.message).toContain('another workspace');
    const elsewhere = problem(w.slack.decide(OLU, press('approve', 'p2'), 'slack-T2'));
    expect(elsewhere.message).toContain('another workspace');
    expect(value(w.rewards.get('R0001')).state).toBe('proposed');
    value(w.slack.decide(OLU, press('approve', 'p3'), SLACK));
  });

  test('under a copy whose posting went unheard counts, and the copy is kept as things stand', async () => {
    const w = await waiting();
    const copy = { ...w.posted, ts: `${NOW / 1000 + 5}.000100`, updates: 0 };
    w.doors.messages.push(copy);
    const place = { channelId: 'C1', messageTs: copy.ts };
    value(w.slack.decide(OLU, { ...press('approve', 'p1'), ...place }, SLACK));
    await w.tick(w.doors);
    for (const message of [w.posted, copy]) expect(wordsOf(message)).toContain('Approved by Olu');
  });
});
