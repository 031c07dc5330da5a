import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { balances, isBalanced } from '#core/ledger/ledger.ts';
import { mergedPoints, pointsTransaction } from '#core/ledger/points.ts';
import { holdings } from '#core/points/wallet.ts';
import { anyHistory, live, movementsOf, RUNS } from '../points/histories.ts';

test('every movement of points balances, and the books hold what the wallet holds', () => {
  fc.assert(
    fc.property(anyHistory, ([programme, acts]) => {
      const turns = live(programme, acts);
      const books = movementsOf(turns).flatMap((movement, index) => {
        const booked = { id: index + 1, at: 0, programme: programme.id, personId: 7 };
        return pointsTransaction(movement, booked) ?? [];
      });
      if (!books.every(isBalanced)) throw new Error('a transaction does not balance');
      const wallet = turns.at(-1)?.step.wallet;
      if (wallet === undefined) return;
      const held = holdings(wallet);
      const kept = balances(books).get('points:stars') ?? {};
      for (const [account, amount] of Object.entries(held)) {
        expect(kept[account as keyof typeof held] ?? 0).toBe(amount);
      }
      const lifetime = Object.values(held).reduce((sum, amount) => sum + amount, 0);
      expect((kept.issued ?? 0) + lifetime).toBe(0);
    }),
    RUNS,
  );
});

test('what is earned was issued to the person; what is only owed is not booked', () => {
  const booked = { id: 5, at: 9, programme: 'stars', personId: 7 };
  const earning = { kind: 'earn' as const, at: 1, lot: 3, points: 10, moved: { earned: 8, reversed: 2 } };
  const holder = 'person:7';
  const currency = 'points:stars';
  expect(pointsTransaction(earning, booked)).toEqual({
    id: 'points:5',
    at: 9,
    kind: 'points_earn',
    reference: 'lot:3',
    entries: [
      { account: 'issued', holder: '', currency, amount: -10 },
      { account: 'earned', holder, currency, amount: 8 },
      { account: 'reversed', holder, currency, amount: 2 },
    ],
  });
  const owed = {
    kind: 'claw_back' as const,
    at: 1,
    lot: 3,
    points: 10,
    moved: { locked: 0, earned: 0, reversed: 0 },
  };
  expect(pointsTransaction(owed, booked)).toBeNull();
});

test('a merge moves every account, and nothing where nothing is held', () => {
  const merge = { from: 1, into: 2, programme: 'stars', at: 9 };
  const moved = mergedPoints({ earned: 5, spent: 3, locked: 0 }, merge);
  expect(moved?.entries).toHaveLength(4);
  expect(moved !== null && isBalanced(moved)).toBe(true);
  expect(moved?.entries).toContainEqual({
    account: 'spent',
    holder: 'person:2',
    currency: 'points:stars',
    amount: 3,
  });
  expect(mergedPoints({}, merge)).toBeNull();
});
