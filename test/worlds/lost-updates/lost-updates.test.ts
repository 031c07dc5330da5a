import { describe, expect, test } from 'vitest';
import { liveWorld, type Outcome } from './world.ts';

/** `LOST_SEED=n` lives one world alone. */
const CHOSEN = process.env['LOST_SEED'];
const WORLDS = CHOSEN === undefined ? Array.from({ length: 40 }, (_, n) => n) : [Number(CHOSEN)];
/** What it may cost not to lose anything, in calls of a poller that does. */
const MOST_MORE_CALLS = 0.11;
/** Many worlds in one test; a busy machine is no failure. */
const PATIENCE = 120_000;

const seedsOf = (vendor: Outcome['vendor']) => WORLDS.filter((n) => n % 2 === (vendor === 'hubspot' ? 0 : 1));

describe.each(['hubspot', 'salesforce'] as const)(
  'a %s account that changes while it is followed',
  (vendor) => {
    const outcomes: Outcome[] = [];

    test('has nothing that gets lost on the way', { timeout: PATIENCE }, async () => {
      for (const seed of seedsOf(vendor)) {
        const outcome = await liveWorld(seed);
        const { stale, ghosts } = outcome.ours;
        expect({ LOST_SEED: seed, stale, ghosts }).toEqual({ LOST_SEED: seed, stale: [], ghosts: [] });
        outcomes.push(outcome);
      }
    });

    test.skipIf(CHOSEN !== undefined)('has a plain poller lose some of it, for hardly fewer calls', () => {
      const sum = (figure: (outcome: Outcome) => number) =>
        outcomes.reduce((total, outcome) => total + figure(outcome), 0);
      expect(sum(({ naive }) => naive.stale.length)).toBeGreaterThan(0);
      expect(sum(({ naive }) => naive.ghosts.length)).toBeGreaterThan(0);
      expect(sum(({ ours }) => ours.calls) / sum(({ naive }) => naive.calls)).toBeLessThanOrEqual(
        1 + MOST_MORE_CALLS,
      );
    });
  },
);

test.skipIf(CHOSEN !== undefined)('the same seed is the same world', async () => {
  for (const seed of [14, 15]) expect(await liveWorld(seed)).toEqual(await liveWorld(seed));
});
