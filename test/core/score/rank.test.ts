import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DEFAULT_MODEL, type ScoreModel } from '#core/score/model.ts';
import { rankBound, rankFloor, rankKeys, scanTop, type RankBy } from '#core/score/rank.ts';
import { valueAt } from '#core/score/decay.ts';
import { emptySums, pillarShare, sumsOf, type PillarSums } from '#core/score/score.ts';
import { PILLARS } from '#core/signal/catalogue.ts';
import { DAY } from '#core/time.ts';
import { anySignals, NOW, signal } from '../signals.ts';
import { anySums } from '../sums.ts';
import { anyModel, RUNS } from './models.ts';

const anyBy = fc.constantFrom<RankBy>(null, ...PILLARS);
/** A moment nobody's newest signal is more than a day ahead of. */
const anyLater = fc.integer({ min: NOW, max: NOW + 4000 * DAY });

function standingAt(model: ScoreModel, by: RankBy, sums: PillarSums, at: number): number {
  if (by !== null) return valueAt(sums[by], at, model.pillars[by].halfLife);
  return PILLARS.reduce((balance, pillar) => {
    const sum = sums[pillar];
    return balance + (sum === null ? 0 : pillarShare(model, pillar, sum, at));
  }, 0);
}

function keyOf(model: ScoreModel, by: RankBy, sums: PillarSums): number | null {
  const { overall, pillars } = rankKeys(model, sums);
  return by === null ? overall : pillars[by];
}

