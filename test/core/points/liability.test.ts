import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { liability } from '#core/points/liability.ts';
import { PLAIN, RUNS } from './histories.ts';

const held = { locked: 100, earned: 900, spent: 0, expired: 0, reversed: 50 };

test('a young programme owes all of its points, locked ones too', () => {
  expect(liability(PLAIN, held)).toEqual({
    outstanding: 1_000,
    rate: 10_000,
    basis: 'all',
    currency: 'USD',
    amount: 1_000,
  });
  expect(liability(PLAIN, { ...held, spent: 1, expired: 998 })).toMatchObject({ basis: 'all' });
});

test('an old one owes the share that was seen to be spent, and one that sets a share that one', () => {
  expect(liability(PLAIN, { ...held, spent: 750, expired: 250 })).toMatchObject({
    rate: 7_500,
    basis: 'seen',
    amount: 750,
  });
  expect(liability({ ...PLAIN, redemptionRate: 8_000 }, { ...held, spent: 750, expired: 250 })).toMatchObject(
    {
      rate: 8_000,
      basis: 'set',
      amount: 800,
    },
  );
});

test('a part of a cent is owed as a whole one; nothing outstanding is nothing owed', () => {
  const cheap = { ...PLAIN, cost: { currency: 'USD', amount: 1, points: 3 } };
  expect(liability(cheap, { ...held, locked: 0, earned: 4 })).toMatchObject({ amount: 2 });
  expect(liability(cheap, { ...held, locked: 0, earned: 0 })).toMatchObject({ outstanding: 0, amount: 0 });
});

test('is exact for any number of points', () => {
  const any = (max: number) => fc.integer({ min: 0, max });
  fc.assert(
    fc.property(
      any(1e12),
      any(10_000),
      any(1_000_000),
      fc.integer({ min: 1, max: 1_000_000 }),
      (earned, rate, amount, points) => {
        const programme = { ...PLAIN, cost: { currency: 'USD', amount, points }, redemptionRate: rate };
        const owed = liability(programme, { ...held, locked: 0, earned }).amount;
        if (owed > Number.MAX_SAFE_INTEGER) return;
        const [whole, per] = [BigInt(earned) * BigInt(rate) * BigInt(amount), 10_000n * BigInt(points)];
        expect(BigInt(owed) * per >= whole).toBe(true);
        expect((BigInt(owed) - 1n) * per < whole || owed === 0).toBe(true);
      },
    ),
    RUNS,
  );
});
