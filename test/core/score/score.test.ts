import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { MODEL } from '#core/score/model.ts';
import { emptySums, foldSignal, roundPoints, scoreAt, sumsOf, type PillarSums } from '#core/score/score.ts';
import { tierAt } from '#core/score/tier.ts';
import { PILLARS, SIGNAL_TYPES, SIGNALS } from '#core/signal/catalogue.ts';
import { DAY } from '#core/time.ts';
import { anyOrder, anySignals, KIND_TYPES, NOW, signal } from '../signals.ts';

function expectClose(sums: PillarSums, expected: PillarSums, scale: number): void {
  for (const pillar of PILLARS) {
    const [a, b] = [sums[pillar], expected[pillar]];
    expect(a?.asOf).toBe(b?.asOf);
    expect(Math.abs((a?.v ?? 0) - (b?.v ?? 0))).toBeLessThanOrEqual(1e-9 * scale);
  }
}

test('any order of arrival gives the sums and the score of a recompute', () => {
  const arrivals = anySignals().chain((list) => fc.tuple(fc.constant(list), anyOrder(list)));
  fc.assert(
    fc.property(arrivals, fc.integer({ min: 0, max: 900 }), ([list, order], days) => {
      const recomputed = sumsOf(list);
      const folded = order.reduce(foldSignal, emptySums());
      expectClose(folded, recomputed, 100 * list.length);
      expect(scoreAt(folded, NOW + days * DAY)).toEqual(scoreAt(recomputed, NOW + days * DAY));
    }),
    { numRuns: 1000 },
  );
});

test('a repeat of a key changes nothing', () => {
  const repeated = anySignals().chain((list) =>
    fc.tuple(
      fc.constant(list),
      fc.subarray(list).map((again) => [...list, ...again]),
    ),
  );
  fc.assert(
    fc.property(repeated, ([list, withRepeats]) => {
      expect(sumsOf(withRepeats)).toEqual(sumsOf(list));
    }),
    { numRuns: 500 },
  );
});

test('the first signal under a key stands', () => {
  const [first, second] = [signal('nps', 3, 9, 'answer'), signal('nps', 1, 0, 'answer')];
  expect(sumsOf([first, second])).toEqual(sumsOf([first]));
});

test('folding leaves the sums it was given alone', () => {
  const before = sumsOf([signal('nps', 3, 9)]);
  const copy = structuredClone(before);
  foldSignal(before, signal('nps', 1, 10));
  expect(before).toEqual(copy);
});

test('the score stays in its bounds, for any signals at any later time', () => {
  fc.assert(
    fc.property(anySignals(), fc.integer({ min: 0, max: 40_000 }), (list, days) => {
      const { propensity, confidence } = scoreAt(sumsOf(list), NOW + days * DAY);
      expect(Number.isInteger(propensity) && propensity >= 0 && propensity <= 100).toBe(true);
      expect(confidence >= 0 && confidence <= 1 && Math.round(confidence * 100) / 100 === confidence).toBe(
        true,
      );
    }),
    { numRuns: 500 },
  );
});

test('a kind signal never lowers the score, an unkind one never raises it', () => {
  fc.assert(
    fc.property(anySignals(20), anySignals(3, KIND_TYPES), (list, kind) => {
      const renamed = kind.map((one) => ({ ...one, key: `kind ${one.key}` }));
      const before = scoreAt(sumsOf(list), NOW);
      const after = scoreAt(sumsOf([...list, ...renamed]), NOW);
      expect(after.propensity).toBeGreaterThanOrEqual(before.propensity);
      expect(after.confidence).toBeGreaterThanOrEqual(before.confidence);
      const hurt = scoreAt(sumsOf([...list, signal('escalation', 0)]), NOW);
      expect(hurt.propensity).toBeLessThanOrEqual(before.propensity);
    }),
    { numRuns: 500 },
  );
});

test('nobody knows anything about a stranger', () => {
  const nothing = { word_of_mouth: null, promotion: null, loyalty: null, protection: null, feedback: null };
  expect(scoreAt(emptySums(), NOW)).toEqual({ propensity: 0, confidence: 0, pillars: nothing });
});

test('a fresh NPS 10 and one reference call make an advocate; either alone does not', () => {
  const both = scoreAt(sumsOf([signal('nps', 1, 10), signal('reference_call', 1)]), NOW);
  expect(both.confidence).toBe(0.5);
  expect(tierAt(both, 'none')).toBe('advocate');
  expect(tierAt(scoreAt(sumsOf([signal('nps', 1, 10)]), NOW), 'none')).toBe('none');
  expect(tierAt(scoreAt(sumsOf([signal('reference_call', 1)]), NOW), 'none')).toBe('none');
});

test('one kind of evidence never makes a tier, however much of it there is', () => {
  for (const type of SIGNAL_TYPES) {
    const many = Array.from({ length: 50 }, (_, n) => signal(type, n, SIGNALS[type].range?.max ?? null));
    const score = scoreAt(sumsOf(many), NOW);
    expect(score.confidence).toBeLessThan(MODEL.minConfidence);
    expect(tierAt(score, 'champion')).toBe('none');
  }
});

test('each pillar says what it adds, and null where nothing was seen', () => {
  const { pillars, propensity } = scoreAt(sumsOf([signal('nps', 0, 10), signal('escalation', 0)]), NOW);
  expect(pillars).toEqual({
    word_of_mouth: null,
    promotion: null,
    loyalty: null,
    protection: -8.6,
    feedback: 20,
  });
  expect(propensity).toBe(11);
});

test('points are rounded the same however the additions went, and zero has no sign', () => {
  expect(roundPoints(68.499_999_999_999_9)).toBe(69);
  expect(roundPoints(68.499_999)).toBe(68);
  expect(roundPoints(-0.2)).toBe(0);
  expect(scoreAt(sumsOf([signal('escalation', 3650)]), NOW).pillars.protection).toBe(0);
});

test('confidence is full for one half-life after the newest signal, then halves', () => {
  const sums = sumsOf([signal('nps', 700, 10), signal('nps', 0, 7)]);
  expect(scoreAt(sums, NOW + 180 * DAY).confidence).toBe(0.2);
  expect(scoreAt(sums, NOW + 360 * DAY).confidence).toBe(0.1);
  expect(scoreAt(sums, NOW + 540 * DAY).confidence).toBe(0.05);
});

test('good and bad in one pillar are both held to its cap', () => {
  const calls = Array.from({ length: 9 }, (_, n) => signal('reference_call', 0, null, `call ${n}`));
  const warnings = Array.from({ length: 9 }, (_, n) => signal('bad_reference', 0, null, `warning ${n}`));
  expect(scoreAt(sumsOf(calls), NOW).pillars.word_of_mouth).toBe(42.9);
  expect(scoreAt(sumsOf(warnings), NOW).pillars.word_of_mouth).toBe(-42.9);
});