describe('the keys people are ranked by', () => {
  test('order a pillar as its points do, at any moment after the newest signal', () => {
    let compared = 0;
    fc.assert(
      fc.property(
        anyModel,
        anySums,
        anySums,
        fc.constantFrom(...PILLARS),
        anyLater,
        (model, a, b, by, at) => {
          const [one, other] = [keyOf(model, by, a), keyOf(model, by, b)];
          const later = Math.max(at, a[by]?.asOf ?? 0, b[by]?.asOf ?? 0);
          if (one === null || other === null || Math.abs(one - other) < 1e-9) return;
          const [mine, theirs] = [standingAt(model, by, a, later), standingAt(model, by, b, later)];
          // After a thousand half-lives nothing is left of either.
          if (Math.min(mine, theirs) < 1e-300) return;
          compared += 1;
          expect(Math.sign(mine - theirs)).toBe(Math.sign(one - other));
        },
      ),
      { numRuns: RUNS },
    );
    expect(compared).toBeGreaterThan(RUNS / 5);
  }, 60_000);

  test('bound where somebody stands, at any moment from a day before the newest signal', () => {
    let bounded = 0;
    fc.assert(
      fc.property(anyModel, anySums, anyBy, anyLater, (model, sums, by, at) => {
        const key = keyOf(model, by, sums);
        const standing = standingAt(model, by, sums, at);
        if (key !== null) bounded += 1;
        expect(standing).toBeLessThanOrEqual(
          key === null ? rankFloor(model, by) : rankBound(model, by, key, at),
        );
      }),
      { numRuns: RUNS },
    );
    expect(bounded).toBeGreaterThan(RUNS / 4);
  }, 60_000);

  test('bound as closely as any key of their kind could: at some moment somebody stands at it', () => {
    fc.assert(
      fc.property(anySums, (sums) => {
        const good = Object.fromEntries(
          PILLARS.map((pillar) => [pillar, (sums[pillar]?.v ?? 0) > 0 ? sums[pillar] : null]),
        ) as PillarSums;
        const key = rankKeys(DEFAULT_MODEL, good).overall;
        fc.pre(key !== null);
        const from = Math.max(...PILLARS.map((pillar) => good[pillar]?.asOf ?? 0)) - DAY;
        const moments = PILLARS.flatMap((pillar) => {
          const sum = good[pillar];
          if (sum === null) return [];
          const { halfLife, cap } = DEFAULT_MODEL.pillars[pillar];
          return [from, sum.asOf, sum.asOf + halfLife * Math.max(0, Math.log2(sum.v / cap))];
        }).filter((at) => at >= from);
        const slack = moments.map(
          (at) => rankBound(DEFAULT_MODEL, null, key, at) / standingAt(DEFAULT_MODEL, null, good, at),
        );
        expect(Math.min(...slack)).toBeLessThan(1 + 1e-8);
      }),
      { numRuns: 2000 },
    );
  });

  test('are left out for those too low to be looked for, and for nothing at all', () => {
    expect(rankKeys(DEFAULT_MODEL, emptySums())).toEqual({
      overall: null,
      pillars: { word_of_mouth: null, promotion: null, loyalty: null, protection: null, feedback: null },
    });
    const small = rankKeys(DEFAULT_MODEL, sumsOf(DEFAULT_MODEL, [signal('share', 3), signal('idea', 2)]));
    expect([small.overall, small.pillars.promotion]).toEqual([null, null]);
    const talk = rankKeys(DEFAULT_MODEL, sumsOf(DEFAULT_MODEL, [signal('speaking', 3)]));
    expect(talk.overall).toBeNull();
    expect(talk.pillars.promotion).toBeCloseTo(Math.log2(70) + (NOW - 3 * DAY) / (365 * DAY), 9);
  });

  test('are those of the pillars that weigh something, whatever is known of others', () => {
    const model = structuredClone(DEFAULT_MODEL);
    model.pillars.promotion = { halfLife: 3000 * DAY, weight: 0, cap: 100 };
    const sums = { ...emptySums(), loyalty: { v: 90, asOf: NOW }, feedback: { v: 90, asOf: NOW - DAY } };
    const { overall } = rankKeys(DEFAULT_MODEL, { ...sums, promotion: { v: 0, asOf: NOW } });
    const among = { ...sums, promotion: { v: 500, asOf: NOW + 500 * DAY } };
    expect(overall).not.toBeNull();
    expect(rankKeys(model, among).overall).toBe(overall);
  });

  test('are there from the floor on', () => {
    const sums = { ...emptySums(), loyalty: { v: 50, asOf: NOW } };
    expect(rankKeys(DEFAULT_MODEL, sums).pillars.loyalty).not.toBeNull();
    sums.loyalty.v = 49.99;
    expect(rankKeys(DEFAULT_MODEL, sums).pillars.loyalty).toBeNull();
    const least = { ...DEFAULT_MODEL, full: 50, enter: { ...DEFAULT_MODEL.enter, candidate: 25 } };
    const atFloor = { ...emptySums(), loyalty: { v: 50, asOf: NOW } };
    expect(rankKeys(least, atFloor).overall).not.toBeNull();
    // One full pillar of 21 points, however far its sum is above its cap.
    const capped = { ...emptySums(), promotion: { v: 500, asOf: NOW } };
    expect(rankKeys(DEFAULT_MODEL, capped).overall).toBeNull();
  });

  test('bound what fades within the very day before the newest signal', () => {
    const model = structuredClone(DEFAULT_MODEL);
    model.pillars.loyalty.halfLife = DAY;
    const sums = { ...emptySums(), loyalty: { v: 100, asOf: NOW }, feedback: { v: 1, asOf: NOW + DAY } };
    const key = rankKeys(model, sums).overall ?? NaN;
    const bound = rankBound(model, null, key, NOW);
    expect(bound / standingAt(model, null, sums, NOW)).toBeCloseTo(1, 6);
  });

  test('give back a pillar to a billionth', () => {
    const sums = { ...emptySums(), loyalty: { v: 90, asOf: NOW } };
    const key = rankKeys(DEFAULT_MODEL, sums).pillars.loyalty ?? NaN;
    for (const days of [0, 10, 400]) {
      const at = NOW + days * DAY;
      const bound = rankBound(DEFAULT_MODEL, 'loyalty', key, at);
      expect(bound / standingAt(DEFAULT_MODEL, 'loyalty', sums, at)).toBeCloseTo(1, 8);
    }
  });

  test('are the same whatever the order signals came in, to a billionth', () => {
    fc.assert(
      fc.property(anySignals(25), (list) => {
        const there = rankKeys(DEFAULT_MODEL, sumsOf(DEFAULT_MODEL, list));
        const back = rankKeys(DEFAULT_MODEL, sumsOf(DEFAULT_MODEL, list.toReversed()));
        for (const by of [null, ...PILLARS]) {
          const [one, other] =
            by === null ? [there.overall, back.overall] : [there.pillars[by], back.pillars[by]];
          // On the very floor a rounding decides, and both answers are right.
          if (one === null || other === null) continue;
          expect(Math.abs(one - other)).toBeLessThan(1e-9);
        }
      }),
      { numRuns: 2000 },
    );
  });
});

