import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { explain } from '#core/score/explain.ts';
import { DEFAULT_MODEL, type ScoreModel } from '#core/score/model.ts';
import { reasonsBetween } from '#core/score/preview-reasons.ts';
import { anySignals, NOW, signal } from '#test/core/signals.ts';
import { anyModel } from './models.ts';

const worth = (strengths: Partial<ScoreModel['strengths']>): ScoreModel => ({
  ...DEFAULT_MODEL,
  strengths: { ...DEFAULT_MODEL.strengths, ...strengths },
});
const between = (model: ScoreModel, signals: ReturnType<typeof signal>[]) =>
  reasonsBetween(explain(DEFAULT_MODEL, signals, NOW), explain(model, signals, NOW));

describe('the reasons of a move', () => {
  test('name the types of signal that moved, all signals of one type together, the largest first', () => {
    const signals = [signal('referral', 0), signal('referral', 0, null, 'again'), signal('idea', 0)];
    expect(between(worth({ referral: 30, idea: 40 }), signals)).toEqual([
      { label: 'Referral', points: -8 },
      { label: 'Idea', points: 5 },
    ]);
  });

  test('are none where nothing moved, or only a threshold', () => {
    const signals = [signal('referral', 0)];
    expect(between(DEFAULT_MODEL, signals)).toEqual([]);
    expect(between({ ...DEFAULT_MODEL, enter: { candidate: 1, advocate: 2, champion: 3 } }, signals)).toEqual(
      [],
    );
  });

  test('tell of a bound of the score that is met', () => {
    const signals = [signal('complaint', 0)];
    expect(between(worth({ complaint: -20 }), signals)).toEqual([
      { label: 'A score cannot fall below zero', points: -5 },
      { label: 'Complaint', points: 5 },
    ]);
  });

  test('add up to the whole move: three at most, and all else', () => {
    fc.assert(
      fc.property(anyModel, anyModel, anySignals(12), (model, other, signals) => {
        const [before, after] = [explain(model, signals, NOW), explain(other, signals, NOW)];
        const reasons = reasonsBetween(before, after);
        expect(reasons.length).toBeLessThanOrEqual(4);
        expect(reasons[3]?.label ?? 'All else').toBe('All else');
        const sizes = reasons.slice(0, 3).map(({ points }) => Math.abs(points));
        expect(sizes).toEqual(sizes.toSorted((a, b) => b - a));
        expect(sizes).not.toContain(0);
        const total = reasons.reduce((sum, { points }) => sum + points, 0);
        expect(total).toBe(after.propensity - before.propensity);
      }),
      { numRuns: 300 },
    );
  });
});
