import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isSignalType, PILLARS, SIGNAL_TYPES, SIGNALS } from '#core/signal/catalogue.ts';
import { checkSignal, type SignalInput } from '#core/signal/signal.ts';
import { DAY } from '#core/time.ts';
import { NOW } from '../signals.ts';

const nps: SignalInput = { key: 'survey 7', type: 'nps', occurredAt: NOW - DAY, value: 9, source: 'survey' };

function faultOf(change: Partial<SignalInput>): string {
  const result = checkSignal({ ...nps, ...change }, NOW);
  return result.ok ? 'accepted' : `${result.problem.code} ${result.problem.field}`;
}

describe('a claimed signal', () => {
  test('is accepted with the time it arrived', () => {
    expect(checkSignal(nps, NOW)).toEqual({ ok: true, value: { ...nps, receivedAt: NOW } });
  });

  test('may leave out source and value, where the type means something without', () => {
    const bare = checkSignal({ key: 'k', type: 'referral', occurredAt: NOW }, NOW);
    expect(bare).toMatchObject({ ok: true, value: { value: null, source: null } });
    expect(checkSignal({ ...nps, source: '' }, NOW)).toMatchObject({ value: { source: null } });
    expect(faultOf({ type: 'review', value: null })).toBe('accepted');
    expect(faultOf({ value: null })).toBe('invalid_input value');
    expect(faultOf({ type: 'usage', value: undefined })).toBe('invalid_input value');
  });

  test('a little ahead of our clock counts from now', () => {
    const early = checkSignal({ ...nps, occurredAt: NOW + DAY }, NOW);
    expect(early).toMatchObject({ value: { occurredAt: NOW, receivedAt: NOW } });
  });

  test.each(['', 'NPS', 'constructor', '__proto__', 'toString'])('of type "%s" is unknown', (type) => {
    expect(faultOf({ type })).toBe('unknown_signal_type type');
  });

  test.each([NaN, Infinity, -Infinity, Date.UTC(1999, 11, 31), 0, NOW + DAY + 1, Date.UTC(2038, 0, 19)])(
    'at %s has no usable date',
    (occurredAt) => {
      expect(faultOf({ occurredAt })).toBe('invalid_input occurredAt');
    },
  );

  test.each([
    ['nps', -1],
    ['nps', 11],
    ['nps', NaN],
    ['csat', 5.1],
    ['usage', 101],
    ['usage', -0.1],
    ['review', 0],
    ['deal_won', Infinity],
    ['referral', NaN],
  ])('%s with value %s is refused', (type, value) => {
    expect(faultOf({ type, value })).toBe('invalid_input value');
  });

  test('may carry a value that is not scored', () => {
    expect(checkSignal({ ...nps, type: 'deal_won', value: 4_500_000 }, NOW)).toMatchObject({
      value: { value: 4_500_000 },
    });
  });

  test('needs a key, and keeps key and source within bounds', () => {
    expect(faultOf({ key: ' ' })).toBe('invalid_input key');
    expect(faultOf({ key: 'x'.repeat(256) })).toBe('invalid_input key');
    expect(faultOf({ key: 'x'.repeat(255) })).toBe('accepted');
    expect(faultOf({ source: 'x'.repeat(2001) })).toBe('invalid_input source');
    expect(faultOf({ source: 'x'.repeat(2000) })).toBe('accepted');
  });

  test('whatever it is, is scorable once accepted', () => {
    const claims = fc.record({
      key: fc.string(),
      type: fc.oneof(fc.constantFrom(...SIGNAL_TYPES), fc.string()),
      occurredAt: fc.oneof(fc.double(), fc.integer({ min: 0, max: 2 * NOW })),
      value: fc.option(fc.oneof(fc.double(), fc.integer({ min: -1, max: 11 }))),
    });
    fc.assert(
      fc.property(claims, (claim) => {
        const result = checkSignal(claim, NOW);
        if (!result.ok) return;
        const { type, value, occurredAt } = result.value;
        expect(Number.isFinite(SIGNALS[type].points(value))).toBe(true);
        expect(occurredAt <= NOW && occurredAt >= Date.UTC(2000, 0, 1)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('the catalogue', () => {
  test('speaks for every pillar, and says why in a line', () => {
    expect(new Set(SIGNAL_TYPES.map((type) => SIGNALS[type].pillar))).toEqual(new Set(PILLARS));
    for (const type of SIGNAL_TYPES) {
      expect(isSignalType(type)).toBe(true);
      expect(SIGNALS[type].why).toMatch(/^[A-Z].{5,70}\.$/);
    }
  });

  test('gives finite points within the pillar for any value at all', () => {
    fc.assert(
      fc.property(fc.constantFrom(...SIGNAL_TYPES), fc.option(fc.double()), (type, value) => {
        expect(Math.abs(SIGNALS[type].points(value))).toBeLessThanOrEqual(100);
      }),
    );
  });

  test('never gives fewer points for a better answer', () => {
    for (const type of ['nps', 'csat', 'usage', 'review'] as const) {
      const { range, points } = SIGNALS[type];
      let last = -Infinity;
      for (let value = range?.min ?? NaN; value <= (range?.max ?? NaN); value += 0.5) {
        expect(points(value)).toBeGreaterThanOrEqual(last);
        last = points(value);
      }
      expect(last).toBeGreaterThan(0);
    }
  });

  test('takes promoters for, passives slightly for, detractors against', () => {
    const answers = [0, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((value) => SIGNALS.nps.points(value));
    expect(answers).toEqual([-60, -60, -40, -40, -20, -20, 10, 20, 60, 70]);
  });

  test('counts no act against the one who did it, save an unkind review', () => {
    for (const type of SIGNAL_TYPES.filter((name) => SIGNALS[name].act)) {
      expect(SIGNALS[type].points(null)).toBeGreaterThan(0);
    }
    expect(SIGNALS.review.points(1)).toBeLessThan(0);
  });
});
