import { describe, expect, test } from 'vitest';
import { DAY } from '#core/time.ts';
import { FakeDoors, wordsOf } from '#test/server/workspace/fake-doors.ts';
import { NOW, problem, value } from '#test/server/workspace/fixture.ts';
import { CALL, OLU, press, workspaceWithPerson } from '#test/server/workspace/rewards.ts';

describe('a budget', () => {
  const act = { key: 'act', personId: '1', type: 'case_study', occurredAt: NOW - DAY };

  test('refuses a proposal it does not hold', () => {
    const workspace = workspaceWithPerson();
    value(workspace.budgets.set('general', 'USD', 6000, 'admin'));
    value(workspace.rewards.create(CALL));
    const refused = problem(workspace.rewards.create({ ...CALL, key: 'second', amount: 1001 }));
    expect(refused).toMatchObject({ code: 'budget_exceeded', field: 'amount' });
    expect(refused.message).toContain('$10.00');
    value(workspace.rewards.create({ ...CALL, key: 'second', amount: 1000 }));
  });

  test('does not lose an act it cannot pay for: approval waits until it is raised', async () => {
    const workspace = workspaceWithPerson();
    const doors = new FakeDoors();
    value(workspace.budgets.set('general', 'USD', 6000, 'admin'));
    value(workspace.signals.record(act));
    await workspace.tick(doors);
    expect(wordsOf(doors.messages[0]!)).toContain('Over budget by $40.00');
    expect(problem(workspace.slack.decide(OLU, press('approve', 'p1'))).code).toBe('budget_exceeded');
    value(workspace.budgets.set('general', 'USD', 10_000, 'admin'));
    await workspace.tick(doors);
    expect(wordsOf(doors.messages[0]!)).not.toContain('Over budget');
    value(workspace.slack.decide(OLU, press('approve', 'p2')));
    expect(workspace.budgets.list()).toMatchObject([{ holder: 'general', left: 0, payable: 10_000 }]);
  });

  test('that one proposal overdraws still pays for the others', () => {
    const workspace = workspaceWithPerson();
    value(workspace.budgets.set('general', 'USD', 6000, 'admin'));
    value(workspace.rewards.create(CALL));
    value(workspace.signals.record(act));
    value(workspace.slack.decide(OLU, press('approve', 'p1')));
    const over = workspace.slack.decide(OLU, { ...press('approve', 'p2'), rewardId: 'R0002' });
    expect(problem(over).code).toBe('budget_exceeded');
  });
});

describe('a message of a reward', () => {
  test('first posted after the decision shows the decision', async () => {
    const workspace = workspaceWithPerson();
    const doors = new FakeDoors();
    value(workspace.rewards.create(CALL));
    value(workspace.rewards.decide('R0001', { decision: 'decline', by: 'Olu', reason: 'No.' }));
    await workspace.tick(doors);
    expect(doors.messages).toHaveLength(1);
    expect(wordsOf(doors.messages[0]!)).toContain('Declined by Olu');
  });

  test('decided while it is being posted is drawn again', async () => {
    const workspace = workspaceWithPerson();
    const doors = new FakeDoors();
    value(workspace.rewards.create(CALL));
    doors.during = (door) => {
      if (door === 'post') workspace.slack.decide(OLU, press('approve', 'p1'));
    };
    await workspace.tick(doors);
    expect(doors.messages).toHaveLength(1);
    expect(wordsOf(doors.messages[0]!)).toContain('Approved by Olu');
  });
});
