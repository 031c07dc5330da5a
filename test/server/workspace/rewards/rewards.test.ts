import { describe, expect, test } from 'vitest';
import { DAY } from '#core/time.ts';
import { FakeDoors, wordsOf } from '#test/server/workspace/fake-doors.ts';
import { NOW, problem, value, walk, type TestWorkspace } from '#test/server/workspace/fixture.ts';
import { ANA, CALL, held, OLU, press, REP, workspaceWithPerson } from '#test/server/workspace/rewards.ts';

describe('a proposal', () => {
  test('holds its money, is put before managers, and its repeat is the same', async () => {
    const workspace = workspaceWithPerson();
    const doors = new FakeDoors();
    const first = value(workspace.rewards.create(CALL));
    expect(first).toMatchObject({ id: 'R0001', state: 'proposed', expiresAt: NOW + 14 * DAY });
    expect(workspace.rewards.create(CALL)).toEqual({ ok: true, value: first });
    expect(held(workspace)).toMatchObject({ reserved: 5000, funding: -5000 });
    await workspace.tick(doors);
    expect(doors.messages.map((posted) => posted.channel)).toEqual(['C1']);
    expect(wordsOf(doors.messages[0]!)).toContain('$50.00');
    expect(workspace.woken).toContain(NOW + 14 * DAY);
  });

  test.each([
    [{ amount: 5001 }, 'key_conflict'],
    [{ personId: '2' }, 'key_conflict'],
    [{ proof: 'recording 4' }, 'key_conflict'],
    [{ proof: null }, 'key_conflict'],
    [{ proposedBy: 'boss@acme.test' }, 'key_conflict'],
    [{ key: 'new', personId: '9' }, 'not_found'],
    [{ key: 'new', personId: '1.0' }, 'not_found'],
    [{ key: 'new', amount: 0.5 }, 'invalid_input'],
  ])('with %j after the first is refused: %s', (change, code) => {
    const workspace = workspaceWithPerson();
    value(workspace.rewards.create(CALL));
    expect(problem(workspace.rewards.create({ ...CALL, ...change })).code).toBe(code);
    expect(workspace.rewards.counts().proposed).toBe(1);
  });

  test('is the same to the same caller, however they are spelled, and whatever was changed since', () => {
    const workspace = workspaceWithPerson();
    const { id } = value(workspace.rewards.create(CALL));
    const spelled = { ...CALL, proposedBy: ' Rep <REP@acme.test>', proof: ` ${CALL.proof} ` };
    expect(value(workspace.rewards.create(spelled)).id).toBe(id);
    value(workspace.rewards.decide(id, { decision: 'change', by: 'slack:U2:Ana', reason: 'Say more.' }));
    const { amount, currency, act, proposedBy: by } = CALL;
    value(workspace.rewards.revise(id, { amount, currency, act, proof: 'recording 5', by }));
    expect(value(workspace.rewards.create(CALL)).id).toBe(id);
  });

  test('keeps to the ids in order, and lists newest first without gaps', () => {
    const workspace = workspaceWithPerson();
    for (let n = 1; n <= 7; n += 1) {
      value(workspace.rewards.create({ ...CALL, key: `k${n}` }));
      if (n % 3 === 0) workspace.clock.now += 1;
    }
    const listed = walk((cursor) => workspace.rewards.list({ state: 'proposed', limit: 2, cursor }));
    const seen = listed.map((reward) => reward.id);
    expect(seen).toEqual(['R0007', 'R0006', 'R0005', 'R0004', 'R0003', 'R0002', 'R0001']);
  });
});

