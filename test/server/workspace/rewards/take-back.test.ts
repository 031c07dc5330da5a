import { describe, expect, test } from 'vitest';
import { isBalanced } from '#core/ledger/ledger.ts';
import { settleDoubt } from '#server/workspace/fulfilment/doubts.ts';
import { hear } from '#server/workspace/fulfilment/follow.ts';
import { makeVoid } from '#server/workspace/fulfilment/voiding.ts';
import { FakeDoors, wordsOf } from '#test/server/workspace/fake-doors.ts';
import { NOW, problem, value, type TestWorkspace } from '#test/server/workspace/fixture.ts';
import { asking, checkBooks, STARS } from '#test/server/workspace/points/programmes.ts';
import { CALL, held, OLU, press, workspaceWithPerson } from '#test/server/workspace/rewards.ts';

const WHY = { by: 'fin@acme.test', reason: 'Given twice' };

const madeVoid = async ({ store }: TestWorkspace, by: string) =>
  value(await makeVoid(store, new FakeDoors(), 'R0001', { by, proof: 'Their letter' }));

function approved() {
  const workspace = workspaceWithPerson();
  value(workspace.budgets.set('general', 'USD', 9000, 'admin'));
  value(workspace.rewards.create(CALL));
  value(workspace.slack.decide(OLU, press('approve', 'p1')));
  return workspace;
}

describe('taking a reward back', () => {
  test('that was never ordered cancels it: the budget has its money again, and nothing is ever ordered', async () => {
    const workspace = approved();
    const doors = new FakeDoors();
    const cancelled = value(workspace.rewards.takeBack('R0001', WHY));
    expect(cancelled).toMatchObject({ state: 'cancelled', reason: 'Given twice' });
    expect(held(workspace)).toMatchObject({ budget: 9000, reserved: 0, payable: 0 });
    await workspace.tick(doors);
    expect(doors.paid.size).toBe(0);
    expect(workspace.all('SELECT * FROM fulfilment')).toEqual([]);
    expect(wordsOf(doors.messages[0]!)).not.toMatch(/approve this/i);
    const [entry] = value(workspace.trail.list(1, null, { about: 'reward:R0001' })).items;
    expect(entry).toMatchObject({ actor: WHY.by, action: 'reward.cancelled', detail: 'Given twice' });
  });

  test('is refused while an order may stand at the provider', async () => {
    const workspace = approved();
    const doors = new FakeDoors();
    doors.pay = () => Promise.reject(new Error('no answer'));
    await workspace.tick(doors);
    expect(problem(workspace.rewards.takeBack('R0001', WHY)).code).toBe('forbidden');
    expect(value(workspace.rewards.get('R0001')).state).toBe('approved');
    expect(held(workspace)).toMatchObject({ payable: 5000 });
  });

  test('that was paid and delivered is refused: its money left', async () => {
    const workspace = approved();
    await workspace.tick(new FakeDoors());
    const refused = problem(workspace.rewards.takeBack('R0001', WHY));
    expect(refused).toMatchObject({ code: 'forbidden', message: 'The money of this reward has left.' });
    expect(refused.remedy).toContain('First make its order void, with proof');
    expect(value(workspace.rewards.detail('R0001', WHY.by)).takeBack).toEqual(refused);
    expect(held(workspace)).toMatchObject({ budget: 4000, paid: 5000 });
  });

  test.each([['fin@acme.test'], ['Fin <fin+money@acme.test>'], ['slack:U3:Fin']])(
    'is refused to %s, on whose word its order is void',
    async (by) => {
      const workspace = approved();
      workspace.store.sql.run(
        `INSERT INTO member (id, slack_team, slack_user, email, name, role, state, created_at)
         VALUES (3, 'T1', 'U3', 'fin@acme.test', 'Fin', 'finance', 'active', 0)`,
      );
      await workspace.tick(new FakeDoors());
      await madeVoid(workspace, WHY.by);
      expect(problem(workspace.rewards.takeBack('R0001', { ...WHY, by })).message).toContain('You said');
      expect(value(workspace.rewards.detail('R0001', by)).takeBack?.message).toContain('You said');
      expect(held(workspace)).toMatchObject({ budget: 4000, payable: 5000 });
      expect(value(workspace.rewards.takeBack('R0001', { ...WHY, by: 'bob@acme.test' })).state).toBe(
        'reversed',
      );
      expect(held(workspace)).toMatchObject({ budget: 9000, payable: 0, paid: 0 });
    },
  );

  test('waits until somebody settled whether the money left twice', async () => {
    const workspace = approved();
    const { store } = workspace;
    await workspace.tick(new FakeDoors());
    await madeVoid(workspace, 'bob@acme.test');
    hear(store, 'R0001', { state: 'delivered', at: NOW + 1, paid: true });
    expect(problem(workspace.rewards.takeBack('R0001', WHY)).code).toBe('fulfilment_state');
    value(settleDoubt(store, 'R0001', { by: WHY.by, proof: 'their list' }));
    expect(problem(workspace.rewards.takeBack('R0001', WHY)).message).toContain('You said');
    expect(value(workspace.rewards.takeBack('R0001', { ...WHY, by: 'zoe@acme.test' })).state).toBe(
      'reversed',
    );
  });

  test('whose money came back reverses it, once, in balanced books', async () => {
    const workspace = approved();
    await workspace.tick(new FakeDoors());
    hear(workspace.store, 'R0001', { state: 'returned', at: NOW + 1 });
    expect(value(workspace.rewards.takeBack('R0001', WHY)).state).toBe('reversed');
    expect(held(workspace)).toMatchObject({ budget: 9000, payable: 0, paid: 0 });
    expect(problem(workspace.rewards.takeBack('R0001', WHY)).code).toBe('forbidden');
    const { items } = value(workspace.ledger.list({ limit: 9, cursor: null }));
    expect(items.every(isBalanced)).toBe(true);
    expect(items.filter(({ kind }) => kind === 'reverse')).toHaveLength(1);
  });

  test.each([
    ['nothing', ' '],
    ['a novel', 'x'.repeat(2001)],
  ])('for %s is refused at the reason', (_, reason) => {
    const workspace = approved();
    expect(problem(workspace.rewards.takeBack('R0001', { ...WHY, reason }))).toMatchObject({
      code: 'invalid_input',
      field: 'reason',
    });
    expect(held(workspace)).toMatchObject({ payable: 5000 });
  });

  test('before approval, or of none, is refused', () => {
    const workspace = workspaceWithPerson();
    value(workspace.rewards.create(CALL));
    expect(problem(workspace.rewards.takeBack('R0001', WHY)).code).toBe('forbidden');
    expect(problem(workspace.rewards.takeBack('R0002', WHY)).code).toBe('not_found');
  });

  test('of points takes back all they earned, spent or not', async () => {
    const workspace = workspaceWithPerson();
    value(workspace.points.put(STARS, 'ana'));
    value(workspace.rewards.create({ ...CALL, amount: 40, currency: 'points:stars' }));
    value(workspace.slack.decide(OLU, press('approve', 'p1')));
    await workspace.tick(new FakeDoors());
    const stars = () => value(workspace.points.of('1'))[0];
    const earned = stars()!.available;
    expect(earned).toBeGreaterThan(0);
    value(workspace.points.spend(asking(30)));
    expect(value(workspace.rewards.takeBack('R0001', WHY)).state).toBe('reversed');
    expect(stars()).toMatchObject({ available: 0, spent: 30, reversed: earned - 30, owed: 30 });
    checkBooks(workspace);
  });
});
