import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { accountScore } from '#core/account/score.ts';
import { anyOrder } from '../signals.ts';
import { anyMembers, member } from './members.ts';

const RUNS = 20_000;
const score = (...propensities: number[]) =>
  accountScore(propensities.map((propensity, n) => member(String(n + 1), { propensity })));

describe('the propensity of an account', () => {
  test('is seven tenths of the best, two of the second and one of the third', () => {
    expect(score(80).propensity).toBe(56);
    expect(score(100).propensity).toBe(70);
    expect(score(100, 100).propensity).toBe(90);
    expect(score(10, 100, 90, 100).propensity).toBe(99);
    expect(score(5).propensity).toBe(4);
    expect(score(0, 0).propensity).toBe(0);
  });

  test('has whole-point lines of the three best, which add up to it', () => {
    expect(score(81, 64, 33, 20).lines).toEqual([
      { personId: '1', propensity: 81, weight: 70, points: 57 },
      { personId: '2', propensity: 64, weight: 20, points: 13 },
      { personId: '3', propensity: 33, weight: 10, points: 3 },
    ]);
    fc.assert(
      fc.property(anyMembers, (members) => {
        const { propensity, lines } = accountScore(members);
        const known = members.filter((each) => each.known && each.askable);
        expect(lines.length).toBe(Math.min(3, known.length));
        expect(propensity === null).toBe(known.length === 0);
        let exact = 0;
        for (const line of lines) {
          const share = (line.weight * line.propensity) / 100;
          exact += share;
          expect(Number.isInteger(line.points)).toBe(true);
          expect(Math.abs(line.points - share)).toBeLessThan(1);
        }
        expect(lines.reduce((sum, { points }) => sum + points, 0)).toBe(propensity ?? 0);
        expect(Math.abs((propensity ?? 0) - exact)).toBeLessThanOrEqual(0.5 + 1e-9);
      }),
      { numRuns: RUNS },
    );
  });

  test('is never lowered by one more person, whoever they are', () => {
    fc.assert(
      fc.property(
        anyMembers,
        fc.integer({ min: 0, max: 100 }),
        fc.boolean(),
        (members, propensity, known) => {
          const more = accountScore([...members, member('99', { propensity, known })]);
          expect(more.propensity ?? 0).toBeGreaterThanOrEqual(accountScore(members).propensity ?? 0);
        },
      ),
      { numRuns: RUNS },
    );
  });

  test('is the same in whichever order people come', () => {
    fc.assert(
      fc.property(
        anyMembers.chain((members) => fc.tuple(fc.constant(members), anyOrder(members))),
        ([members, shuffled]) => {
          expect(accountScore(shuffled)).toEqual(accountScore(members));
        },
      ),
      { numRuns: RUNS },
    );
  });

  test('is not lent by somebody who may not be asked', () => {
    const ours = member('1', { propensity: 50 });
    const moved = member('2', { propensity: 95, askable: false });
    expect(accountScore([ours, moved]).propensity).toBe(accountScore([ours]).propensity);
    expect(accountScore([moved]).propensity).toBeNull();
  });

  test('is not told where enough is known of nobody', () => {
    expect(accountScore([])).toEqual({ propensity: null, confidence: 0, lines: [] });
    const unknown = member('1', { known: false, propensity: 90, title: 'CEO' });
    expect(accountScore([unknown])).toEqual({ propensity: null, confidence: 0, lines: [] });
  });
});

describe('the confidence of an account', () => {
  test('is the share of its key people of whom enough is known', () => {
    const people = [
      member('1', { title: 'CEO' }),
      member('2', { onDeal: true, known: false }),
      member('3', { title: 'Head of Sales' }),
      member('4', { title: 'Engineer', known: false }),
    ];
    expect(accountScore(people).confidence).toBe(0.67);
  });

  test('asks about everybody where nobody is known to be a key person', () => {
    expect(accountScore([member('1'), member('2', { known: false })]).confidence).toBe(0.5);
  });
});
