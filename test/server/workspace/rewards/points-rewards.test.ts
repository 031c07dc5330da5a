import { expect, test } from 'vitest';
import { DAY } from '#core/time.ts';
import type { PointsProgramme } from '#core/points/programme.ts';
import { TIERED } from '#test/core/points/histories.ts';
import { FakeDoors } from '#test/server/workspace/fake-doors.ts';
import { problem, value } from '#test/server/workspace/fixture.ts';
import { asking, checkBooks } from '#test/server/workspace/points/programmes.ts';
import { CALL, OLU, press, workspaceWithPerson } from '#test/server/workspace/rewards.ts';

const STARS = { ...CALL, amount: 40, currency: 'points:stars' };
const WHY = { by: 'fin@acme.test', reason: 'Given twice' };

function proposed(programme: Partial<PointsProgramme> = {}, terms: Partial<typeof CALL> = {}) {
  const workspace = workspaceWithPerson();
  value(workspace.points.put({ ...TIERED, id: 'stars', ...programme }, 'ana'));
  value(workspace.rewards.create({ ...STARS, ...terms }));
  const available = () =>
    workspace.all<{ amount: number }>(
      `SELECT amount FROM balance WHERE account = 'earned' AND currency = 'points:stars'`,
    )[0]?.amount ?? 0;
  const stateOf = () => value(workspace.rewards.get('R0001')).state;
  return { workspace, doors: new FakeDoors(), available, stateOf };
}

test('points that were approved are earned once, whatever is pressed or replayed, and nobody is asked', async () => {
  const { workspace, doors, available, stateOf } = proposed();
  // A tier that earns faster changes nothing about what was approved.
  value(workspace.points.earn(asking(500)));
  for (const key of ['p1', 'p1', 'p2']) workspace.slack.decide(OLU, press('approve', key));
  expect(available()).toBe(540);
  await workspace.tick(doors);
  workspace.store.sql.run(`UPDATE delivery SET state = 'due' WHERE kind = 'payout'`);
  await workspace.tick(doors);
  expect([available(), stateOf(), doors.paid.size]).toEqual([540, 'paid', 0]);
  checkBooks(workspace);
});

test('points of a programme that does not exist are not proposed, nor put in the place of others', () => {
  const { workspace } = proposed();
  const nope = { ...STARS, key: 'k2', currency: 'points:nope' };
  const unknown = { code: 'invalid_input', field: 'currency' };
  expect(problem(workspace.rewards.create(nope))).toMatchObject(unknown);
  value(workspace.rewards.decide('R0001', { decision: 'change', by: 'slack:U1:Olu', reason: 'Others' }));
  const { act, amount, currency } = nope;
  const by = 'rep@acme.test';
  expect(problem(workspace.rewards.revise('R0001', { act, amount, currency, by }))).toMatchObject(unknown);
});

test('an approval the limit leaves no room for is refused in words, and holds once there is room', async () => {
  const { workspace, doors, available, stateOf } = proposed({ dayCap: 100 });
  value(workspace.points.earn(asking(70)));
  const refused = problem(workspace.slack.decide(OLU, press('approve', 'p1')));
  expect(refused).toMatchObject({ code: 'cap_reached' });
  expect([available(), stateOf()]).toEqual([70, 'proposed']);
  workspace.clock.now += DAY;
  value(workspace.slack.decide(OLU, press('approve', 'p2')));
  await workspace.tick(doors);
  expect([available(), stateOf()]).toEqual([110, 'paid']);
  checkBooks(workspace);
});

test('points that were taken back are gone from the books, and what was spent of them is owed', async () => {
  const { workspace, doors, available, stateOf } = proposed();
  value(workspace.slack.decide(OLU, press('approve', 'p1')));
  await workspace.tick(doors);
  value(workspace.points.spend(asking(30)));
  value(workspace.rewards.takeBack('R0001', WHY));
  expect([available(), stateOf()]).toEqual([0, 'reversed']);
  expect(value(workspace.points.earn(asking(100))).owed).toBe(30);
  checkBooks(workspace);
});

test('thanks are settled at once', async () => {
  const { workspace, doors, available, stateOf } = proposed({}, { amount: 0, currency: 'thanks' });
  value(workspace.slack.decide(OLU, press('approve', 'p1')));
  await workspace.tick(doors);
  expect([available(), stateOf(), doors.paid.size]).toEqual([0, 'paid', 0]);
});