describe('a decision', () => {
  test('to approve pays once, and the message and the books say so', async () => {
    const workspace = workspaceWithPerson();
    const doors = new FakeDoors();
    value(workspace.rewards.create(CALL));
    await workspace.tick(doors);
    value(workspace.slack.decide(OLU, press('approve', 'p1')));
    expect(value(workspace.rewards.get('R0001'))).toMatchObject({ state: 'approved', decidedAt: NOW });
    await workspace.tick(doors);
    expect([...doors.paid]).toEqual([
      [
        'reward:R0001:payout',
        {
          provider: 'webhook',
          edition: 1,
          key: 'reward:R0001:payout',
          rewardId: 'R0001',
          amount: 5000,
          currency: 'USD',
          act: 'Reference call',
          recipient: { name: 'Contact 1', email: 'c1@acme.test' },
        },
      ],
    ]);
    expect(value(workspace.rewards.get('R0001')).state).toBe('paid');
    expect(held(workspace)).toMatchObject({ reserved: 0, payable: 0, paid: 5000 });
    expect(doors.messages).toHaveLength(1);
    expect(wordsOf(doors.messages[0]!)).toContain('Paid');
  });

  test('to decline frees the money', () => {
    const workspace = workspaceWithPerson();
    value(workspace.rewards.create(CALL));
    const declined = value(
      workspace.rewards.decide('R0001', { decision: 'decline', by: 'Olu', reason: 'No.' }),
    );
    expect(declined).toMatchObject({ state: 'declined', reason: 'No.', decidedBy: 'Olu' });
    expect(held(workspace)).toMatchObject({ reserved: 0, funding: 0 });
  });

  test('stands: whoever comes second is told who decided and when, whatever they wanted', () => {
    const workspace = workspaceWithPerson();
    value(workspace.rewards.create(CALL));
    value(workspace.slack.decide(OLU, press('approve', 'p1')));
    for (const decision of ['approve', 'decline'] as const) {
      const { code, message } = problem(workspace.slack.decide(ANA, press(decision, 'p2', 'late')));
      expect(code).toBe('already_decided');
      expect(message).toContain('Olu');
      expect(message).toContain('2026-11-22');
    }
    expect(workspace.rewards.counts()).toMatchObject({ approved: 1, declined: 0 });
  });

  test('replayed is answered alike and has no second effect, even after the payout', async () => {
    const workspace = workspaceWithPerson();
    const doors = new FakeDoors();
    value(workspace.rewards.create(CALL));
    value(workspace.slack.decide(OLU, press('approve', 'p1')));
    const audit = () => value(workspace.trail.list(50, null)).items.length;
    const before = audit();
    expect(workspace.slack.decide(OLU, press('approve', 'p1')).ok).toBe(true);
    expect(audit()).toBe(before);
    await workspace.tick(doors);
    expect(workspace.slack.decide(OLU, press('approve', 'p1')).ok).toBe(true);
    expect(doors.calls.filter((call) => call.startsWith('pay'))).toHaveLength(1);
  });

  test('that was refused is refused again when it is replayed', () => {
    const workspace = workspaceWithPerson();
    value(workspace.rewards.create({ ...CALL, proposedBy: `slack:${REP.id}:Rep` }));
    expect(problem(workspace.slack.decide(REP, press('approve', 'p1'))).code).toBe('self_approval');
    expect(problem(workspace.slack.decide(REP, press('approve', 'p1'))).code).toBe('self_approval');
    expect(problem(workspace.slack.decide(OLU, press('decline', 'p2', ' '))).field).toBe('reason');
    expect(problem(workspace.slack.decide(OLU, press('decline', 'p2', ' '))).field).toBe('reason');
  });

  test('under a key that was used for another reward is a decision of its own', () => {
    const workspace = workspaceWithPerson();
    value(workspace.rewards.create(CALL));
    value(workspace.rewards.create({ ...CALL, key: 'other' }));
    value(workspace.slack.decide(OLU, press('approve', 'p1')));
    value(workspace.slack.decide(OLU, { ...press('approve', 'p1'), rewardId: 'R0002' }));
    expect(workspace.rewards.counts().approved).toBe(2);
  });

  test('comes too late once the time has run out, and the reward expires by itself', async () => {
    const workspace = workspaceWithPerson();
    const doors = new FakeDoors();
    value(workspace.rewards.create(CALL));
    workspace.pass(14);
    expect(problem(workspace.slack.decide(OLU, press('approve', 'p1'))).code).toBe('expired');
    await workspace.tick(doors);
    expect(value(workspace.rewards.get('R0001')).state).toBe('expired');
    expect(held(workspace)).toMatchObject({ reserved: 0, funding: 0 });
    expect(wordsOf(doors.messages[0]!)).toContain('Expired');
    expect(problem(workspace.slack.decide(OLU, press('approve', 'p1'))).code).toBe('expired');
  });
});

describe('nobody approves their own proposal', () => {
  test.each([
    [
      'by the same e-mail',
      'rep@acme.test',
      (w: TestWorkspace) => w.rewards.decide('R0001', { decision: 'approve', by: ' REP@acme.test' }),
    ],
    [
      'under another name in Slack',
      `slack:${REP.id}:Old Name`,
      (w: TestWorkspace) => w.slack.decide(REP, press('approve', 'p1')),
    ],
  ])('%s', (_how, proposedBy, approve) => {
    const workspace = workspaceWithPerson();
    value(workspace.rewards.create({ ...CALL, proposedBy }));
    expect(problem(approve(workspace)).code).toBe('self_approval');
  });

  test('whose e-mail is that of a Slack user, learned before the buttons appear', async () => {
    const workspace = workspaceWithPerson();
    const doors = new FakeDoors();
    doors.users.set(CALL.proposedBy, REP.id);
    value(workspace.rewards.create(CALL));
    doors.fail('findUser');
    await workspace.tick(doors);
    expect(doors.messages).toEqual([]);
    doors.mend();
    workspace.pass(1);
    await workspace.tick(doors);
    expect(doors.messages).toHaveLength(1);
    expect(problem(workspace.slack.decide(REP, press('approve', 'p1'))).code).toBe('self_approval');
  });

  test('but may withdraw it, and is told like anyone when it was decided', async () => {
    const workspace = workspaceWithPerson();
    const doors = new FakeDoors();
    doors.users.set(CALL.proposedBy, REP.id);
    value(workspace.rewards.create(CALL));
    value(workspace.rewards.create({ ...CALL, key: 'other' }));
    await workspace.tick(doors);
    value(workspace.slack.decide(REP, press('decline', 'p1', 'Mistake')));
    expect(value(workspace.rewards.get('R0001')).state).toBe('declined');
    value(workspace.slack.decide(OLU, { ...press('approve', 'p2'), rewardId: 'R0002' }));
    const late = workspace.slack.decide(REP, { ...press('approve', 'p3'), rewardId: 'R0002' });
    expect(problem(late).code).toBe('already_decided');
  });
});
