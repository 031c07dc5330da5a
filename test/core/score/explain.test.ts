import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { explain, reasonLine } from '#core/score/explain.ts';
import { scoreAt, sumsOf } from '#core/score/score.ts';
import { DEFAULT_MODEL, pointsOf } from '#core/score/model.ts';
import { PILLARS, SIGNALS, type SignalType } from '#core/signal/catalogue.ts';
import { DAY } from '#core/time.ts';
import { anyOrder, anySignals, kindTypes, NOW, signal } from '../signals.ts';
import { anyModel, RUNS } from './models.ts';

const anyMoment = fc.integer({ min: 0, max: 1500 * DAY }).map((later) => NOW + later);
const times = (count: number, type: SignalType, value: number | null = null) =>
  Array.from({ length: count }, (_, n) => signal(type, 0, value, `${type} ${n}`));
const shown = (list: ReturnType<typeof times>) =>
  explain(DEFAULT_MODEL, list, NOW).lines.map(({ label, points }) => [label, points]);

describe('an explanation', () => {
  test('has whole-point lines that add up to the propensity, one for every signal', () => {
    fc.assert(
      fc.property(anyModel, anySignals(20), anyMoment, (model, list, now) => {
        const { propensity, confidence, lines } = explain(model, list, now);
        const score = scoreAt(model, sumsOf(model, list), now);
        expect([propensity, confidence]).toEqual([score.propensity, score.confidence]);
        expect(lines.every((line) => Number.isInteger(line.points))).toBe(true);
        expect(lines.reduce((sum, line) => sum + line.points, 0)).toBe(propensity);
        const bounds = lines.filter((line) => line.signal === 'limit' || line.signal === 'floor');
        expect(lines.length - bounds.length).toBe(list.length);
      }),
      { numRuns: RUNS },
    );
  });

  test('gives each signal its exact share, rounded up where most was cut off', () => {
    fc.assert(
      fc.property(anyModel, anySignals(15), anyMoment, (model, list, now) => {
        const { lines } = explain(model, list, now);
        const up: number[] = [0];
        const down: number[] = [1];
        for (const pillar of PILLARS) {
          const { halfLife, weight, cap } = model.pillars[pillar];
          const own = list.filter((one) => SIGNALS[one.type].pillar === pillar);
          const aged = own.map(
            (one) => pointsOf(model, one.type, one.value) * 2 ** ((one.occurredAt - now) / halfLife),
          );
          const whole = Math.abs(aged.reduce((sum, points) => sum + points, 0));
          for (const [index, points] of aged.entries()) {
            const exact = (points * 100 * weight) / Math.max(whole, cap) / model.full;
            const line = lines.find(({ source }) => source === own[index]!.source);
            const added = line!.points - exact;
            if (added > 0) up.push(added);
            else down.push(added + 1);
          }
        }
        expect(Math.max(...up)).toBeLessThanOrEqual(1 + 1e-6);
        expect(Math.min(...down)).toBeGreaterThanOrEqual(-1e-6);
        expect(Math.max(...up)).toBeLessThanOrEqual(Math.min(...down) + 1e-6);
      }),
      { numRuns: RUNS },
    );
  });

  test('gives the odd point to the newer of two that deserve it alike, then to the first key', () => {
    const model = structuredClone(DEFAULT_MODEL);
    model.full = 100;
    model.pillars.promotion = { halfLife: 200 * DAY, weight: 20, cap: 100 };
    model.pillars.loyalty = { halfLife: 100 * DAY, weight: 20, cap: 100 };
    model.strengths.share = 45;
    model.strengths.stage = 45;
    const told = (list: ReturnType<typeof times>) =>
      explain(model, list, NOW).lines.map(({ points, source }) => [points, source]);
    const twice = [signal('share', 200, null, 'a'), signal('stage', 100, null, 'b')];
    expect(told(twice)).toEqual([
      [5, 'record of stage'],
      [4, 'record of share'],
    ]);
    const same = ['b', 'a'].map((key) => ({ ...signal('share', 200, null, key), source: key }));
    expect(told(same)).toEqual([
      [5, 'a'],
      [4, 'b'],
    ]);
    expect(told(same.toReversed())).toEqual(told(same));
  });

  test('does not depend on the order of the signals, nor on repeats', () => {
    const orders = anySignals(12).chain((list) => fc.tuple(fc.constant(list), anyOrder(list)));
    fc.assert(
      fc.property(anyModel, orders, anyMoment, (model, [list, other], now) => {
        expect(explain(model, [...other, ...list], now)).toEqual(explain(model, list, now));
      }),
      { numRuns: RUNS },
    );
  });

  test('lists the most telling first, then the newest', () => {
    fc.assert(
      fc.property(anyModel, anySignals(12), (model, list) => {
        const { lines } = explain(model, list, NOW);
        for (const [index, line] of lines.slice(1).entries()) {
          const before = lines[index]!;
          const [more, less] = [Math.abs(before.points), Math.abs(line.points)];
          expect(more > less || (more === less && before.at >= line.at)).toBe(true);
        }
      }),
      { numRuns: 2000 },
    );
  });

  test('shares a full pillar among its signals', () => {
    expect(shown(times(3, 'reference_call'))).toEqual([
      ['Reference call', 15],
      ['Reference call', 14],
      ['Reference call', 14],
    ]);
  });

  test('shows the floor only under a negative total', () => {
    expect(shown(times(1, 'churn_risk'))).toEqual([
      ['Churn risk', -21],
      ['A score cannot fall below zero', 21],
    ]);
    fc.assert(
      fc.property(anySignals(20, kindTypes()), (list) => {
        expect(explain(DEFAULT_MODEL, list, NOW).lines.some((line) => line.signal === 'floor')).toBe(false);
      }),
      { numRuns: 200 },
    );
  });

  test('shows the limit only above a hundred', () => {
    const everything = [...times(2, 'reference_call'), ...times(2, 'referral'), ...times(3, 'renewal')];
    expect(explain(DEFAULT_MODEL, everything, NOW)).toMatchObject({ propensity: 100, confidence: 0.7 });
    expect(explain(DEFAULT_MODEL, everything, NOW).lines.some((line) => line.signal === 'limit')).toBe(false);
    const more = explain(DEFAULT_MODEL, [...everything, ...times(1, 'defence')], NOW);
    expect(more.propensity).toBe(100);
    expect(more.lines.find((line) => line.signal === 'limit')).toMatchObject({
      points: -10,
      label: 'A score cannot rise above 100',
      at: NOW,
      source: null,
    });
  });

  test('keeps the source and the value of each signal', () => {
    const { lines } = explain(DEFAULT_MODEL, [signal('nps', 2, 9), signal('usage', 1, 81.26)], NOW);
    expect(lines).toEqual([
      { signal: 'nps', label: 'NPS 9', at: NOW - 2 * DAY, points: 17, source: 'record of nps' },
      { signal: 'usage', label: 'Usage 81.3', at: NOW - DAY, points: 5, source: 'record of usage' },
    ]);
  });

  test('names a value only where it says something', () => {
    expect(shown([signal('deal_won', 0, 4_500_000)])).toEqual([['Deal won', 9]]);
    expect(shown([signal('review', 0)])).toEqual([['Public review', 19]]);
    expect(shown([signal('review', 0, 4)])).toEqual([['Public review 4', 19]]);
  });

  test('of nobody is empty', () => {
    expect(explain(DEFAULT_MODEL, [], NOW)).toEqual({ propensity: 0, confidence: 0, lines: [] });
  });
});

