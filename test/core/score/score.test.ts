import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { DEFAULT_MODEL } from '#core/score/model.ts';
import {
  emptySums,
  foldSignal,
  pillarShare,
  roundPoints,
  scoreAt,
  sumsOf,
  type PillarSums,
} from '#core/score/score.ts';
import { tierAt } from '#core/score/tier.ts';
import { PILLARS, SIGNAL_TYPES, SIGNALS } from '#core/signal/catalogue.ts';
import { DAY } from '#core/time.ts';
import { anyOrder, anySignals, kindTypes, NOW, signal } from '../signals.ts';
import { anyModel, RUNS } from './models.ts';

function expectClose(sums: PillarSums, expected: PillarSums, scale: number): void {
  for (const pillar of PILLARS) {
    const [a, b] = [sums[pillar], expected[pillar]];
    expect(a?.asOf).toBe(b?.asOf);
    expect(Math.abs((a?.v ?? 0) - (b?.v ?? 0))).toBeLessThanOrEqual(1e-9 * scale);
  }
}

const anyLater = fc.integer({ min: 0, max: 900 * DAY });

test('any order of arrival gives the sums and the score of a recompute', () => {
  const arrivals = anySignals(20).chain((list) => fc.tuple(fc.constant(list), anyOrder(list)));
  fc.assert(
    fc.property(anyModel, arrivals, anyLater, (model, [list, order], later) => {
      const recomputed = sumsOf(model, list);
      const folded = order.reduce((sums, one) => foldSignal(model, sums, one), emptySums());
      expectClose(folded, recomputed, 200 * list.length);
      expect(scoreAt(model, folded, NOW + later)).toEqual(scoreAt(model, recomputed, NOW + later));
    }),
    { numRuns: RUNS },
  );
});

test('a repeat of a key changes nothing, wherever it comes', () => {
  const repeated = anySignals(20).chain((list) =>
    fc.tuple(
      fc.constant(list),
      fc.subarray(list).chain((again) => anyOrder([...list, ...again])),
    ),
  );
  fc.assert(
    fc.property(anyModel, repeated, anyLater, (model, [list, withRepeats], later) => {
      const once = sumsOf(model, list);
      const sums = sumsOf(model, withRepeats);
      expectClose(sums, once, 200 * list.length);
      expect(scoreAt(model, sums, NOW + later)).toEqual(scoreAt(model, once, NOW + later));
    }),
    { numRuns: RUNS },
  );
});

test('what was taken back leaves no trace: a recompute of the rest is what was never told of it', () => {
  const retracted = anySignals(20).chain((list) => fc.tuple(anyOrder(list), fc.subarray(list)));
  fc.assert(
    fc.property(anyModel, retracted, anyLater, (model, [order, kept], later) => {
      const rest = new Set(kept);
      const never = order.filter((one) => rest.has(one));
      const sums = never.reduce((before, one) => foldSignal(model, before, one), emptySums());
      const recomputed = sumsOf(model, kept);
      expectClose(recomputed, sums, 200 * kept.length);
      expect(scoreAt(model, recomputed, NOW + later)).toEqual(scoreAt(model, sums, NOW + later));
    }),
    { numRuns: RUNS },
  );
});

test('no pillar adds or takes more than its weight, and a full one takes no more', () => {
  fc.assert(
    fc.property(anyModel, anySignals(20), anyLater, (model, list, later) => {
      const sums = sumsOf(model, list);
      for (const pillar of PILLARS) {
        const { weight, cap, halfLife } = model.pillars[pillar];
        const limit = (100 * weight) / model.full;
        const sum = sums[pillar];
        if (sum === null) continue;
        const share = pillarShare(model, pillar, sum, NOW + later);
        const points = sum.v * 2 ** ((sum.asOf - NOW - later) / halfLife);
        const expected = limit * Math.min(1, Math.max(-1, points / cap));
        expect(Math.abs(share)).toBeLessThanOrEqual(limit);
        expect(Math.abs(share - expected)).toBeLessThanOrEqual(1e-9 * limit);
      }
    }),
    { numRuns: RUNS },
  );
});

test('the first signal under a key stands', () => {
  const [first, second] = [signal('nps', 3, 9, 'answer'), signal('nps', 1, 0, 'answer')];
  expect(sumsOf(DEFAULT_MODEL, [first, second])).toEqual(sumsOf(DEFAULT_MODEL, [first]));
});

test('folding leaves the sums it was given alone', () => {
  const before = sumsOf(DEFAULT_MODEL, [signal('nps', 3, 9)]);
  const copy = structuredClone(before);
  foldSignal(DEFAULT_MODEL, before, signal('nps', 1, 10));
  expect(before).toEqual(copy);
});

