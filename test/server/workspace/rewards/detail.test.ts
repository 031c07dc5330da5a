import { expect, test } from 'vitest';
import { DAY } from '#core/time.ts';
import { FakeDoors } from '#test/server/workspace/fake-doors.ts';
import { NOW, problem, value } from '#test/server/workspace/fixture.ts';
import { CALL, workspaceWithPerson } from '#test/server/workspace/rewards.ts';

const MANAGER = 'slack:U1:Olu';

test('a reward is told with its rule, its budget and who may decide', () => {
  const workspace = workspaceWithPerson();
  value(workspace.budgets.set('general', 'USD', 90_000, 'admin'));
  value(workspace.rewards.create({ ...CALL, amount: 60_000 }));
  workspace.store.sql.run(
    `INSERT INTO member (id, slack_team, slack_user, email, name, role, state, created_at) VALUES
     (1, 'T1', 'U1', 'olu@acme.test', 'Olu', 'manager', 'active', 0),
     (2, 'T1', 'U2', 'rep@acme.test', 'Rep', 'manager', 'active', 0),
     (3, 'T1', 'U3', 'ana@acme.test', 'Ana', 'manager', 'disabled', 0)`,
  );
  const detail = () => value(workspace.rewards.detail('R0001', MANAGER));
  expect(detail()).toMatchObject({
    because: 'Rewards in USD',
    step: 'approve',
    person: { name: 'Contact 1', trust: 'new', yearToDate: { total: 0, year: 2026 } },
    budget: { left: 30_000, reserved: 60_000 },
    barred: { approve: null, change: null, decline: null, feedback: null },
    takeBack: { code: 'forbidden' },
    fulfilment: null,
    shortage: null,
  });
  // The rep's own proposal does not wait for the rep, nor for who left.
  expect(detail().waitsFor).toEqual({ names: ['Olu'], total: 1 });
  expect(detail().transactions.map(({ kind }) => kind)).toEqual(['reserve']);
  value(workspace.rewards.decide('R0001', { decision: 'approve', by: MANAGER }));
  expect(detail()).toMatchObject({ step: 'approve', waitsFor: { total: 0 } });
  expect(detail().barred.approve?.code).toBe('already_decided');
  expect(detail().trail.map(({ action }) => action)).toEqual(['reward.approval_given', 'reward.proposed']);
});

test('looking at a reward changes nothing, and says whom a yes would stand for', () => {
  const workspace = workspaceWithPerson();
  value(workspace.rewards.create(CALL));
  workspace.store.sql.run(
    `INSERT INTO member (id, slack_team, slack_user, email, name, role, state, created_at) VALUES
     (9, 'T1', 'U9', 'vic@acme.test', 'Vic', 'viewer', 'active', 0)`,
  );
  value(workspace.delegations.set(MANAGER, 'slack:U9:Vic', NOW + DAY));
  const before = workspace.all('SELECT * FROM reward');
  const seen = value(workspace.rewards.detail('R0001', 'slack:U9:Vic'));
  const { onBehalfOf, barred, delegations, waitsFor } = seen;
  expect([onBehalfOf, barred.approve, delegations.length]).toEqual([MANAGER, null, 1]);
  expect(waitsFor.names[0]).toMatch(/^Vic for /);
  expect(waitsFor.total).toBe(waitsFor.names.length);
  expect(workspace.all('SELECT * FROM reward')).toEqual(before);
  expect(problem(workspace.rewards.detail('R0009', MANAGER)).code).toBe('not_found');
});

test('the movements of one reward are its own', async () => {
  const workspace = workspaceWithPerson();
  value(workspace.rewards.create(CALL));
  value(workspace.rewards.create({ ...CALL, key: 'b' }));
  value(workspace.rewards.decide('R0002', { decision: 'approve', by: MANAGER }));
  await workspace.tick(new FakeDoors());
  const kinds = value(workspace.rewards.detail('R0002', MANAGER)).transactions.map(({ kind }) => kind);
  expect(kinds).toEqual(['reserve', 'approve', 'payout']);
});

test('a decision about terms that were changed since is refused', () => {
  const workspace = workspaceWithPerson();
  value(workspace.rewards.create(CALL));
  value(workspace.rewards.decide('R0001', { decision: 'change', by: MANAGER, reason: 'Less' }));
  const { act, currency } = CALL;
  value(workspace.rewards.revise('R0001', { act, currency, amount: 9000, proof: null, by: CALL.proposedBy }));
  const yes = { decision: 'approve' as const, by: MANAGER };
  expect(problem(workspace.rewards.decide('R0001', { ...yes, revision: 1 })).code).toBe('changed_since');
  const [first, second] = workspace.rewards.decideAll([{ id: 'R0001', revision: 2 }, { id: 'R0002' }], yes);
  expect(value(first!.result)).toMatchObject({ state: 'approved', amount: 9000 });
  expect(problem(second!.result).code).toBe('not_found');
});
