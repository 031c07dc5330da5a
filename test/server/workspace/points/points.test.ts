import { describe, expect, test } from 'vitest';
import { DAY } from '#core/time.ts';
import { FakeDoors } from '../fake-doors.ts';
import { NOW, problem, value, walk } from '../fixture.ts';
import { asking, checkBooks, COINS, pointsWorkspace, STARS } from './programmes.ts';

describe('programmes', () => {
  test('are kept as they are put, in the order of their ids, and told in the trail once', () => {
    const { points, all } = pointsWorkspace();
    expect(points.programmes()).toEqual([COINS, STARS]);
    value(points.put(STARS, 'ana'));
    expect(value(points.put({ ...STARS, name: 'Sterne' }, 'ana')).name).toBe('Sterne');
    expect(value(points.programme('stars')).name).toBe('Sterne');
    expect(problem(points.programme('moons')).code).toBe('not_found');
    expect(problem(points.put({ ...STARS, holdDays: -1 }, 'ana'))).toMatchObject({ field: 'holdDays' });
    expect(problem(points.put(STARS, ' '))).toMatchObject({ field: 'by' });
    expect(all(`SELECT action, subject, actor FROM audit WHERE action LIKE 'points.%' ORDER BY id`)).toEqual([
      { action: 'points.created', subject: 'points:stars', actor: 'ana' },
      { action: 'points.created', subject: 'points:coins', actor: 'ana' },
      { action: 'points.changed', subject: 'points:stars', actor: 'ana' },
    ]);
  });
});

describe('what is asked', () => {
  test('is done once under a key, whoever asks again; another thing under it is refused', () => {
    const workspace = pointsWorkspace();
    const { points } = workspace;
    const earning = asking(100);
    const receipt = value(points.earn(earning));
    expect(receipt).toMatchObject({
      kind: 'earn',
      points: 100,
      lot: '1',
      owed: 0,
      balance: { available: 100 },
    });
    expect(value(points.earn(earning))).toEqual(receipt);
    for (const other of [{ points: 101 }, { personId: '2' }, { programme: 'coins' }]) {
      expect(problem(points.earn({ ...earning, ...other })).code).toBe('key_conflict');
    }
    // The same key for another kind of movement is another movement.
    expect(value(points.spend({ ...earning, points: 30 })).balance.available).toBe(70);
    const back = { ...asking(0), lot: '1', points: null };
    expect(value(points.clawBack(back))).toMatchObject({ points: 100, owed: 30, lot: '1' });
    expect(value(points.clawBack(back))).toMatchObject({ points: 100, owed: 30 });
    expect(problem(points.clawBack({ ...back, lot: '2' })).code).toBe('key_conflict');
    expect(value(points.of('1'))[0]).toMatchObject({ lifetime: 100, spent: 30, reversed: 70, owed: 30 });
    checkBooks(workspace);
  });

  test.each([
    [{ personId: '77' }, 'not_found', 'personId'],
    [{ personId: 'x' }, 'not_found', 'personId'],
    [{ programme: 'moons' }, 'not_found', 'programme'],
    [{ points: 0.5 }, 'invalid_input', 'points'],
    [{ points: -1 }, 'invalid_input', 'points'],
    [{ key: ' ' }, 'invalid_input', 'key'],
    [{ reason: 'x'.repeat(201) }, 'invalid_input', 'reason'],
  ])('is refused with nothing written: %o', (wrong, code, field) => {
    const { points, all } = pointsWorkspace();
    expect(problem(points.earn({ ...asking(5), ...wrong }))).toMatchObject({ code, field });
    expect(all('SELECT 1 FROM points_movement')).toEqual([]);
    expect(all('SELECT 1 FROM points_wallet')).toEqual([]);
  });

  test('is refused beyond what can be spent or earned, and beyond one’s own points', () => {
    const { points } = pointsWorkspace();
    value(points.earn(asking(100, { programme: 'coins' })));
    expect(problem(points.spend(asking(1, { programme: 'coins' }))).code).toBe('insufficient_points');
    expect(value(points.earn(asking(900, { programme: 'coins' }))).points).toBe(500);
    expect(problem(points.earn(asking(1, { programme: 'coins' }))).code).toBe('cap_reached');
    const others = { ...asking(0, { programme: 'coins', personId: '2' }), lot: '1', points: 5 };
    expect(problem(points.clawBack(others)).code).toBe('not_found');
    expect(problem(points.clawBack({ ...others, lot: 'constructor' })).code).toBe('not_found');
  });
});

