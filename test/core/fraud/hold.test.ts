import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { isOver, lapseHold, placeHold, resolveHold, type FraudHold } from '#core/fraud/hold.ts';
import { afterWorkingDays, FRAUD_CODES, FRAUD_RULES, LAPSE } from '#core/fraud/rule.ts';
import { DAY } from '#core/time.ts';

const FRIDAY = Date.UTC(2026, 10, 20, 15);
const hold = (code: (typeof FRAUD_CODES)[number], now = FRIDAY) =>
  placeHold('R0001', { code, reason: 'Because.', evidence: ['email'] }, now);
const verdict = (more: object = {}) => ({
  verdict: 'clear' as const,
  by: 'mia@ours.test',
  reason: 'Two people.',
  ...more,
});

test('a hold says by when somebody should have looked, in working days', () => {
  expect(hold('self')).toMatchObject({ id: 'R0001:self', state: 'open', expectedBy: FRIDAY + 3 * DAY });
  expect(hold('duplicate_person').expectedBy).toBe(FRIDAY + 4 * DAY);
  expect(afterWorkingDays(FRIDAY - DAY, 1)).toBe(FRIDAY);
  expect(afterWorkingDays(FRIDAY + DAY, 1)).toBe(FRIDAY + 3 * DAY);
});

test('every hold lapses after 30 days but those of self and insiders', () => {
  for (const code of FRAUD_CODES) {
    const held = hold(code);
    expect(lapseHold(held, FRIDAY + LAPSE - 1)).toBeNull();
    const lapses = code !== 'self' && code !== 'insider';
    expect(isOver(held, FRIDAY + 99 * LAPSE)).toBe(lapses);
    expect(lapseHold(held, FRIDAY + LAPSE)?.state).toBe(lapses ? 'lapsed' : undefined);
  }
});

test('it is decided once, by somebody who says why', () => {
  const cleared = resolveHold(hold('velocity'), verdict({ by: ' mia@ours.test ' }), FRIDAY + DAY);
  expect(cleared).toMatchObject({
    value: { state: 'cleared', by: 'mia@ours.test', at: FRIDAY + DAY, why: 'Two people.' },
  });
  const again = resolveHold((cleared as { value: FraudHold }).value, verdict(), FRIDAY + 2 * DAY);
  expect(again).toMatchObject({
    problem: { code: 'already_decided', message: 'mia@ours.test cleared this hold on 2026-11-21.' },
  });
  expect(resolveHold(hold('self'), verdict({ verdict: 'confirm' }), FRIDAY)).toMatchObject({
    value: { state: 'confirmed' },
  });
});

test.each([
  ['nobody', { by: ' ' }, 'by'],
  ['a name too long', { by: 'x'.repeat(201) }, 'by'],
  ['no reason', { reason: ' \0 ' }, 'reason'],
  ['a reason too long', { reason: 'x'.repeat(501) }, 'reason'],
])('a verdict with %s is refused', (_, more, field) => {
  expect(resolveHold(hold('self'), verdict(more), FRIDAY)).toMatchObject({
    problem: { code: 'invalid_input', field },
  });
});

test('what lapsed can no longer be decided, also before it was written down', () => {
  expect(resolveHold(hold('velocity'), verdict(), FRIDAY + LAPSE)).toMatchObject({
    problem: { code: 'already_decided', message: 'This hold lapsed on 2026-12-20.' },
  });
});

test('whatever happens in whatever order, a hold ends at most once and stays as it ended', () => {
  const step = fc.record({
    after: fc.integer({ min: 0, max: 20 }),
    what: fc.constantFrom('clear', 'confirm', 'lapse'),
  });
  fc.assert(
    fc.property(fc.constantFrom(...FRAUD_CODES), fc.array(step, { maxLength: 8 }), (code, steps) => {
      let now = FRIDAY;
      let held = hold(code);
      let ends = 0;
      for (const { after, what } of steps) {
        now += after * DAY;
        const before = held;
        if (what === 'lapse') held = lapseHold(held, now) ?? held;
        else {
          const resolved = resolveHold(held, verdict({ verdict: what }), now);
          if (resolved.ok) held = resolved.value;
        }
        if (held !== before) ends += 1;
        expect(held.state === 'lapsed' && !FRAUD_RULES[code].lapses).toBe(false);
        expect(held.state === 'open').toBe(held.at === null);
      }
      expect(ends).toBeLessThanOrEqual(1);
    }),
    { numRuns: 2500 },
  );
});
