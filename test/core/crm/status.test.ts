import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nextAskAt, statusAt, type Standing } from '#core/crm/flag.ts';
import { TIERS } from '#core/score/tier.ts';
import { DAY } from '#core/time.ts';
import { NOW } from '../signals.ts';

const standings: fc.Arbitrary<Standing> = fc.record({
  tier: fc.constantFrom(...TIERS),
  optedOut: fc.boolean(),
  restUntil: fc.option(fc.integer({ min: NOW - 60 * DAY, max: NOW + 60 * DAY })),
});

const champion: Standing = { tier: 'champion', optedOut: false, restUntil: null };

describe('the status of a person', () => {
  test('is a wish not to be asked before a rest, and a rest before the tier', () => {
    expect(statusAt(champion, NOW)).toBe('champion');
    expect(statusAt({ ...champion, restUntil: NOW + 1 }, NOW)).toBe('resting');
    expect(statusAt({ ...champion, restUntil: NOW }, NOW)).toBe('champion');
    expect(statusAt({ ...champion, restUntil: NOW + 1, optedOut: true }, NOW)).toBe('do_not_ask');
  });

  test('and the next free date never contradict each other', () => {
    fc.assert(
      fc.property(standings, (standing) => {
        const status = statusAt(standing, NOW);
        const next = nextAskAt(standing, NOW);
        expect(next !== null).toBe(status === 'resting');
        expect(status === 'do_not_ask').toBe(standing.optedOut);
        fc.pre(next !== null);
        expect(statusAt(standing, next - 1)).toBe('resting');
        expect(statusAt(standing, next)).toBe(standing.tier);
      }),
    );
  });
});
