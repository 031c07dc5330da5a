import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { earn } from '#core/points/earn.ts';
import type { PointsProgramme } from '#core/points/programme.ts';
import { dueAt, settle } from '#core/points/settle.ts';
import { tierOf } from '#core/points/tier.ts';
import { EMPTY_WALLET, holdings, type Wallet } from '#core/points/wallet.ts';
import { DAY } from '#core/time.ts';
import { anyHistory, live, movementsOf, PLAIN, RUNS, START, TIERED } from './histories.ts';

function earned(programme: PointsProgramme, wallet: Wallet, points: number, at: number, lot = 1): Wallet {
  const result = earn(programme, wallet, { lot, points, at });
  if (!result.ok) throw new Error(result.problem.message);
  return result.value.wallet;
}

describe('time', () => {
  test('does the same at once as step by step, however late', () => {
    fc.assert(
      fc.property(
        anyHistory,
        fc.array(fc.integer({ min: 1, max: 500 }), { maxLength: 4 }),
        ([programme, acts], stops) => {
          const last = live(programme, acts).at(-1);
          if (last === undefined) return;
          const end = last.at + 900 * DAY;
          const once = settle(programme, last.step.wallet, end);
          let wallet = last.step.wallet;
          const movements = [];
          for (const stop of [...stops.toSorted((a, b) => a - b), 900]) {
            const step = settle(programme, wallet, last.at + stop * DAY);
            movements.push(...step.movements);
            wallet = step.wallet;
          }
          expect(wallet).toEqual(once.wallet);
          expect(movements).toEqual(once.movements);
          expect(dueAt(programme, wallet) ?? Infinity).toBeGreaterThan(end);
        },
      ),
      RUNS,
    );
  });

  test('takes no point from somebody who earned or spent within the days of an inactivity policy', () => {
    fc.assert(
      fc.property(anyHistory, ([programme, acts]) => {
        const { expiry } = programme;
        if (expiry.kind !== 'inactivity') return;
        const movements = movementsOf(live(programme, acts));
        let active = -Infinity;
        for (const { kind, at } of movements) {
          if (kind === 'earn' || kind === 'spend') active = at;
          if (kind === 'expire' && at - active < expiry.days * DAY) throw new Error('expired while active');
        }
      }),
      RUNS,
    );
  });

  test('takes no point while no tier or policy lets it', () => {
    fc.assert(
      fc.property(anyHistory, ([programme, acts]) => {
        for (const { act, at, before, step } of live(programme, acts)) {
          const isSafe = before.sheltered && step.wallet.sheltered && act.kind === 'wait';
          // Safe before and after a wait that no term ended in: safe all along.
          if (!isSafe || (before.standing?.until ?? Infinity) < at) continue;
          expect(holdings(step.wallet).expired).toBe(holdings(before).expired);
        }
      }),
      RUNS,
    );
  });

  test('takes none in a tier that never loses any, and gives the full time again to whoever leaves it', () => {
    const wallet = earned(TIERED, EMPTY_WALLET, 2_500, START);
    expect(tierOf(TIERED, wallet)?.id).toBe('reserve');
    const leave = START + 365 * DAY;
    expect(holdings(settle(TIERED, wallet, leave).wallet)).toMatchObject({ earned: 2_500, expired: 0 });
    const left = settle(TIERED, wallet, leave + DAY).wallet;
    expect(left).toMatchObject({ standing: { tier: 'gold' }, sheltered: false });
    const end = leave + 1 + 180 * DAY;
    expect(dueAt(TIERED, left)).toBe(end);
    expect(settle(TIERED, left, end - 1).movements).toEqual([]);
    expect(settle(TIERED, left, end).movements).toEqual([
      { kind: 'expire', at: end, lot: 1, points: 2_500, moved: { earned: -2_500, expired: 2_500 } },
    ]);
  });

  test('unlocks before it expires, each at its own time', () => {
    const programme = { ...PLAIN, holdDays: 14 };
    const wallet = earned(programme, EMPTY_WALLET, 10, START);
    expect(settle(programme, wallet, START + 999 * DAY).movements).toEqual([
      { kind: 'unlock', at: START + 14 * DAY, lot: 1, points: 10, moved: { locked: -10, earned: 10 } },
      { kind: 'expire', at: START + 180 * DAY, lot: 1, points: 10, moved: { earned: -10, expired: 10 } },
    ]);
  });

  test('takes what falls on one moment in the order it was earned', () => {
    const wallet = earned(PLAIN, earned(PLAIN, EMPTY_WALLET, 10, START), 5, START, 2);
    expect(settle(PLAIN, wallet, START + 180 * DAY).movements.map(({ lot }) => lot)).toEqual([1, 2]);
  });

  test('keeps all alive by one activity, and only where inactivity is what ends points', () => {
    const later = START + 100 * DAY;
    for (const [kind, end] of [
      ['inactivity', later],
      ['fixed', START],
    ] as const) {
      const programme: PointsProgramme = { ...PLAIN, expiry: { kind, days: 180 } };
      const wallet = earned(programme, earned(programme, EMPTY_WALLET, 10, START), 5, later, 2);
      expect(dueAt(programme, wallet), kind).toBe(end + 180 * DAY);
    }
  });

  test('lets a policy that begins to end points begin from then', () => {
    const forever = { ...PLAIN, expiry: { kind: 'none' as const } };
    const dated = earned(PLAIN, EMPTY_WALLET, 10, START);
    const kept = settle(forever, dated, START + 500 * DAY).wallet;
    expect(holdings(kept).earned).toBe(10);
    const again = settle(PLAIN, kept, START + 600 * DAY).wallet;
    expect(dueAt(PLAIN, again)).toBe(START + 780 * DAY);
    // Points earned under a policy that ends none were promised no date, and get none.
    expect(dueAt(PLAIN, settle(PLAIN, earned(forever, EMPTY_WALLET, 10, START), START).wallet)).toBeNull();
  });

  test('stands people where their points lead when their tier is gone', () => {
    const wallet = earned(TIERED, EMPTY_WALLET, 700, START);
    const tiers = [
      { ...TIERED.tiers[0]!, id: 'one' },
      { ...TIERED.tiers[1]!, id: 'two' },
    ];
    expect(settle({ ...TIERED, tiers }, wallet, START + DAY).wallet.standing).toEqual({
      tier: 'two',
      since: START,
      until: START + 365 * DAY,
    });
    expect(settle(PLAIN, wallet, START + DAY).wallet.standing).toBeNull();
  });
});
