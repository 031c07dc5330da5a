import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { DEFAULT_MODEL } from '#core/score/model.ts';
import { raises } from '#core/score/raise.ts';
import { scoreAt, sumsOf } from '#core/score/score.ts';
import { tierAt } from '#core/score/tier.ts';
import { SIGNAL_TYPES } from '#core/signal/catalogue.ts';
import { anyModel } from './models.ts';
import { anySignals, NOW, signal } from '../signals.ts';

test('says exactly what the score would be if it happened', () => {
  fc.assert(
    fc.property(anySignals(15), anyModel, (signals, model) => {
      const before = scoreAt(model, sumsOf(model, signals), NOW);
      const tier = tierAt(model, before, 'none');
      const found = raises(model, signals, tier, NOW, SIGNAL_TYPES.length);
      expect(found.map(({ points }) => points)).toEqual(
        found.map(({ points }) => points).toSorted((a, b) => b - a),
      );
      for (const { signal: type, value, points, confidence, tier: reached } of found) {
        const after = scoreAt(model, sumsOf(model, [...signals, signal(type, 0, value, 'new')]), NOW);
        expect(after.propensity - before.propensity).toBe(points);
        expect(after.confidence).toBe(confidence);
        expect(tierAt(model, after, tier)).toBe(reached);
        expect(points > 0 || reached !== tier).toBe(true);
      }
    }),
    { numRuns: 500 },
  );
});

test('the heaviest acts come first for somebody who has only answered', () => {
  const [first, second] = raises(DEFAULT_MODEL, [signal('nps', 1, 10)], 'none', NOW, 5);
  expect(first).toEqual({
    signal: 'case_study',
    label: 'Case study',
    value: null,
    points: 32,
    confidence: 0.5,
    tier: 'advocate',
  });
  expect(second?.signal).toBe('reference_call');
});

test('an answer is taken at its kindest, and bad news never raises anything', () => {
  const found = raises(DEFAULT_MODEL, [], 'none', NOW, SIGNAL_TYPES.length);
  expect(found.find(({ signal: type }) => type === 'nps')?.value).toBe(10);
  expect(found.map(({ signal: type }) => type)).not.toContain('complaint');
});

test('the order is by points, then by what more is known, then by name; only as many as asked for', () => {
  const all = raises(DEFAULT_MODEL, [signal('nps', 1, 10)], 'none', NOW, SIGNAL_TYPES.length);
  expect(all).toEqual(
    all.toSorted(
      (a, b) => b.points - a.points || b.confidence - a.confidence || (a.signal < b.signal ? -1 : 1),
    ),
  );
  expect(new Set(all.map(({ points, confidence }) => `${points} ${confidence}`)).size).toBeLessThan(
    all.length,
  );
  expect(raises(DEFAULT_MODEL, [signal('nps', 1, 10)], 'none', NOW, 5)).toEqual(all.slice(0, 5));
});

test('knowing more raises a full score that was too little known for a tier', () => {
  const model = { ...DEFAULT_MODEL, full: 30 };
  const calls = [signal('reference_call', 0), signal('case_study', 0)];
  expect(scoreAt(model, sumsOf(model, calls), NOW)).toMatchObject({ propensity: 100, confidence: 0.3 });
  const found = raises(model, calls, 'none', NOW, SIGNAL_TYPES.length);
  expect(found.find(({ signal: type }) => type === 'renewal')).toMatchObject({
    points: 0,
    confidence: 0.55,
    tier: 'champion',
  });
  expect(found.map(({ signal: type }) => type)).not.toContain('nomination');
});

test('nothing raises a full score', () => {
  const full = [
    'case_study',
    'reference_call',
    'referral',
    'speaking',
    'renewal',
    'expansion',
    'tenure',
    'defence',
    'recovery',
  ] as const;
  const signals = [
    ...full.map((type) => signal(type, 0, type === 'tenure' ? 5 : null)),
    signal('nps', 0, 10),
    signal('beta', 0),
  ];
  expect(raises(DEFAULT_MODEL, signals, 'champion', NOW, 9)).toEqual([]);
});
