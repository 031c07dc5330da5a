import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DEFAULT_MODEL } from '#core/score/model.ts';
import { isAdvocate, PreviewTally, type Change, type Standing } from '#core/score/preview-tally.ts';
import { TIERS } from '#core/score/tier.ts';

const anyStanding: fc.Arbitrary<Standing> = fc.record({
  propensity: fc.integer({ min: 0, max: 100 }),
  confidence: fc.integer({ min: 0, max: 100 }).map((hundredths) => hundredths / 100),
  tier: fc.constantFrom(...TIERS),
});
const anyChanges: fc.Arbitrary<Change[]> = fc
  .array(fc.record({ before: anyStanding, after: anyStanding }), { maxLength: 300, size: 'max' })
  .map((list) => list.map((change, personId) => ({ personId, ...change })));

const strict = { ...DEFAULT_MODEL, minConfidence: 0.7 };

function tallyOf(changes: Change[]): PreviewTally {
  const tally = new PreviewTally(DEFAULT_MODEL, strict);
  for (const change of changes) tally.add(change);
  return tally;
}

const moved = ({ before, after }: Change) => Math.abs(after.propensity - before.propensity);
const largest = (changes: Change[]) =>
  changes.toSorted((a, b) => moved(b) - moved(a) || a.personId - b.personId).slice(0, 50);
const sum = (counts: number[]) => counts.reduce((all, one) => all + one, 0);

describe('a tally', () => {
  test('counts everybody once, and tells of those who moved most', () => {
    fc.assert(
      fc.property(anyChanges, (changes) => {
        const tally = tallyOf(changes);
        expect(tally.people).toBe(changes.length);
        expect([sum(tally.before), sum(tally.after)]).toEqual([changes.length, changes.length]);
        for (const from of TIERS) {
          for (const to of TIERS) {
            const moves = changes.filter(({ before, after }) => before.tier === from && after.tier === to);
            expect(tally.flow[from][to]).toBe(moves.length);
          }
        }
        const crossed = (from: boolean) =>
          changes.filter(
            ({ before, after }) => isAdvocate(before.tier) === from && isAdvocate(after.tier) !== from,
          );
        expect(tally.entering).toEqual(largest(crossed(false)));
        expect(tally.leaving).toEqual(largest(crossed(true)));
        expect(tally.movers).toEqual(largest(changes.filter((change) => moved(change) > 0)));
      }),
      { numRuns: 200 },
    );
  });

  test('spreads propensity over bands of five points; the last holds a full score too', () => {
    const at = (propensity: number): Standing => ({ propensity, confidence: 1, tier: 'none' });
    const tally = tallyOf(
      [0, 4, 5, 94, 95, 100].map((propensity, personId) => ({
        personId,
        before: at(propensity),
        after: at(0),
      })),
    );
    const bands = Array.from({ length: 20 }, () => 0);
    expect(tally.before).toEqual(bands.with(0, 2).with(1, 1).with(18, 1).with(19, 2));
    expect(tally.after).toEqual(bands.with(0, 6));
  });

  test('holds each model to its own least confidence, of those with a score', () => {
    const at = (propensity: number, confidence: number): Standing => ({
      propensity,
      confidence,
      tier: 'none',
    });
    const tally = tallyOf(
      [at(0, 0), at(9, 0.39), at(9, 0.4), at(9, 0.69), at(9, 0.7)].map((standing, personId) => ({
        personId,
        before: standing,
        after: standing,
      })),
    );
    expect(tally.unsure).toEqual({ before: 1, after: 3 });
  });

  test('calls champions advocates too, and nobody else', () => {
    expect(TIERS.filter(isAdvocate)).toEqual(['advocate', 'champion']);
  });
});
