import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { holdings, take, type PointsAccount } from '#core/points/wallet.ts';
import { anyHistory, live, movementsOf, RUNS, type Turn } from './histories.ts';

/** Every account as the movements have it. */
function folded(turns: readonly Turn[]): Record<PointsAccount, number> {
  const sum = { locked: 0, earned: 0, spent: 0, expired: 0, reversed: 0 };
  for (const { moved } of movementsOf(turns)) {
    for (const [account, amount] of Object.entries(moved)) sum[account as PointsAccount] += amount;
  }
  return sum;
}

describe('a wallet, whatever happens', () => {
  test('holds what was earned: active, locked, spent, expired and reversed add up to it', () => {
    fc.assert(
      fc.property(anyHistory, ([programme, acts]) => {
        const turns = live(programme, acts);
        const earned = movementsOf(turns)
          .filter(({ kind }) => kind === 'earn')
          .reduce((sum, movement) => sum + movement.points, 0);
        const held = folded(turns);
        expect(Object.values(held).reduce((sum, amount) => sum + amount, 0)).toBe(earned);
        const { lots } = turns.at(-1)?.step.wallet ?? { lots: [] };
        expect(holdings({ lots, shortfall: 0, standing: null, sheltered: false })).toEqual(held);
        for (const { amount, remaining, spent, expired, reversed } of lots) {
          if (amount !== remaining + spent + expired + reversed) throw new Error('a lot does not add up');
        }
      }),
      RUNS,
    );
  });

  test('never holds less than nothing, nor takes back more than was earned', () => {
    fc.assert(
      fc.property(anyHistory, ([programme, acts]) => {
        for (const { step } of live(programme, acts)) {
          const { lots, shortfall } = step.wallet;
          const numbers = lots.flatMap((lot) => [
            lot.remaining,
            lot.spent,
            lot.expired,
            lot.reversed,
            lot.revoked,
          ]);
          expect(Math.min(0, shortfall, ...numbers)).toBe(0);
          expect(lots.every(({ amount, revoked, expired }) => revoked + expired <= amount)).toBe(true);
        }
      }),
      RUNS,
    );
  });
});

test('takes the oldest first, and no more than there is', () => {
  const base = { earnedAt: 0, unlockAt: 0, expiresAt: null, spent: 0, expired: 0, reversed: 0, revoked: 0 };
  const lots = [
    { ...base, id: 1, locked: false, amount: 5, remaining: 5 },
    { ...base, id: 2, locked: true, amount: 7, remaining: 7 },
  ];
  const both = take(lots, 9, 'reversed', () => true);
  expect(both).toMatchObject({ taken: 9, moved: { earned: -5, locked: -4 } });
  expect(both.lots.map(({ remaining }) => remaining)).toEqual([0, 3]);
  expect(take(lots, 9, 'spent', (lot) => !lot.locked)).toMatchObject({
    taken: 5,
    moved: { earned: -5, locked: 0 },
  });
});
