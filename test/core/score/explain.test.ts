import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { explain, reasonLine } from '#core/score/explain.ts';
import { scoreAt, sumsOf } from '#core/score/score.ts';
import { MODEL } from '#core/score/model.ts';
import { PILLARS, SIGNALS, type SignalType } from '#core/signal/catalogue.ts';
import { DAY } from '#core/time.ts';
import { anyOrder, anySignals, KIND_TYPES, NOW, signal } from '../signals.ts';

const anyMoment = fc.integer({ min: 0, max: 1500 * DAY }).map((later) => NOW + later);
const times = (count: number, type: SignalType, value: number | null = null) =>
  Array.from({ length: count }, (_, n) => signal(type, 0, value, `${type} ${n}`));
const shown = (list: ReturnType<typeof times>) =>
  explain(list, NOW).lines.map(({ label, points }) => [label, points]);

describe('an explanation', () => {
  test('has whole-point lines that add up to the propensity, one for every signal', () => {
    fc.assert(
      fc.property(anySignals(), anyMoment, (list, now) => {
        const { propensity, confidence, lines } = explain(list, now);
        const score = scoreAt(sumsOf(list), now);
        expect([propensity, confidence]).toEqual([score.propensity, score.confidence]);
        expect(lines.every((line) => Number.isInteger(line.points))).toBe(true);
        expect(lines.reduce((sum, line) => sum + line.points, 0)).toBe(propensity);
        expect(lines.filter((line) => line.signal !== 'limit' && line.signal !== 'floor')).toHaveLength(
          list.length,
        );
      }),
      { numRuns: 1500 },
    );
  });

  test('gives each signal its exact share to within a point', () => {
    fc.assert(
      fc.property(anySignals(), anyMoment, (list, now) => {
        const { lines } = explain(list, now);
        for (const pillar of PILLARS) {
          const { halfLife, weight, cap } = MODEL.pillars[pillar];
          const own = list.filter((one) => SIGNALS[one.type].pillar === pillar);
          const aged = own.map(
            (one) => SIGNALS[one.type].points(one.value) * 2 ** ((one.occurredAt - now) / halfLife),
          );
          const whole = Math.abs(aged.reduce((sum, points) => sum + points, 0));
          for (const [index, points] of aged.entries()) {
            const exact = (points * 100 * weight) / Math.max(whole, cap) / MODEL.full;
            const line = lines.find(({ source }) => source === own[index]!.source);
            expect(Math.abs(line!.points - exact)).toBeLessThanOrEqual(1 + 1e-9);
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  test('does not depend on the order of the signals, nor on repeats', () => {
    const orders = anySignals(25).chain((list) => fc.tuple(fc.constant(list), anyOrder(list)));
    fc.assert(
      fc.property(orders, anyMoment, ([list, other], now) => {
        expect(explain([...other, ...list], now)).toEqual(explain(list, now));
      }),
      { numRuns: 500 },
    );
  });

  test('lists the most telling first, then the newest', () => {
    fc.assert(
      fc.property(anySignals(), (list) => {
        const { lines } = explain(list, NOW);
        for (const [index, line] of lines.slice(1).entries()) {
          const before = lines[index]!;
          const [more, less] = [Math.abs(before.points), Math.abs(line.points)];
          expect(more > less || (more === less && before.at >= line.at)).toBe(true);
        }
      }),
      { numRuns: 300 },
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
      fc.property(anySignals(20, KIND_TYPES), (list) => {
        expect(explain(list, NOW).lines.some((line) => line.signal === 'floor')).toBe(false);
      }),
      { numRuns: 200 },
    );
  });

  test('shows the limit only above a hundred', () => {
    const everything = [...times(2, 'reference_call'), ...times(2, 'referral'), ...times(3, 'renewal')];
    expect(explain(everything, NOW)).toMatchObject({ propensity: 100, confidence: 0.7 });
    expect(explain(everything, NOW).lines.some((line) => line.signal === 'limit')).toBe(false);
    const more = explain([...everything, ...times(1, 'defence')], NOW);
    expect(more.propensity).toBe(100);
    expect(more.lines.find((line) => line.signal === 'limit')?.points).toBe(-10);
  });

  test('keeps the source and the value of each signal', () => {
    const { lines } = explain([signal('nps', 2, 9), signal('usage', 1, 81.26)], NOW);
    expect(lines).toEqual([
      { signal: 'nps', label: 'NPS 9', at: NOW - 2 * DAY, points: 17, source: 'record of nps' },
      { signal: 'usage', label: 'Usage 81.3', at: NOW - DAY, points: 5, source: 'record of usage' },
    ]);
  });

  test('of nobody is empty', () => {
    expect(explain([], NOW)).toEqual({ propensity: 0, confidence: 0, lines: [] });
  });
});

describe('the line for the CRM', () => {
  const line = (...list: ReturnType<typeof times>) => reasonLine(explain(list, NOW));

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
        const text = reasonLine(explain(list, now));
        expect(text.length).toBeLessThanOrEqual(255);
        expect(text).toMatch(/^[A-Z][\w .,;()]+$/);
      }),
      { numRuns: 500 },
    );
  });
});
