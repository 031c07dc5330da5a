import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clawBack, collect, forfeit, revocable } from '#core/points/claw-back.ts';
import { earn } from '#core/points/earn.ts';
import { settle } from '#core/points/settle.ts';
import { spend } from '#core/points/spend.ts';
import { rankOf } from '#core/points/tier.ts';
import { EMPTY_WALLET, holdings, type Wallet } from '#core/points/wallet.ts';
import type { Result } from '#core/problem.ts';
import { DAY } from '#core/time.ts';
import { anyHistory, live, PLAIN, RUNS, START, TIERED } from './histories.ts';

function value<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.problem.message);
  return result.value;
}

function holding(...all: number[]): Wallet {
  return all.reduce(
    (wallet, points, index) => value(earn(PLAIN, wallet, { lot: index + 1, points, at: START })).wallet,
    EMPTY_WALLET,
  );
}

describe('taking points back', () => {
  test('takes or is owed exactly what is claimed, and raises nobody', () => {
    fc.assert(
      fc.property(anyHistory, ([programme, acts]) => {
        for (const { act, at, before, step, refused } of live(programme, acts)) {
          if (act.kind !== 'claw_back') continue;
          const settled = settle(programme, before, at).wallet;
          const lot = settled.lots.find(({ id }) => id === act.lot);
          const most = lot === undefined ? 0 : revocable(lot);
          const claim = act.points ?? most;
          expect(refused).toBe(claim < 1 || claim > most);
          if (refused) continue;
          const taken = holdings(step.wallet).reversed - holdings(settled).reversed;
          expect(taken + step.wallet.shortfall - settled.shortfall).toBe(claim);
          // Nothing is owed while anything is left.
          const left = holdings(step.wallet);
          const owesMore = step.wallet.shortfall > settled.shortfall;
          expect(owesMore && left.earned + left.locked > 0).toBe(false);
          const [was, is] = [settled.standing, step.wallet.standing];
          const rank = (standing: typeof was) => (standing === null ? 0 : rankOf(programme.tiers, standing));
          expect(rank(is)).toBeLessThanOrEqual(rank(was));
        }
      }),
      RUNS,
    );
  });

  test('takes what is left of the lot, then of the oldest others', () => {
    const wallet = value(spend(PLAIN, holding(10, 20, 30), { points: 25, at: START })).wallet;
    const part = value(clawBack(PLAIN, wallet, { lot: 2, points: 6, at: START }));
    expect(part.wallet.lots.map(({ remaining }) => remaining)).toEqual([0, 0, 29]);
    expect(part.movements).toEqual([
      { kind: 'claw_back', at: START, lot: 2, points: 6, moved: { locked: 0, earned: -6, reversed: 6 } },
    ]);
    expect(part.shortfall).toBe(0);
    const rest = value(clawBack(PLAIN, part.wallet, { lot: 1, points: null, at: START }));
    expect(holdings(rest.wallet)).toMatchObject({ earned: 19, spent: 25, reversed: 16 });
  });

  test('claims nothing twice, and nothing that expired', () => {
    const wallet = value(spend(PLAIN, holding(10), { points: 4, at: START })).wallet;
    const late = START + 180 * DAY;
    const back = value(clawBack(PLAIN, wallet, { lot: 1, points: null, at: late }));
    expect(back.shortfall).toBe(4);
    expect(holdings(back.wallet)).toMatchObject({ expired: 6, reversed: 0 });
    expect(clawBack(PLAIN, back.wallet, { lot: 1, points: null, at: late })).toMatchObject({
      problem: { code: 'invalid_input', message: 'At most 0 of these points can be taken back.' },
    });
    expect(clawBack(PLAIN, wallet, { lot: 1, points: 11, at: START })).toMatchObject({
      problem: { field: 'points' },
    });
    expect(clawBack(PLAIN, wallet, { lot: 9, points: 1, at: START })).toMatchObject({
      problem: { code: 'not_found' },
    });
  });

  test('takes the tier that only those points had reached', () => {
    const { wallet } = value(earn(TIERED, EMPTY_WALLET, { lot: 1, points: 2_500, at: START }));
    const part = value(clawBack(TIERED, wallet, { lot: 1, points: 1, at: START + DAY })).wallet;
    expect(part).toMatchObject({ standing: { tier: 'gold' }, sheltered: false });
    // What they keep was safe until now, and gets its full time.
    expect(part.lots[0]?.expiresAt).toBe(START + 181 * DAY);
    const all = value(clawBack(TIERED, part, { lot: 1, points: null, at: START + DAY })).wallet;
    expect(all.standing).toMatchObject({ tier: 'green' });
  });
});

test('a debt is collected from other points, as far as they go', () => {
  expect(collect({ ...holding(10, 20), shortfall: 15 }, START)).toMatchObject({
    wallet: { shortfall: 0, lots: [{ remaining: 0 }, { remaining: 15 }] },
    movements: [{ kind: 'claw_back', lot: null, points: 15, moved: { earned: -15, reversed: 15 } }],
  });
  expect(collect({ ...holding(10), shortfall: 15 }, START).wallet.shortfall).toBe(5);
  expect(collect(holding(10), START).movements).toEqual([]);
});

test('what is forfeited ends at once, locked or not, and is owed no more', () => {
  const slow = { ...PLAIN, holdDays: 14 };
  const { wallet } = value(earn(slow, holding(10), { lot: 2, points: 5, at: START }));
  const { wallet: after, movements } = forfeit({ ...wallet, shortfall: 3 }, START);
  expect(holdings(after)).toMatchObject({ locked: 0, earned: 0, expired: 15 });
  expect(after.shortfall).toBe(0);
  expect(movements).toEqual([
    { kind: 'forfeit', at: START, lot: null, points: 15, moved: { locked: -5, earned: -10, expired: 15 } },
  ]);
  expect(forfeit(EMPTY_WALLET, START).movements).toEqual([]);
});