describe('the top', () => {
  const anyPeople = fc.array(anySums, { minLength: 1, maxLength: 40, size: 'max' });

  test('is exactly who a look at everybody finds, or left to such a look', () => {
    let told = 0;
    let left = 0;
    fc.assert(
      fc.property(
        anyModel,
        anyPeople,
        anyBy,
        fc.integer({ min: 1, max: 8 }),
        fc.integer({ min: 0, max: 400 }).map((days) => NOW + days * DAY),
        (model, people, by, limit, at) => {
          const all = people.map((sums, id) => ({ id, standing: standingAt(model, by, sums, at) }));
          const index = people
            .map((sums, id) => ({ ...all[id]!, key: keyOf(model, by, sums) ?? NaN }))
            .filter(({ key }) => !Number.isNaN(key))
            .toSorted((a, b) => b.key - a.key || b.id - a.id);
          const { rows } = scanTop<(typeof index)[number]>({
            limit,
            most: 1000,
            floor: rankFloor(model, by),
            bound: ({ key }) => rankBound(model, by, key, at),
            // By threes, so that the scan stops on the way.
            read: (last) => {
              const from = last === null ? 0 : index.indexOf(last) + 1;
              return index.slice(from, from + 3);
            },
          });
          const best = all.toSorted((a, b) => b.standing - a.standing || a.id - b.id).slice(0, limit);
          const reaches = best.length === limit && best.at(-1)!.standing >= rankFloor(model, by);
          if (rows === null) left += 1;
          else told += 1;
          expect(rows === null && reaches).toBe(false);
          expect((rows ?? best).map(({ id }) => id)).toEqual(best.map(({ id }) => id));
        },
      ),
      { numRuns: RUNS },
    );
    expect(Math.min(told, left)).toBeGreaterThan(RUNS / 10);
  }, 60_000);

  /** A scan of these rows in this order, with the sizes it asked for. */
  function scanOf(
    standings: readonly (number | null)[],
    options: { limit: number; floor: number; most?: number; bound?: number | ((id: number) => number) },
  ) {
    const rows = standings.map((standing, place) => ({ id: standings.length - place, standing }));
    const sizes: number[] = [];
    let place = 0;
    const { limit, floor, most = 10_000, bound = Infinity } = options;
    const scan = scanTop<(typeof rows)[number]>({
      limit,
      floor,
      most,
      bound: ({ id }) => (typeof bound === 'number' ? bound : bound(id)),
      read: (_, size) => {
        sizes.push(size);
        return rows.slice(place, (place += size));
      },
    });
    return { ...scan, sizes, standings: scan.rows?.map(({ standing }) => standing) };
  }

  test('is looked for in a few rows, then in twice as many each time, and in no more than allowed', () => {
    const { rows, sizes } = scanOf(Array<number>(1000).fill(9), { limit: 2, floor: 1, most: 200 });
    expect({ rows, sizes }).toEqual({ rows: null, sizes: [54, 108, 38] });
    expect(scanOf(Array<number>(54).fill(9), { limit: 2, floor: 1, most: 54 }).rows).toBeNull();
  });

  test('is known as soon as nobody further on can stand above the last found, or above the floor', () => {
    const many = Array<number>(500).fill(7);
    expect(scanOf(many, { limit: 1, floor: 5, bound: 6 })).toMatchObject({ standings: [7], read: 52 });
    expect(scanOf(many, { limit: 1, floor: 8, bound: 7.5 })).toMatchObject({ rows: null, read: 52 });
    // Whoever could stand as high may have the older id.
    expect(scanOf(many, { limit: 1, floor: 5, bound: 7 })).toMatchObject({ rows: [{ id: 1 }], read: 500 });
  });

  test('may stand on the very floor, and never holds who does not belong', () => {
    expect(scanOf([5, 4], { limit: 1, floor: 5 }).standings).toEqual([5]);
    expect(scanOf([null, -5, null], { limit: 1, floor: -10 }).standings).toEqual([-5]);
  });

  test('is left to a look at everybody where too few of the first rows belong', () => {
    const rows = Array.from({ length: 500 }, (_, index) => ({ id: index, standing: null }));
    let place = 0;
    const read = (_: unknown, size: number) => rows.slice(place, (place += size));
    const scan = scanTop({ limit: 1, most: 100, floor: 0, bound: () => 1, read });
    expect(scan).toEqual({ rows: null, read: 100 });
  });
});
