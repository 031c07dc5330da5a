import { expect, test } from 'vitest';
import { DAY } from '#core/time.ts';
import type { ProviderState } from '#core/fulfilment/state.ts';
import { hearUnder } from '#server/workspace/fulfilment/follow.ts';
import { fulfilmentOf } from '#server/workspace/fulfilment/rows.ts';
import { orderAgain } from '#server/workspace/fulfilment/again.ts';
import { settleDoubt } from '#server/workspace/fulfilment/doubts.ts';
import { waitingForPeople } from '#server/workspace/fulfilment/views.ts';
import { makeVoid } from '#server/workspace/fulfilment/voiding.ts';
import { FakeDoors } from '#test/server/workspace/fake-doors.ts';
import { NOW, problem, value } from '#test/server/workspace/fixture.ts';
import { CALL, held, OLU, press, workspaceWithPerson } from '#test/server/workspace/rewards.ts';

const FIRST = 'reward:R0001:payout';
const ORDERED = {
  reference: 'P1',
  item: null,
  state: 'ordered',
  paid: true,
  words: null,
  expiresAt: null,
} as const;

async function approved() {
  const workspace = workspaceWithPerson();
  const doors = new FakeDoors();
  doors.taken = ORDERED;
  value(workspace.rewards.create(CALL));
  await workspace.tick(doors);
  value(workspace.slack.decide(OLU, press('approve', 'p1')));
  const { store } = workspace;
  const order = () => fulfilmentOf(store, 'R0001')!;
  const give = (by: string) => makeVoid(store, doors, 'R0001', { by, proof: 'trust me' });
  const anew = (by: string) => orderAgain(store, 'R0001', { by, newOrder: true }, 'webhook');
  const tell = (state: ProviderState, at: number, key = FIRST) =>
    hearUnder(store, 'R0001', key, { state, at, paid: state !== 'failed' && state !== 'returned' });
  return { workspace, doors, order, give, anew, tell };
}

test('an order whose call is under way is not void on anybody’s word, and its answer is booked as its own', async () => {
  const { workspace, doors, order, give } = await approved();
  const asked: ReturnType<typeof give>[] = [];
  doors.during = (door) => {
    if (door === 'pay') asked.push(give('ada@acme.test'));
  };
  await workspace.tick(doors);
  expect(problem(await asked[0]!).code).toBe('fulfilment_state');
  expect(order()).toMatchObject({ number: 1, key: FIRST, state: 'ordered' });
  expect([...doors.paid.keys()]).toEqual([FIRST]);
});

test('an answer for a void order waits for a person, and the order after it leaves', async () => {
  const { workspace, doors, order, give, anew } = await approved();
  const later: Promise<void>[] = [];
  doors.during = (door) => {
    if (door !== 'pay' || later.length > 0) return;
    workspace.clock.now += DAY;
    const { sql } = workspace.store;
    sql.run(`UPDATE fulfilment SET state = 'cancelled' WHERE reward_id = 'R0001'`);
    value(anew('bob@acme.test'));
    later.push(Promise.resolve());
  };
  await workspace.tick(doors);
  expect(order().doubt).toContain(`took the order after it was said to be void: ${FIRST}`);
  // So long a turn ended with that.
  await workspace.tick(doors);
  expect([...doors.paid.keys()]).toEqual([FIRST, `${FIRST}:2`]);
  expect(order()).toMatchObject({ number: 2, state: 'ordered' });
  expect(held(workspace)).toMatchObject({ paid: 5000, payable: 0 });
  expect(problem(await give('rep@acme.test')).code).toBe('self_approval');
});

