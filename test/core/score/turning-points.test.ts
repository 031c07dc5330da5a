import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DEFAULT_MODEL, type ScoreModel } from '#core/score/model.ts';
import { emptySums, pillarShare, type PillarSums } from '#core/score/score.ts';
import { turningPoints } from '#core/score/turning-points.ts';
import { PILLARS, type Pillar } from '#core/signal/catalogue.ts';
import { DAY } from '#core/time.ts';
import { NOW } from '../signals.ts';
import { anySums } from '../sums.ts';
import { anyModel, RUNS } from './models.ts';

/** What each pillar adds at a moment, when it begins to fade, and how fast. */
function partsOf(model: ScoreModel, sums: PillarSums) {
  return PILLARS.flatMap((pillar) => {
    const sum = sums[pillar];
    if (sum === null) return [];
    const { halfLife, cap } = model.pillars[pillar];
    const until = sum.asOf + halfLife * Math.max(0, Math.log2(Math.abs(sum.v) / cap));
    return [{ halfLife, until, shareAt: (at: number) => pillarShare(model, pillar, sum, at) }];
  });
}

function balanceOf(model: ScoreModel, sums: PillarSums): (at: number) => number {
  const parts = partsOf(model, sums);
  return (at) => parts.reduce((sum, { shareAt }) => sum + shareAt(at), 0);
}

/** Whether something begins to fade at a moment, or what rises then is as much as what falls. */
function isTurn(model: ScoreModel, sums: PillarSums, at: number): boolean {
  const parts = partsOf(model, sums);
  if (parts.some(({ until }) => Math.abs(until - at) < 1)) return true;
  const slopes = parts.filter(({ until }) => until < at).map((part) => part.shareAt(at) / part.halfLife);
  const all = slopes.reduce((sum, slope) => sum + Math.abs(slope), 0);
  return Math.abs(slopes.reduce((sum, slope) => sum + slope, 0)) <= 1e-6 * all;
}

const only = (parts: Partial<PillarSums>): PillarSums => ({ ...emptySums(), ...parts });
const withHalfLives = (days: Partial<Record<Pillar, number>>): ScoreModel => {
  const pillars = { ...DEFAULT_MODEL.pillars };
  for (const pillar of PILLARS)
    pillars[pillar] = { halfLife: DAY * (days[pillar] ?? 100), weight: 20, cap: 100 };
  return { ...DEFAULT_MODEL, pillars };
};

describe('the turning points', () => {
  test('follow each other, and between two the balance only rises or only falls', () => {
    let turned = 0;
    fc.assert(
      fc.property(anyModel, anySums, (model, sums) => {
        const points = turningPoints(model, sums, NOW);
        const balanceAt = balanceOf(model, sums);
        expect(points.toSorted((a, b) => a - b)).toEqual(points);
        expect(Math.abs(balanceAt(points.at(-1)!))).toBeLessThan(0.001);
        let from = NOW;
        for (const to of points) {
          expect(to).toBeGreaterThanOrEqual(from);
          const looks = [0, 0.001, 0.01, 0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 0.9, 0.99, 1];
          const seen = looks.map((share) => balanceAt(from + share * (to - from)));
          const way = Math.sign(seen.at(-1)! - seen[0]!);
          for (let next = 1; next < seen.length; next += 1)
            expect(way * (seen[next]! - seen[next - 1]!)).toBeGreaterThan(-1e-7);
          from = to;
        }
        for (const point of points.slice(0, -1)) expect(isTurn(model, sums, point)).toBe(true);
        if (points.length > 2) turned += 1;
      }),
      { numRuns: RUNS / 4 },
    );
    expect(turned).toBeGreaterThan(RUNS / 20);
  }, 60_000);

  test('are one alone where nothing counts against somebody, and where nothing is known', () => {
    const sums = only({ loyalty: { v: 300, asOf: NOW + DAY }, feedback: { v: 50, asOf: NOW } });
    const { halfLife } = DEFAULT_MODEL.pillars.loyalty;
    expect(turningPoints(DEFAULT_MODEL, sums, NOW)).toEqual([
      NOW + DAY + halfLife * Math.log2(3) + 64 * halfLife,
    ]);
    expect(turningPoints(DEFAULT_MODEL, emptySums(), NOW)).toEqual([NOW]);
    const old = only({ loyalty: { v: 1, asOf: NOW - 200 * halfLife } });
    expect(turningPoints(DEFAULT_MODEL, old, NOW)).toEqual([NOW]);
  });

  test('of two that fade at unlike speed lie where both fade as fast', () => {
    const model = withHalfLives({ feedback: 50 });
    const sums = only({ loyalty: { v: 50, asOf: NOW }, feedback: { v: -90, asOf: NOW } });
    // 50 / 100 * 2 ** (-t / 100) = 90 / 50 * 2 ** (-t / 50), so t = 100 * log2(3.6) days.
    const [turn, end] = turningPoints(model, sums, NOW);
    expect(turn).toBeCloseTo(NOW + 100 * Math.log2(3.6) * DAY, 2);
    expect(end).toBe(NOW + 6400 * DAY);
    expect(turningPoints(model, sums, NOW + 201 * DAY)).toEqual([NOW + 6400 * DAY]);
    const reversed = only({ loyalty: { v: 50, asOf: NOW }, feedback: { v: -10, asOf: NOW } });
    expect(turningPoints(model, reversed, NOW)).toEqual([NOW + 6400 * DAY]);
  });

  test('of three are found between the turns of their own slope', () => {
    const model = withHalfLives({ loyalty: 200, feedback: 50 });
    // With x = 2 ** (-t / 200) the balance is 20 x - 40 x² + 20 x⁴.
    const sums = only({
      loyalty: { v: 20, asOf: NOW },
      promotion: { v: -40, asOf: NOW },
      feedback: { v: 20, asOf: NOW },
    });
    const slope = (x: number) => 20 - 80 * x + 80 * x ** 3;
    const points = turningPoints(model, sums, NOW);
    const roots = points.slice(0, -1).map((at) => 2 ** (-(at - NOW) / (200 * DAY)));
    expect(roots).toHaveLength(2);
    for (const root of roots) expect(slope(root)).toBeCloseTo(0, 6);
  });

  test('pay no heed to what cancels out, weighs nothing or is nothing', () => {
    const model = withHalfLives({ feedback: 50 });
    const sums = only({ loyalty: { v: 50, asOf: NOW }, feedback: { v: -90, asOf: NOW } });
    const points = turningPoints(model, sums, NOW);
    const nothing = { v: 0, asOf: NOW + DAY };
    expect(turningPoints(model, { ...sums, promotion: nothing }, NOW)).toEqual(points);
    const weightless = { ...model, pillars: { ...model.pillars } };
    weightless.pillars.protection = { halfLife: 300 * DAY, weight: 0, cap: 100 };
    const added = { ...sums, protection: { v: -500, asOf: NOW + DAY } };
    expect(turningPoints(weightless, added, NOW)).toEqual(points);
    const slow = withHalfLives({ feedback: 50, promotion: 90, protection: 90 });
    const cancelled = { ...sums, promotion: { v: 30, asOf: NOW }, protection: { v: -30, asOf: NOW } };
    expect(turningPoints(slow, cancelled, NOW)[0]).toBeCloseTo(points[0]!, 2);
    expect(turningPoints(slow, cancelled, NOW)).toHaveLength(2);
  });
});
