import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { earn } from '#core/points/earn.ts';
import { settle } from '#core/points/settle.ts';
import { spend } from '#core/points/spend.ts';
import { EMPTY_WALLET, holdings } from '#core/points/wallet.ts';
import { DAY } from '#core/time.ts';
import { anyHistory, live, PLAIN, RUNS, START } from './histories.ts';

describe('spending', () => {
  test('takes only unlocked points, exactly those asked for, and refuses what is not there', () => {
    fc.assert(
      fc.property(anyHistory, ([programme, acts]) => {
        for (const { act, at, before, step, refused } of live(programme, acts)) {
          if (act.kind !== 'spend') continue;
          const settled = settle(programme, before, at).wallet;
          expect(refused).toBe(holdings(settled).earned < act.points);
          if (refused) continue;
          const locked = (lots: typeof settled.lots) =>
            lots.filter((lot) => lot.locked).map(({ remaining }) => remaining);
          expect(locked(step.wallet.lots)).toEqual(locked(settled.lots));
          expect(holdings(step.wallet).spent - holdings(settled).spent).toBe(act.points);
        }
      }),
      RUNS,
    );
  });

  test('takes the oldest first: nothing of a lot while an older one has points', () => {
    fc.assert(
      fc.property(anyHistory, ([programme, acts]) => {
        for (const { act, at, before, step, refused } of live(programme, acts)) {
          if (act.kind !== 'spend' || refused) continue;
          const settled = settle(programme, before, at).wallet.lots.filter((lot) => !lot.locked);
          const after = new Map(step.wallet.lots.map((lot) => [lot.id, lot.remaining]));
          const touched = settled.findLastIndex((lot) => after.get(lot.id) !== lot.remaining);
          const older = settled.slice(0, touched);
          expect(older.every((lot) => after.get(lot.id) === 0)).toBe(true);
          expect(
            settled.every((lot, index) => index === 0 || lot.earnedAt >= (settled[index - 1]?.earnedAt ?? 0)),
          ).toBe(true);
        }
      }),
      RUNS,
    );
  });

  test.each([0, -5, 1.5, Number.NaN, 2e9])('refuses %d points', (points) => {
    expect(spend(PLAIN, EMPTY_WALLET, { points, at: START })).toMatchObject({ problem: { field: 'points' } });
  });

  test('passes over an older lot that is still locked', () => {
    const slow = earn({ ...PLAIN, holdDays: 14 }, EMPTY_WALLET, { lot: 1, points: 9, at: START });
    if (!slow.ok) throw new Error('not earned');
    const both = earn(PLAIN, slow.value.wallet, { lot: 2, points: 5, at: START });
    if (!both.ok) throw new Error('not earned');
    expect(spend(PLAIN, both.value.wallet, { points: 5, at: START })).toMatchObject({
      value: { wallet: { lots: [{ remaining: 9 }, { remaining: 0, spent: 5 }] } },
    });
    expect(spend(PLAIN, both.value.wallet, { points: 6, at: START }).ok).toBe(false);
  });

  test('says what can be spent and what is locked, and what expired cannot be spent though no timer ran', () => {
    const slow = { ...PLAIN, holdDays: 14 };
    const held = earn(slow, EMPTY_WALLET, { lot: 1, points: 70, at: START });
    if (!held.ok) throw new Error('not earned');
    const { wallet } = held.value;
    expect(spend(slow, wallet, { points: 1, at: START + 14 * DAY - 1 })).toMatchObject({
      problem: { code: 'insufficient_points', message: 'They can spend 0 points. 70 more are still locked.' },
    });
    expect(spend(slow, wallet, { points: 70, at: START + 14 * DAY }).ok).toBe(true);
    expect(spend(slow, wallet, { points: 70, at: START + 180 * DAY - 1 }).ok).toBe(true);
    expect(spend(slow, wallet, { points: 1, at: START + 180 * DAY })).toMatchObject({
      problem: { code: 'insufficient_points', message: 'They can spend 0 points.' },
    });
  });
});
