import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { earn } from '#core/points/earn.ts';
import { settle } from '#core/points/settle.ts';
import { outlook, raised, standingAt, TIER_TERM } from '#core/points/tier.ts';
import { EMPTY_WALLET, type PointsLot } from '#core/points/wallet.ts';
import { DAY } from '#core/time.ts';
import { anyEarning, anyProgramme, live, PLAIN, RUNS, START, TIERED } from './histories.ts';

const { tiers } = TIERED;

function lot(id: number, day: number, amount: number): PointsLot {
  const at = START + day * DAY;
  const fate = { locked: false, remaining: amount, spent: 0, expired: 0, reversed: 0, revoked: 0 };
  return { id, earnedAt: at, unlockAt: at, expiresAt: null, amount, ...fate };
}

const anyLots = fc
  .array(fc.tuple(fc.constantFrom(0, 1, 30, 200, 365, 366, 500, 730), fc.integer({ min: 0, max: 1500 })), {
    maxLength: 10,
  })
  .map((all) => all.map(([day, amount], index) => lot(index + 1, day, amount)));
const anyDay = fc.integer({ min: 0, max: 1500 });

describe('where somebody stands', () => {
  test('does not depend on the order events are told in', () => {
    fc.assert(
      fc.property(anyLots, fc.array(fc.integer()), anyDay, (lots, order, day) => {
        const shuffled = lots.toSorted((a, b) => (order[a.id] ?? a.id) - (order[b.id] ?? b.id));
        const at = START + day * DAY;
        expect(standingAt(tiers, shuffled, at)).toEqual(standingAt(tiers, lots, at));
      }),
      RUNS,
    );
  });

  test('is the same followed event by event as told from the whole history', () => {
    fc.assert(
      fc.property(
        anyProgramme,
        fc.array(anyEarning, { maxLength: 10 }),
        fc.integer({ min: 0, max: 800 }),
        (programme, acts, days) => {
          const last = live(programme, acts).at(-1);
          if (last === undefined) return;
          const at = last.at + days * DAY;
          const { lots, standing } = settle(programme, last.step.wallet, at).wallet;
          expect(standing).toEqual(standingAt(programme.tiers, lots, at));
        },
      ),
      RUNS,
    );
  });

  test('is up at once on the points of 12 months', () => {
    const short = [lot(1, 0, 499)];
    expect(standingAt(tiers, short, START)).toEqual({ tier: 'green', since: START, until: null });
    const reached = [...short, lot(2, 364, 1)];
    const at = START + 364 * DAY;
    expect(standingAt(tiers, reached, at)).toEqual({ tier: 'gold', since: at, until: at + TIER_TERM });
    expect(standingAt(tiers, [...short, lot(2, 365, 1)], START + 365 * DAY)).toMatchObject({ tier: 'green' });
    expect(standingAt(tiers, [lot(1, 0, 3_000)], START)).toMatchObject({ tier: 'reserve' });
  });

  test('lasts 12 months, is kept by what is earned in them, and falls one step at a time', () => {
    const start = [lot(1, 0, 3_000)];
    const on = (lots: PointsLot[], day: number) => standingAt(tiers, lots, START + day * DAY);
    expect(on(start, 365)).toMatchObject({ tier: 'reserve' });
    expect(standingAt(tiers, start, START + 365 * DAY + 1)).toEqual({
      tier: 'gold',
      since: START + TIER_TERM,
      until: START + 2 * TIER_TERM,
    });
    expect(on(start, 731)).toEqual({ tier: 'green', since: START + 2 * TIER_TERM, until: null });
    // What reached the tier does not keep it; what is earned on its last day does.
    expect(on([...start, lot(2, 365, 2_500)], 366)).toMatchObject({ tier: 'reserve', since: START });
    expect(on([...start, lot(2, 365, 2_499)], 366)).toMatchObject({ tier: 'gold' });
  });

  test('counts points once they are unlocked, and none that were taken back', () => {
    const held = { ...lot(1, 0, 500), unlockAt: START + 14 * DAY };
    expect(standingAt(tiers, [held], START + 14 * DAY - 1)).toMatchObject({ tier: 'green' });
    expect(standingAt(tiers, [held], START + 14 * DAY)).toMatchObject({ tier: 'gold' });
    expect(standingAt(tiers, [{ ...lot(1, 0, 500), revoked: 1 }], START)).toMatchObject({ tier: 'green' });
    expect(standingAt([], [lot(1, 0, 500)], START)).toBeNull();
    expect(standingAt(tiers, [], START)).toBeNull();
  });

  test('never falls by being raised', () => {
    const gold = { tier: 'gold', since: START, until: START + TIER_TERM };
    expect(raised(tiers, gold, [lot(1, 0, 10)], START)).toBe(gold);
  });
});

describe('what is ahead', () => {
  const at = (points: number, days: number) => {
    const earned = earn(TIERED, EMPTY_WALLET, { lot: 1, points, at: START });
    if (!earned.ok) throw new Error('not earned');
    const now = START + days * DAY;
    return outlook(TIERED, settle(TIERED, earned.value.wallet, now).wallet, now);
  };

  test('is the next tier and what it still takes', () => {
    expect(at(120, 0)).toEqual({ next: { tier: 'gold', missing: 380 }, downgrade: null });
    // After 12 months what was earned counts no more.
    expect(at(120, 365)).toEqual({ next: { tier: 'gold', missing: 500 }, downgrade: null });
    expect(at(2_500, 1)).toMatchObject({ next: null });
  });

  test('is the step down, its notice, and what would prevent it', () => {
    const end = START + TIER_TERM;
    expect(at(600, 10).downgrade).toEqual({ at: end, noticeAt: end - 30 * DAY, tier: 'green', missing: 500 });
    const again = earn(TIERED, EMPTY_WALLET, { lot: 1, points: 600, at: START });
    if (!again.ok) throw new Error('not earned');
    const kept = earn(TIERED, again.value.wallet, { lot: 2, points: 500, at: START + DAY });
    if (!kept.ok) throw new Error('not earned');
    expect(outlook(TIERED, kept.value.wallet, START + DAY).downgrade).toBeNull();
    expect(outlook(PLAIN, EMPTY_WALLET, START)).toEqual({ next: null, downgrade: null });
  });
});
