import * as fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { aucOf } from '#core/score/auc.ts';
import { RUNS } from './models.ts';
import { columnsOf, someRows, type Row } from './rows.ts';

const auc = (rows: readonly Row[]) => {
  const { panel, levels, tally } = columnsOf(rows);
  return aucOf(panel, levels, tally);
};
const at = (level: number, advocated: boolean, person: number): Row => ({
  person,
  cutoff: 0,
  level,
  advocated,
});

/** Every pair of somebody who advocated and somebody who did not at the same cut-off: 1 won, 0.5 tied, 0 lost. */
function pairsOf(rows: readonly Row[]) {
  return rows.flatMap((a) =>
    rows.flatMap((b) =>
      a.advocated && !b.advocated && a.cutoff === b.cutoff
        ? [{ a, b, won: a.level > b.level ? 1 : a.level === b.level ? 0.5 : 0 }]
        : [],
    ),
  );
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('the chance that who advocated stood above who did not', () => {
  it('is the share of pairs won, ties counting half, within each cut-off', () => {
    fc.assert(
      fc.property(someRows, (rows) => {
        expect(auc(rows).value).toBeCloseTo(mean(pairsOf(rows).map(({ won }) => won)), 10);
      }),
      { numRuns: RUNS / 200 },
    );
  });

  it('asks only for the order: the same under every map that keeps it', () => {
    fc.assert(
      fc.property(someRows, fc.integer({ min: 1, max: 300 }), (rows, shift) => {
        const bent = rows.map((row) => ({ ...row, level: Math.floor(row.level ** 1.01 / 1.2) + shift }));
        expect(auc(bent)).toEqual(auc(rows));
      }),
      { numRuns: RUNS / 200 },
    );
  });

  it('turns over when the list does', () => {
    fc.assert(
      fc.property(someRows, (rows) => {
        const turned = auc(rows.map((row) => ({ ...row, level: 16_383 - row.level })));
        const { value, low, high } = auc(rows);
        expect(turned.value).toBeCloseTo(1 - value, 10);
        expect(turned.low).toBeCloseTo(1 - high, 10);
        expect(turned.high).toBeCloseTo(1 - low, 10);
      }),
      { numRuns: RUNS / 200 },
    );
  });
});

describe('its interval', () => {
  it('is around it and within 0 and 1', () => {
    fc.assert(
      fc.property(someRows, (rows) => {
        const { value, low, high } = auc(rows);
        expect(low).toBeGreaterThanOrEqual(0);
        expect(low).toBeLessThanOrEqual(value + 1e-12);
        expect(high).toBeGreaterThanOrEqual(value - 1e-12);
        expect(high).toBeLessThanOrEqual(1);
      }),
      { numRuns: RUNS / 200 },
    );
  });

  it('is what the definition of the variance over people gives', () => {
    fc.assert(
      fc.property(someRows, (rows) => {
        const pairs = pairsOf(rows);
        const value = mean(pairs.map(({ won }) => won));
        const { panel } = columnsOf(rows);
        fc.pre(value > 0.01 && value < 0.99 && panel.advocates > 1);
        const ofPerson = new Map<number, number>();
        for (const { a, b, won } of pairs) {
          for (const { person } of [a, b]) ofPerson.set(person, (ofPerson.get(person) ?? 0) + won - value);
        }
        const squares = [...ofPerson.values()].reduce((sum, own) => sum + own * own, 0);
        const error = Math.sqrt((squares * panel.advocates) / (panel.advocates - 1)) / pairs.length;
        const { low, high } = auc(rows);
        const logit = (share: number) => Math.log(share / (1 - share));
        fc.pre(high < 1 - 1e-9 && low > 1e-9);
        expect((logit(high) - logit(low)) / 2).toBeCloseTo((1.959964 * error) / (value * (1 - value)), 4);
      }),
      { numRuns: RUNS / 200 },
    );
  });

  test('is that of DeLong where everybody has one row', () => {
    // Nobody tied: placements 0.75, 1, 1 of those who advocated and 1, 1, 1, 2/3 of those who did not.
    const rows = [
      at(50, true, 0),
      at(90, true, 1),
      at(80, true, 2),
      at(10, false, 3),
      at(20, false, 4),
      at(30, false, 5),
      at(60, false, 6),
    ];
    const { value, low, high } = auc(rows);
    expect(value).toBeCloseTo(11 / 12, 12);
    const ofActing = ((0.75 - 11 / 12) ** 2 + 2 * (1 - 11 / 12) ** 2) / 3 ** 2;
    const ofOthers = (3 * (1 - 11 / 12) ** 2 + (2 / 3 - 11 / 12) ** 2) / 4 ** 2;
    const reach = (1.959964 * Math.sqrt((ofActing + ofOthers) * 1.5)) / ((11 / 12) * (1 / 12));
    expect(low).toBeCloseTo(1 / (1 + Math.exp(reach - Math.log(11))), 5);
    expect(high).toBeCloseTo(1 / (1 + Math.exp(-reach - Math.log(11))), 5);
  });

  it('is no narrower for people seen twelve times than for the same people seen once', () => {
    const once = Array.from({ length: 40 }, (_, person) => at((person * 23) % 41, person % 4 === 0, person));
    const often = once.flatMap((row) => Array.from({ length: 12 }, (_, cutoff) => ({ ...row, cutoff })));
    const [a, b] = [auc(once), auc(often)];
    expect(b.low).toBeCloseTo(a.low, 10);
    expect(b.high).toBeCloseTo(a.high, 10);
  });

  it('is everything where there is nothing to compare', () => {
    const apart = [at(5, true, 0), at(6, true, 1), { ...at(1, false, 2), cutoff: 1 }];
    expect(auc(apart)).toEqual({ value: 0.5, low: 0, high: 1 });
    expect(auc([at(5, true, 0), at(5, false, 1)])).toEqual({ value: 0.5, low: 0, high: 1 });
  });

  it('still has room where nobody is out of place', () => {
    const rows = Array.from({ length: 60 }, (_, person) => at(person, person >= 30, person));
    expect(auc(rows)).toEqual({ value: 1, low: 0.025 ** (1 / 30), high: 1 });
    const reversed = rows.map((row) => ({ ...row, advocated: !row.advocated }));
    expect(auc(reversed)).toEqual({ value: 0, low: 0, high: 1 - 0.025 ** (1 / 30) });
  });
});
