import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { concentrationOf } from '#core/account/concentration.ts';
import { anyOrder } from '../signals.ts';
import { anyMembers, member } from './members.ts';

const of = (...propensities: number[]) =>
  concentrationOf(propensities.map((propensity, n) => member(String(n + 1), { propensity })));

describe('concentration', () => {
  test('says in words on how many people an account hangs', () => {
    expect(of(80)).toEqual({
      shares: [{ personId: '1', share: 1 }],
      herfindahl: 1,
      words: 'All of it hangs on one person',
    });
    expect(of(80, 0)?.words).toBe('All of it hangs on one person');
    expect(of(60, 20)?.words).toBe('More than half of it hangs on one person');
    expect(of(50, 50)).toMatchObject({ herfindahl: 0.5, words: 'It rests on about 2 people' });
    expect(of(40, 40, 40, 40)).toMatchObject({ herfindahl: 0.25, words: 'It rests on about 4 people' });
  });

  test('is not told where nobody is known to have any', () => {
    expect(concentrationOf([])).toBeNull();
    expect(of(0, 0)).toBeNull();
    expect(concentrationOf([member('1', { known: false, propensity: 90 })])).toBeNull();
  });

  test('has shares of one, the largest first, and an index between one over their number and one', () => {
    fc.assert(
      fc.property(
        anyMembers.chain((members) => fc.tuple(fc.constant(members), anyOrder(members))),
        ([members, shuffled]) => {
          const found = concentrationOf(members);
          expect(concentrationOf(shuffled)).toEqual(found);
          if (found === null) return;
          const shares = found.shares.map(({ share }) => share);
          expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9);
          expect(shares.toSorted((a, b) => b - a)).toEqual(shares);
          expect(found.herfindahl).toBeGreaterThanOrEqual(1 / shares.length - 1e-9);
          expect(found.herfindahl).toBeLessThanOrEqual(1 + 1e-9);
        },
      ),
      { numRuns: 20_000 },
    );
  });
});