test('a paid order is void and made anew by two people, three times at most, and the books follow', async () => {
  const { workspace, doors, order, give, anew } = await approved();
  await workspace.tick(doors);
  expect(problem(await give('rep@acme.test')).code).toBe('self_approval');
  for (const number of [2, 3]) {
    expect(value(await give('ada@acme.test')).state).toBe('returned');
    expect(held(workspace)).toMatchObject({ paid: 0, payable: 5000 });
    expect(problem(anew('ada@acme.test')).message).toContain('You made the order void');
    value(anew('bob@acme.test'));
    await workspace.tick(doors);
    expect(order()).toMatchObject({ number, state: 'ordered' });
    expect(held(workspace)).toMatchObject({ paid: 5000, payable: 0 });
  }
  value(await give('ada@acme.test'));
  expect(problem(anew('bob@acme.test')).message).toContain('3 orders');
  value(workspace.rewards.takeBack('R0001', { by: 'bob@acme.test', reason: 'It never arrived.' }));
  expect(held(workspace)).toMatchObject({ paid: 0, payable: 0 });
});

test('what a provider tells is held against its own clock alone, and a repeat changes nothing', async () => {
  const { workspace, doors, order, tell } = await approved();
  await workspace.tick(doors);
  tell('delivered', NOW - 471);
  expect(order().state).toBe('delivered');
  tell('failed', NOW);
  tell('delivered', NOW - 471);
  expect(order().state).toBe('failed');
});

test('what is told of an order that came back waits for a person', async () => {
  const { workspace, doors, order, anew, tell } = await approved();
  await workspace.tick(doors);
  tell('returned', NOW + 1);
  expect(held(workspace)).toMatchObject({ paid: 0, payable: 5000 });
  value(anew('bob@acme.test'));
  await workspace.tick(doors);
  tell('delivered', NOW + 2);
  expect(order()).toMatchObject({ number: 2, state: 'ordered' });
  expect(order().doubt).toContain(FIRST);
});

test('nothing is ordered while money may have left twice, until somebody else says with proof that it did not', async () => {
  const { workspace, doors, order, anew, tell } = await approved();
  const { store } = workspace;
  const settle = (by: string, proof = 'their list') => settleDoubt(store, 'R0001', { by, proof });
  await workspace.tick(doors);
  expect(problem(settle('ada@acme.test')).code).toBe('fulfilment_state');
  tell('returned', NOW);
  tell('delivered', NOW + 1000);
  expect(problem(anew('bob@acme.test')).message).toContain('left twice');
  expect(order()).toMatchObject({ number: 1 });
  expect(problem(settle('ada@acme.test', ' ')).field).toBe('proof');
  expect(problem(settle('rep@acme.test')).code).toBe('self_approval');
  expect(order().doubt).not.toBeNull();
  expect(value(settle('ada@acme.test')).doubt).toBeNull();
  const [entry] = value(workspace.trail.list(1, null, { about: 'reward:R0001' })).items;
  expect(entry).toMatchObject({
    actor: 'ada@acme.test',
    action: 'fulfilment.doubt_settled',
    detail: 'their list',
  });
  expect(problem(anew('ada@acme.test')).message).toContain('You said');
  tell('delivered', NOW + 1000);
  expect(value(anew('bob@acme.test'))).toMatchObject({ number: 2, doubt: null });
});

test('a doubt about a reward that was taken back still waits for a person', async () => {
  const { workspace, doors, tell } = await approved();
  await workspace.tick(doors);
  tell('returned', NOW);
  value(workspace.rewards.takeBack('R0001', { by: 'bob@acme.test', reason: 'It never arrived.' }));
  expect(waitingForPeople(workspace.store, 9)).toEqual([]);
  tell('delivered', NOW + 1000);
  expect(waitingForPeople(workspace.store, 9)[0]?.nextStep).toContain('Money may have left twice');
});

test.each(['sent', 'delivered'] as const)('an unanswered order that is %s is paid', async (state) => {
  const { workspace, doors, order, tell } = await approved();
  doors.fail('pay');
  await workspace.tick(doors);
  tell(state, NOW);
  expect(order().state).toBe(state);
  expect(value(workspace.rewards.get('R0001')).state).toBe('paid');
  expect(held(workspace)).toMatchObject({ paid: 5000 });
});
