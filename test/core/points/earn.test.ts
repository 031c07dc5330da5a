import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clawBack } from '#core/points/claw-back.ts';
import { earn } from '#core/points/earn.ts';
import { MAX_POINTS, type PointsProgramme } from '#core/points/programme.ts';
import { spend } from '#core/points/spend.ts';
import { EMPTY_WALLET, holdings, type Wallet } from '#core/points/wallet.ts';
import type { Result } from '#core/problem.ts';
import { DAY } from '#core/time.ts';
import { anyHistory, live, PLAIN, RUNS, START, TIERED } from './histories.ts';

function value<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.problem.message);
  return result.value;
}

function amounts(programme: PointsProgramme, all: [points: number, at: number][]): number[] {
  let wallet = EMPTY_WALLET;
  return all.map(([points, at], index) => {
    const earned = value(earn(programme, wallet, { lot: index + 1, points, at }));
    wallet = earned.wallet;
    return earned.lot.amount;
  });
}

describe('earning', () => {
  test('never passes the limit of a day or of a month', () => {
    fc.assert(
      fc.property(anyHistory, ([programme, acts]) => {
        const { dayCap, monthCap } = programme;
        const earned = new Map<string, number>();
        for (const lot of live(programme, acts).at(-1)?.step.wallet.lots ?? []) {
          const date = new Date(lot.earnedAt).toISOString();
          for (const span of [date.slice(0, 10), date.slice(0, 7)]) {
            earned.set(span, (earned.get(span) ?? 0) + lot.amount - lot.revoked);
          }
        }
        for (const [span, points] of earned) {
          expect(points).toBeLessThanOrEqual((span.length === 10 ? dayCap : monthCap) ?? Infinity);
        }
      }),
      RUNS,
    );
  });

  test('is faster in a higher tier from the next time on, rounded down', () => {
    expect(
      amounts(TIERED, [
        [500, START],
        [7, START],
        [2_000, START],
        [7, START],
        [1, START],
      ]),
    ).toEqual([500, 8, 2_400, 11, 1]);
  });

  test('of points that were approved gives just so many, whatever the tier, or none at all where a limit leaves fewer', () => {
    const { wallet } = value(earn(TIERED, EMPTY_WALLET, { lot: 1, points: 500, at: START }));
    const approved = { lot: 2, points: 7, at: START, approved: true };
    expect(value(earn(TIERED, wallet, approved)).lot.amount).toBe(7);
    const capped = { ...TIERED, dayCap: 506 };
    expect(earn(capped, wallet, approved)).toMatchObject({ problem: { code: 'cap_reached' } });
    expect(value(earn(capped, wallet, { ...approved, at: START + DAY })).lot.amount).toBe(7);
  });

  test('is cut to what a day and a month leave, and refused where they leave nothing', () => {
    const capped = { ...PLAIN, dayCap: 100, monthCap: 150 };
    const midnight = START + DAY / 2 - 1;
    // The 31st of January ends, and with it the day and the month.
    expect(
      amounts(capped, [
        [70, START],
        [70, midnight],
        [70, midnight + 1],
        [70, midnight + 1],
        [70, START + 2 * DAY],
      ]),
    ).toEqual([70, 30, 70, 30, 50]);
    const { wallet } = value(earn(capped, EMPTY_WALLET, { lot: 1, points: 500, at: START }));
    expect(earn(capped, wallet, { lot: 2, points: 1, at: midnight })).toMatchObject({
      problem: { code: 'cap_reached', field: 'points' },
    });
    const back = value(clawBack(capped, wallet, { lot: 1, points: 40, at: START })).wallet;
    expect(value(earn(capped, back, { lot: 2, points: 500, at: START })).lot.amount).toBe(40);
  });

  test('waits out its hold, and ends by its policy', () => {
    const held = value(earn({ ...PLAIN, holdDays: 14 }, EMPTY_WALLET, { lot: 1, points: 5, at: START }));
    expect(held.lot).toMatchObject({
      locked: true,
      unlockAt: START + 14 * DAY,
      expiresAt: START + 180 * DAY,
    });
    expect(held.movements).toEqual([
      { kind: 'earn', at: START, lot: 1, points: 5, moved: { locked: 5, reversed: 0 } },
    ]);
    const free = value(
      earn({ ...PLAIN, expiry: { kind: 'none' } }, EMPTY_WALLET, { lot: 1, points: 5, at: START }),
    );
    expect(free.lot).toMatchObject({ locked: false, expiresAt: null });
  });

  test('pays first what a claw-back could not take', () => {
    let wallet: Wallet = value(earn(PLAIN, EMPTY_WALLET, { lot: 1, points: 100, at: START })).wallet;
    wallet = value(spend(PLAIN, wallet, { points: 80, at: START })).wallet;
    const back = value(clawBack(PLAIN, wallet, { lot: 1, points: null, at: START }));
    expect(back).toMatchObject({ shortfall: 80, wallet: { shortfall: 80 } });
    const first = value(earn(PLAIN, back.wallet, { lot: 2, points: 50, at: START }));
    expect(first.lot).toMatchObject({ amount: 50, remaining: 0, reversed: 50 });
    expect(first.wallet.shortfall).toBe(30);
    const second = value(earn(PLAIN, first.wallet, { lot: 3, points: 50, at: START }));
    expect(holdings(second.wallet)).toMatchObject({ earned: 20, reversed: 100 });
    expect(second.wallet.shortfall).toBe(0);
  });

  test.each([0, -1, 0.5, Number.NaN, Infinity, MAX_POINTS + 1])('refuses %d points', (points) => {
    expect(earn(PLAIN, EMPTY_WALLET, { lot: 1, points, at: START })).toMatchObject({
      problem: { code: 'invalid_input', field: 'points' },
    });
  });
});
