import { expect, test } from 'vitest';
import { hear } from '#server/workspace/fulfilment/follow.ts';
import { endedBy } from '#server/workspace/rewards/endings.ts';
import { FakeDoors } from '#test/server/workspace/fake-doors.ts';
import { NOW, value } from '#test/server/workspace/fixture.ts';
import { CALL, workspaceWithPerson } from '#test/server/workspace/rewards.ts';

const OLU = 'slack:U1:Olu';

const LATER = 4 * 60_000;

test('a yes, its payment and its being taken back each say who and when', async () => {
  const workspace = workspaceWithPerson();
  value(workspace.rewards.create(CALL));
  const detail = () => value(workspace.rewards.detail('R0001', OLU)).endings;
  const shown = () => detail().map((each) => [each.state, endedBy(each), each.at, each.reason]);
  expect(shown()).toEqual([]);
  value(workspace.rewards.decide('R0001', { decision: 'approve', by: OLU }));
  workspace.clock.now += LATER;
  await workspace.tick(new FakeDoors());
  hear(workspace.store, 'R0001', { state: 'returned', at: NOW + LATER });
  workspace.clock.now += LATER;
  value(workspace.rewards.takeBack('R0001', { by: 'slack:U3:Fin', reason: 'Given twice' }));
  const [, paid] = detail();
  expect(shown()).toEqual([
    ['approved', 'Olu', NOW, null],
    ['paid', endedBy(paid!), NOW + LATER, null],
    ['reversed', 'Fin', NOW + 2 * LATER, 'Given twice'],
  ]);
  expect(endedBy(paid!)).toMatch(/Tremendous|your own system|hand/);
  const query = { actor: OLU, queue: 'history', limit: 9, cursor: null } as const;
  expect(value(workspace.rewards.queue(query)).items[0]?.ending).toEqual(detail()[2]);
  const [told] = value(workspace.slack.rewards({ id: 'U1', name: 'Olu' })).decided;
  expect(told).toMatchObject({ outcome: 'taken back', by: 'Fin', at: NOW + 2 * LATER });
});

test('what was given up says when and by whom', () => {
  const workspace = workspaceWithPerson();
  value(workspace.rewards.create(CALL));
  value(workspace.rewards.decide('R0001', { decision: 'approve', by: OLU }));
  workspace.clock.now += LATER;
  value(workspace.rewards.takeBack('R0001', { by: 'slack:U3:Fin', reason: 'No' }));
  const endings = value(workspace.rewards.detail('R0001', OLU)).endings;
  expect(endings.map((each) => [each.state, endedBy(each), each.at])).toEqual([
    ['approved', 'Olu', NOW],
    ['cancelled', 'Fin', NOW + LATER],
  ]);
});