describe('time', () => {
  test('unlocks and expires through the timers, each when it is due', async () => {
    const workspace = pointsWorkspace();
    const { points, clock } = workspace;
    value(points.earn(asking(100, { programme: 'coins' })));
    expect(workspace.nextTimer()).toBe(NOW + 14 * DAY);
    clock.now = NOW + 14 * DAY;
    await workspace.tick(new FakeDoors());
    expect(value(points.of('1'))[0]).toMatchObject({
      available: 100,
      locked: 0,
      expires: { at: NOW + 180 * DAY },
    });
    clock.now = NOW + 181 * DAY;
    // Before the timer ran nobody is shown, or can spend, what has expired.
    expect(value(points.of('1'))[0]).toMatchObject({ available: 0, expired: 100, expires: null });
    expect(problem(points.spend(asking(1, { programme: 'coins' }))).code).toBe('insufficient_points');
    await workspace.tick(new FakeDoors());
    const { movements } = value(points.statement('1', { limit: 9, cursor: null }));
    expect(movements.map(({ kind, at }) => [kind, at])).toEqual([
      ['expire', NOW + 180 * DAY],
      ['unlock', NOW + 14 * DAY],
      ['earn', NOW],
    ]);
    checkBooks(workspace);
  });

  test('announces the end of a tier once, then ends it, and a change of programme reaches everybody', async () => {
    const workspace = pointsWorkspace();
    const { points, clock, all } = workspace;
    value(points.earn(asking(600)));
    value(points.earn(asking(600, { personId: '2' })));
    const end = NOW + 365 * DAY;
    expect(value(points.of('1'))[0]).toMatchObject({
      tier: { id: 'gold', since: NOW, until: end },
      next: { name: 'Reserve', missing: 1_900 },
      downgrade: { announced: false },
    });
    clock.now = end - 30 * DAY;
    await workspace.tick(new FakeDoors());
    clock.now += DAY;
    await workspace.tick(new FakeDoors());
    const notices = () => walk((cursor) => points.notices(1, cursor));
    expect(notices()).toMatchObject([
      { personId: '1', tier: 'Gold', to: 'Green', at: end, missing: 500 },
      { personId: '2', missing: 500 },
    ]);
    expect(all(`SELECT 1 FROM audit WHERE action = 'points.notice'`)).toHaveLength(2);
    // Five points for six: who earns enough is not on the list any more.
    value(points.earn(asking(420, { personId: '2' })));
    expect(notices()).toHaveLength(1);
    clock.now = end + 1;
    await workspace.tick(new FakeDoors());
    expect(value(points.of('1'))[0]?.tier).toMatchObject({ id: 'green', until: null });
    expect(value(points.of('2'))[0]?.tier).toMatchObject({ id: 'gold', until: end + 365 * DAY });
    const tiers = STARS.tiers.map((tier) => ({ ...tier, id: `${tier.id}-2`, qualify: tier.qualify / 2 }));
    value(points.put({ ...STARS, tiers }, 'ana'));
    expect(workspace.nextTimer()).toBe(clock.now);
    await workspace.tick(new FakeDoors());
    expect(value(points.of('2'))[0]?.tier).toMatchObject({ id: 'gold-2' });
  });
});

test('what is owed for points is counted by programme, over everybody', () => {
  const { points } = pointsWorkspace();
  value(points.earn(asking(300)));
  value(points.earn(asking(100, { personId: '2' })));
  value(points.spend(asking(100, { personId: '2' })));
  value(points.earn(asking(40, { programme: 'coins' })));
  expect(points.liability()).toMatchObject([
    { programme: 'coins', people: 1, outstanding: 40, amount: 40, currency: 'USD', basis: 'all' },
    { programme: 'stars', people: 1, outstanding: 300, amount: 300 },
  ]);
});

test('a statement is read in pages', () => {
  const { points } = pointsWorkspace();
  for (let n = 1; n <= 5; n += 1) value(points.earn(asking(n)));
  const first = value(points.statement('1', { limit: 3, cursor: null }));
  expect(first.lots.map(({ amount }) => amount)).toEqual([1, 2, 3, 4, 5]);
  const second = value(points.statement('1', { limit: 3, cursor: first.next }));
  expect([...first.movements, ...second.movements].map((each) => each.points)).toEqual([5, 4, 3, 2, 1]);
  expect(second.next).toBeNull();
  expect(problem(points.statement('1', { limit: 3, cursor: 'nonsense' }))).toMatchObject({ field: 'cursor' });
  expect(problem(points.statement('99', { limit: 3, cursor: null })).code).toBe('not_found');
  expect(problem(points.of('99')).code).toBe('not_found');
});
