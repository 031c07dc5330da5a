import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isSignalType, PILLARS, SIGNAL_TYPES, SIGNALS } from '#core/signal/catalogue.ts';
import { checkSignal, signalFaults, type SignalInput } from '#core/signal/signal.ts';
import { DAY } from '#core/time.ts';
import { RUNS } from '../score/models.ts';
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
    ['nps', 9.5],
    ['ces', 4.5],
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

  test('may be a fraction where an answer can be one', () => {
    expect(faultOf({ type: 'csat', value: 4.5 })).toBe('accepted');
    expect(faultOf({ type: 'sentiment', value: -0.25 })).toBe('accepted');
  });

  test('tells everything that is wrong with it', () => {
    const claim = { key: '', type: 'nps', occurredAt: 0, value: 99, source: 'x'.repeat(2001) };
    const fields = signalFaults(claim, NOW).map(({ field }) => field);
    expect(fields).toEqual(['key', 'occurredAt', 'source', 'value']);
    expect(signalFaults({ ...claim, type: 'dance' }, NOW).map(({ code }) => code)).toContain(
      'unknown_signal_type',
    );
    expect(signalFaults(nps, NOW)).toEqual([]);
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

  test('may be as old as 2000, and as large or small as its range', () => {
    expect(faultOf({ occurredAt: Date.UTC(2000, 0, 1) })).toBe('accepted');
    for (const value of [0, 10]) expect(faultOf({ value })).toBe('accepted');
    for (const value of [1e15, -1e15]) expect(faultOf({ type: 'deal_won', value })).toBe('accepted');
    for (const value of [1.1e15, -1.1e15])
      expect(faultOf({ type: 'deal_won', value })).toBe('invalid_input value');
  });

  test.each<[change: Partial<SignalInput>, message: string, remedy: string]>([
    [{ key: '' }, 'The signal has no usable key.', 'Enter 1 to 255 characters.'],
    [
      { type: 'x'.repeat(70) },
      `There is no signal type "${'x'.repeat(60)}".`,
      `Use one of: ${SIGNAL_TYPES.join(', ')}.`,
    ],
    [
      { occurredAt: 0 },
      'The time of the signal is not a date between 2000-01-01 and now.',
      'Enter when it happened.',
    ],
    [{ source: 'x'.repeat(2001) }, 'The source is too long.', 'Enter at most 2000 characters.'],
    [{ value: null }, 'NPS means nothing without a value.', 'Enter a whole number from 0 to 10.'],
    [
      { value: NaN },
      'The value is not a number we can count with.',
      'Enter a number of at most 15 digits, or leave it out.',
    ],
    [{ value: 11 }, '11 is not a possible value for NPS.', 'Enter a whole number from 0 to 10.'],
  ])('that is refused says what is wrong and what to do: %j', (change, message, remedy) => {
    expect(checkSignal({ ...nps, ...change }, NOW)).toMatchObject({
      ok: false,
      problem: { message, remedy },
    });
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
        expect(Number.isFinite(SIGNALS[type].shape(value))).toBe(true);
        expect(occurredAt <= NOW && occurredAt >= Date.UTC(2000, 0, 1)).toBe(true);
      }),
      { numRuns: RUNS },
    );
  });
});

describe('the catalogue', () => {
  test('speaks for every pillar, and says why in a line', () => {
    expect(new Set(SIGNAL_TYPES.map((type) => SIGNALS[type].pillar))).toEqual(new Set(PILLARS));
    for (const type of SIGNAL_TYPES) {
      expect(isSignalType(type)).toBe(true);
      expect(SIGNALS[type].why).toMatch(/^[A-Z].{5,90}\.$/);
    }
  });

  test('says of exactly those signals that they tell what somebody feels', () => {
    expect(SIGNAL_TYPES.filter((type) => SIGNALS[type].sentiment).toSorted()).toEqual([
      'ces',
      'complaint',
      'csat',
      'detractor',
      'nps',
      'sentiment',
    ]);
  });

  test.each(['nps', 'csat', 'ces', 'sentiment', 'tenure', 'usage'] as const)(
    'makes nothing of %s without a number',
    (type) => {
      expect([SIGNALS[type].shape(null), SIGNALS[type].shape(NaN)]).toEqual([0, 0]);
    },
  );

  test('takes effort, years and usage in proportion, up to what says it all', () => {
    expect([1, 2.5, 4, 5.5, 7].map((value) => SIGNALS.ces.shape(value))).toEqual([-1, -0.5, 0, 0.5, 1]);
    expect([0, 1, 5, 40].map((value) => SIGNALS.tenure.shape(value))).toEqual([0, 0.2, 1, 1]);
    expect([0, 30, 65, 100].map((value) => SIGNALS.usage.shape(value))).toEqual([-3 / 7, 0, 0.5, 1]);
  });

  test('takes satisfaction and stars for what they say', () => {
    const shown = (type: 'csat' | 'review', values: number[]) =>
      values.map((value) => Math.round(SIGNALS[type].strength * SIGNALS[type].shape(value)));
    expect(shown('csat', [0, 1.9, 2, 2.9, 3, 3.9, 4, 4.9, 5])).toEqual([
      -30, -30, -15, -15, 5, 5, 20, 20, 30,
    ]);
    expect(shown('review', [1, 2.9, 3, 3.9, 4, 5])).toEqual([-40, -40, 15, 15, 45, 45]);
    expect([SIGNALS.review.shape(null), SIGNALS.review.shape(NaN)]).toEqual([1, 1]);
  });

  test('gives no more than its strength for any value at all', () => {
    fc.assert(
      fc.property(fc.constantFrom(...SIGNAL_TYPES), fc.option(fc.double()), (type, value) => {
        expect(Math.abs(SIGNALS[type].shape(value))).toBeLessThanOrEqual(1);
      }),
      { numRuns: RUNS },
    );
  });

  test('never gives fewer points for a better answer', () => {
    for (const type of ['nps', 'csat', 'ces', 'sentiment', 'tenure', 'usage', 'review'] as const) {
      const { range, shape } = SIGNALS[type];
      let last = -Infinity;
      for (let value = range?.min ?? NaN; value <= (range?.max ?? NaN); value += 0.5) {
        expect(shape(value)).toBeGreaterThanOrEqual(last);
        last = shape(value);
      }
      expect(last).toBeGreaterThan(0);
    }
  });

  test('takes promoters for, passives slightly for, detractors against', () => {
    const answers = [0, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((value) => Math.round(70 * SIGNALS.nps.shape(value)));
    expect(answers).toEqual([-60, -60, -40, -40, -20, -20, 10, 20, 60, 70]);
  });

  test('counts no act against the one who did it, save an unkind review', () => {
    for (const type of SIGNAL_TYPES.filter((name) => SIGNALS[name].act)) {
      expect(SIGNALS[type].shape(null)).toBeGreaterThan(0);
    }
    expect(SIGNALS.review.shape(1)).toBeLessThan(0);
  });
});
