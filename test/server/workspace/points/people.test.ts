import { describe, expect, test } from 'vitest';
import { DAY } from '#core/time.ts';
import { FakeDoors } from '../fake-doors.ts';
import { problem, value } from '../fixture.ts';
import { asking, checkBooks, pointsWorkspace } from './programmes.ts';

describe('two people who are one', () => {
  test('hold together what they held, in the higher of two tiers, under keys that are still known', () => {
    const workspace = pointsWorkspace();
    const { points, identity } = workspace;
    const earning = asking(600, { personId: '2' });
    value(points.earn(earning));
    value(points.earn(asking(100)));
    value(points.spend(asking(40)));
    value(points.earn(asking(10, { programme: 'coins', personId: '2' })));
    value(identity.link('2', '1', 'ana'));
    const [coins, stars] = value(points.of('1'));
    expect(coins).toMatchObject({ locked: 10, lifetime: 10 });
    expect(stars).toMatchObject({ available: 660, spent: 40, lifetime: 700, tier: { id: 'gold' } });
    expect(value(points.of('2'))).toEqual(value(points.of('1')));
    expect(value(points.statement('1', { limit: 9, cursor: null })).movements).toHaveLength(4);
    expect(value(points.earn(earning)).balance.available).toBe(660);
    checkBooks(workspace);
  });

  test('pay from what either holds for what either owes', () => {
    const workspace = pointsWorkspace();
    const { points, identity } = workspace;
    const { lot } = value(points.earn(asking(50)));
    value(points.spend(asking(50)));
    value(points.clawBack({ ...asking(0), lot: lot ?? '', points: null }));
    value(points.earn(asking(80, { personId: '2' })));
    value(identity.link('2', '1', 'ana'));
    expect(value(points.of('1'))).toMatchObject([{ available: 30, owed: 0, reversed: 50, spent: 50 }]);
    checkBooks(workspace);
  });

  test('lose no point that was safe with one of them', () => {
    const workspace = pointsWorkspace();
    const { points, identity, clock } = workspace;
    value(points.earn(asking(3_000)));
    value(points.earn(asking(5, { personId: '2' })));
    value(identity.link('1', '2', 'ana'));
    clock.now += 300 * DAY;
    expect(value(points.of('2'))[0]).toMatchObject({
      available: 3_005,
      tier: { id: 'reserve' },
      expires: null,
    });
  });
});

test('somebody erased holds nothing any more, and nothing written about them is left', async () => {
  const workspace = pointsWorkspace();
  const { points, erasures, all } = workspace;
  const earning = { ...asking(600), reason: 'Nadia’s talk', key: 'nadia@acme.test' };
  const { lot } = value(points.earn(earning));
  value(points.spend({ ...asking(200), reason: 'Nadia’s mug' }));
  value(points.clawBack({ ...asking(0), reason: 'Nadia lied', lot: lot ?? '', points: 1 }));
  value(points.earn({ ...asking(5, { programme: 'coins' }), reason: 'Nadia again' }));
  value(erasures.erase('1', 'ana'));
  checkBooks(workspace);
  expect(points.liability()).toMatchObject([{ outstanding: 0 }, { outstanding: 0 }]);
  expect(all('SELECT sum(expired) AS n FROM points_lot')).toEqual([{ n: 404 }]);
  for (const table of ['points_lot', 'points_movement', 'ledger_transaction', 'ledger_entry', 'audit']) {
    expect(JSON.stringify(all(`SELECT * FROM ${table}`)), table).not.toMatch(/nadia/i);
  }
  expect(problem(points.earn(earning)).code).toBe('not_found');
  await workspace.tick(new FakeDoors());
  expect(all('SELECT 1 FROM points_wallet')).toEqual([]);
});