describe('the line for the CRM', () => {
  const line = (...list: ReturnType<typeof times>) => reasonLine(explain(DEFAULT_MODEL, list, NOW));

  test('names the strongest reasons and their months', () => {
    expect(
      line(signal('nps', 250, 10), signal('reference_call', 30), signal('usage', 3, 50), signal('beta', 900)),
    ).toBe('Reference call in October 2026, NPS 10 in March 2026, usage 50 in November 2026');
  });

  test('counts repeated acts, and says repeated readings once', () => {
    expect(line(...times(2, 'referral'), ...times(3, 'usage', 90))).toBe(
      'Referral in November 2026 (2 in all), usage 90 in November 2026',
    );
  });

  test('counts months in UTC, wherever it runs', () => {
    const at = (type: SignalType, occurredAt: number) => ({ ...signal(type, 0), occurredAt });
    expect(
      line(at('referral', Date.UTC(2026, 9, 31, 23, 59)), at('share', Date.UTC(2026, 10, 1, 0, 1))),
    ).toBe('Referral in October 2026, share in November 2026');
  });

  test('says what holds somebody back', () => {
    expect(line(signal('referral', 0), signal('escalation', 0))).toBe(
      'Referral in November 2026; held back by escalation in November 2026',
    );
    expect(line(signal('nps', 0, 3))).toBe('Held back by NPS 3 in November 2026');
  });

  test('says everything that holds somebody back, and nothing of what cancels out', () => {
    expect(line(signal('escalation', 0), signal('churn_risk', 0))).toBe(
      'Held back by churn risk in November 2026, escalation in November 2026',
    );
    expect(line(signal('sentiment', 0, 1), signal('sentiment', 0, -1))).toBe('No signal that still counts');
  });

  test('weighs all of a kind together, the newer kind first among equals, and dates each by its newest', () => {
    expect(line(signal('case_study', 0), ...times(2, 'testimonial'))).toBe(
      'Testimonial in November 2026 (2 in all), case study in November 2026',
    );
    expect(line(signal('nps', 200, 10), signal('nps', 60, 9))).toBe('NPS 9 in September 2026');
    const told = (type: SignalType, age: number, points: number) => ({
      signal: type,
      label: SIGNALS[type].label,
      at: NOW - age * DAY,
      points,
      source: null,
    });
    const lines = [told('referral', 40, 12), told('share', 90, 6), told('share', 3, 6)];
    expect(reasonLine({ propensity: 24, confidence: 0.5, lines })).toBe(
      'Share in November 2026 (2 in all), referral in October 2026',
    );
    const older = [told('nps', 100, 9), told('nps', 3, 8)];
    expect(reasonLine({ propensity: 17, confidence: 0.5, lines: older })).toBe('NPS in November 2026');
  });

  test('names the answer that explains the sum of several', () => {
    expect(line(signal('nps', 0, 5), signal('nps', 1, 10), signal('nps', 30, 9))).toBe(
      'NPS 10 in November 2026',
    );
  });

  test('says so where there is nothing to tell', () => {
    expect(line()).toBe('No signals yet');
    expect(line(signal('share', 9000))).toBe('No signal that still counts');
  });

  test('is one line of at most 255 characters, whatever happened', () => {
    fc.assert(
      fc.property(anySignals(), anyMoment, (list, now) => {
        const text = reasonLine(explain(DEFAULT_MODEL, list, now));
        expect(text.length).toBeLessThanOrEqual(255);
        expect(text).toMatch(/^[A-Z][\w .,;()-]+$/);
      }),
      { numRuns: 500 },
    );
  });
});
