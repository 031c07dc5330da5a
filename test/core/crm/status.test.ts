import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { UNTIL_LIFTED } from '#core/ask/hold.ts';
import { INSIDERS } from '#core/ask/insider.ts';
import { isAskable, nextAskAt, statusAt, type Standing } from '#core/crm/flag.ts';
import { TIERS } from '#core/score/tier.ts';
import { DAY } from '#core/time.ts';
import { NOW } from '../signals.ts';

const standings: fc.Arbitrary<Standing> = fc.record({
  tier: fc.constantFrom(...TIERS),
  optedOut: fc.boolean(),
  restUntil: fc.option(fc.integer({ min: NOW - 60 * DAY, max: NOW + 60 * DAY })),
  heldUntil: fc.option(
    fc.oneof(fc.constant(UNTIL_LIFTED), fc.integer({ min: NOW - 60 * DAY, max: NOW + 60 * DAY })),
  ),
  insider: fc.option(fc.constantFrom(...INSIDERS)),
  moved: fc.boolean(),
  unreachable: fc.boolean(),
});

const champion: Standing = {
  tier: 'champion',
  optedOut: false,
  restUntil: null,
  heldUntil: null,
  insider: null,
  moved: false,
  unreachable: false,
};

test('they may be asked at all where a rested champion in their place would show as one', () => {
  fc.assert(
    fc.property(standings, (standing) => {
      const rested = { ...standing, tier: 'champion' as const, restUntil: null };
      expect(isAskable(standing, NOW)).toBe(statusAt(rested, NOW) === 'champion');
    }),
  );
});

describe('the status of a person', () => {
  test('is a wish not to be asked before a rest, and a rest before the tier', () => {
    expect(statusAt(champion, NOW)).toBe('champion');
    expect(statusAt({ ...champion, restUntil: NOW + 1 }, NOW)).toBe('resting');
    expect(statusAt({ ...champion, restUntil: NOW }, NOW)).toBe('champion');
    expect(statusAt({ ...champion, restUntil: NOW + 1, optedOut: true }, NOW)).toBe('do_not_ask');
  });

  test('is that nobody may ask them while a hold stands, and for insiders always', () => {
    expect(statusAt({ ...champion, heldUntil: NOW + 1 }, NOW)).toBe('do_not_ask');
    expect(statusAt({ ...champion, heldUntil: NOW }, NOW)).toBe('champion');
    expect(statusAt({ ...champion, heldUntil: UNTIL_LIFTED }, NOW + 1e12)).toBe('do_not_ask');
    for (const insider of INSIDERS) expect(statusAt({ ...champion, insider }, NOW)).toBe('do_not_ask');
  });

  test('is none once they moved or cannot be reached, unless they must not be asked at all', () => {
    for (const ended of [{ moved: true }, { unreachable: true }]) {
      expect(statusAt({ ...champion, ...ended }, NOW)).toBe('none');
      expect(statusAt({ ...champion, ...ended, restUntil: NOW + 1 }, NOW)).toBe('none');
      expect(statusAt({ ...champion, ...ended, optedOut: true }, NOW)).toBe('do_not_ask');
    }
  });

  test('and the next free date never contradict each other', () => {
    fc.assert(
      fc.property(standings, (standing) => {
        const status = statusAt(standing, NOW);
        const next = nextAskAt(standing, NOW);
        expect(next !== null).toBe(status === 'resting');
        const { optedOut, insider, heldUntil } = standing;
        const isHeld = heldUntil !== null && heldUntil > NOW;
        expect(status === 'do_not_ask').toBe(optedOut || insider !== null || isHeld);
        if (next === null) return;
        expect(statusAt(standing, next - 1)).toBe('resting');
        expect(statusAt(standing, next)).toBe(standing.tier);
      }),
    );
  });
});