test('the score stays in its bounds, for any signals at any later time', () => {
  fc.assert(
    fc.property(anyModel, anySignals(20), fc.integer({ min: 0, max: 40_000 }), (model, list, days) => {
      const { propensity, confidence } = scoreAt(model, sumsOf(model, list), NOW + days * DAY);
      expect(Number.isInteger(propensity) && propensity >= 0 && propensity <= 100).toBe(true);
      expect(confidence >= 0 && confidence <= 1 && Math.round(confidence * 100) / 100 === confidence).toBe(
        true,
      );
    }),
    { numRuns: RUNS },
  );
});

test('a kind signal never lowers the score, an unkind one never raises it', () => {
  fc.assert(
    fc.property(anyModel, anySignals(15), anySignals(3, kindTypes()), (model, list, kind) => {
      const renamed = kind.map((one) => ({ ...one, key: `kind ${one.key}` }));
      const before = scoreAt(model, sumsOf(model, list), NOW);
      const after = scoreAt(model, sumsOf(model, [...list, ...renamed]), NOW);
      expect(after.propensity).toBeGreaterThanOrEqual(before.propensity);
      expect(after.confidence).toBeGreaterThanOrEqual(before.confidence);
      const hurt = scoreAt(model, sumsOf(model, [...list, signal('escalation', 0)]), NOW);
      expect(hurt.propensity).toBeLessThanOrEqual(before.propensity);
    }),
    { numRuns: RUNS },
  );
});

test('nobody knows anything about a stranger', () => {
  const nothing = { word_of_mouth: null, promotion: null, loyalty: null, protection: null, feedback: null };
  expect(scoreAt(DEFAULT_MODEL, emptySums(), NOW)).toEqual({
    propensity: 0,
    confidence: 0,
    pillars: nothing,
  });
});

test('a fresh NPS 10 and one reference call make an advocate; either alone does not', () => {
  const both = scoreAt(
    DEFAULT_MODEL,
    sumsOf(DEFAULT_MODEL, [signal('nps', 1, 10), signal('reference_call', 1)]),
    NOW,
  );
  expect(both.confidence).toBe(0.5);
  expect(tierAt(DEFAULT_MODEL, both, 'none')).toBe('advocate');
  expect(
    tierAt(DEFAULT_MODEL, scoreAt(DEFAULT_MODEL, sumsOf(DEFAULT_MODEL, [signal('nps', 1, 10)]), NOW), 'none'),
  ).toBe('none');
  expect(
    tierAt(
      DEFAULT_MODEL,
      scoreAt(DEFAULT_MODEL, sumsOf(DEFAULT_MODEL, [signal('reference_call', 1)]), NOW),
      'none',
    ),
  ).toBe('none');
});

test('one kind of evidence never makes a tier, however much of it there is', () => {
  for (const type of SIGNAL_TYPES) {
    const many = Array.from({ length: 50 }, (_, n) => signal(type, n, SIGNALS[type].range?.max ?? null));
    const score = scoreAt(DEFAULT_MODEL, sumsOf(DEFAULT_MODEL, many), NOW);
    expect(score.confidence).toBeLessThan(DEFAULT_MODEL.minConfidence);
    expect(tierAt(DEFAULT_MODEL, score, 'champion')).toBe('none');
  }
});

test('each pillar says what it adds, and null where nothing was seen', () => {
  const { pillars, propensity } = scoreAt(
    DEFAULT_MODEL,
    sumsOf(DEFAULT_MODEL, [signal('nps', 0, 10), signal('escalation', 0)]),
    NOW,
  );
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
  expect(
    scoreAt(DEFAULT_MODEL, sumsOf(DEFAULT_MODEL, [signal('escalation', 3650)]), NOW).pillars.protection,
  ).toBe(0);
});

test('confidence is full for one half-life after the newest signal, then halves', () => {
  const sums = sumsOf(DEFAULT_MODEL, [signal('nps', 700, 10), signal('nps', 0, 7)]);
  expect(scoreAt(DEFAULT_MODEL, sums, NOW + 180 * DAY).confidence).toBe(0.2);
  expect(scoreAt(DEFAULT_MODEL, sums, NOW + 360 * DAY).confidence).toBe(0.1);
  expect(scoreAt(DEFAULT_MODEL, sums, NOW + 540 * DAY).confidence).toBe(0.05);
});

test('good and bad in one pillar are both held to its cap', () => {
  const calls = Array.from({ length: 9 }, (_, n) => signal('reference_call', 0, null, `call ${n}`));
  const warnings = Array.from({ length: 9 }, (_, n) => signal('bad_reference', 0, null, `warning ${n}`));
  expect(scoreAt(DEFAULT_MODEL, sumsOf(DEFAULT_MODEL, calls), NOW).pillars.word_of_mouth).toBe(42.9);
  expect(scoreAt(DEFAULT_MODEL, sumsOf(DEFAULT_MODEL, warnings), NOW).pillars.word_of_mouth).toBe(-42.9);
});
