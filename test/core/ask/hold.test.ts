import { describe, expect, test } from 'vitest';
import { checkHold } from '#core/ask/hold.ts';
import { DAY } from '#core/time.ts';
import { NOW } from '../signals.ts';

describe('a hold', () => {
  test('has a reason, and an end where one was named', () => {
    expect(checkHold({ reason: ' Litigation\0 ', until: null }, NOW)).toEqual({
      ok: true,
      value: { reason: 'Litigation', until: null },
    });
    expect(checkHold({ reason: 'x'.repeat(500), until: NOW + 0.5 + DAY }, NOW)).toMatchObject({
      value: { until: NOW + DAY },
    });
  });

  test.each([
    ['no reason', { reason: ' \0 ', until: null }, 'reason'],
    ['a book for a reason', { reason: 'x'.repeat(501), until: null }, 'reason'],
    ['an end that has passed', { reason: 'x', until: NOW }, 'until'],
    ['an end in another life', { reason: 'x', until: NOW + 3661 * DAY }, 'until'],
    ['no number for an end', { reason: 'x', until: Number.NaN }, 'until'],
  ])('is refused with %s', (_, claimed, field) => {
    expect(checkHold(claimed, NOW)).toMatchObject({ ok: false, problem: { code: 'invalid_input', field } });
  });
});
