import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ASK_KINDS, ASK_LABELS, checkAsk, REST_PERIOD, restsUntil, type Ask } from '#core/ask/ask.ts';
import { DAY } from '#core/time.ts';
import { NOW } from '../signals.ts';

const asked: Ask = { key: 'k', kind: 'review', askedAt: NOW - DAY, askedBy: 'ana@acme.test', note: null };

function fieldOf(parts: Partial<Ask>): string | undefined {
  const result = checkAsk({ ...asked, ...parts }, NOW);
  return result.ok ? undefined : result.problem.field;
}

describe('an ask', () => {
  test.each<[string, Partial<Ask>, string]>([
    ['has a key', { key: '  ' }, 'key'],
    ['has a key no store cuts', { key: 'a\0b' }, 'key'],
    ['has a key in whole characters', { key: '\ud800' }, 'key'],
    ['has a key of some length', { key: 'k'.repeat(256) }, 'key'],
    ['was made by somebody', { askedBy: ' ' }, 'askedBy'],
    ['was made by a name of some length', { askedBy: 'a'.repeat(201) }, 'askedBy'],
    ['was made at a time', { askedAt: Number.NaN }, 'askedAt'],
    ['was not made the day after tomorrow', { askedAt: NOW + DAY + 1 }, 'askedAt'],
    ['was made in this century', { askedAt: Date.UTC(1999, 11, 31) }, 'askedAt'],
    ['has a note of some length', { note: 'n'.repeat(501) }, 'note'],
  ])('%s', (_, parts, field) => {
    expect(fieldOf(parts)).toBe(field);
  });

  test('is kept with its text trimmed and its time no later than now', () => {
    const kept = checkAsk({ ...asked, askedAt: NOW + DAY, askedBy: ' Ana ', note: ' a\0b\ud800 ' }, NOW);
    expect(kept).toEqual({
      ok: true,
      value: { ...asked, askedAt: NOW, askedBy: 'Ana', note: 'ab\ufffd' },
    });
    expect(checkAsk({ ...asked, note: '  ' }, NOW)).toEqual({ ok: true, value: asked });
  });

  test('of every kind has words', () => {
    expect(ASK_KINDS.filter((kind) => ASK_LABELS[kind] === '')).toEqual([]);
  });
});

describe('a rest', () => {
  test('follows the last ask, whatever the order they were logged in', () => {
    expect(restsUntil([])).toBeNull();
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: NOW }), { minLength: 1 }), (times) => {
        const until = restsUntil(times)!;
        expect(times).toContain(until - REST_PERIOD);
        for (const at of times) expect(until).toBeGreaterThanOrEqual(at + REST_PERIOD);
      }),
    );
  });
});
