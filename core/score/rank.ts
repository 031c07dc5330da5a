import { PILLARS, type Pillar } from '#core/signal/catalogue.ts';
import { DAY } from '#core/time.ts';
import type { ScoreModel } from './model.ts';
import { pillarShare, type PillarSums } from './score.ts';
import { Top } from './top.ts';

/** What people are ranked by: one pillar's points, or null for the balance of all (propensity before its limits). */
export type RankBy = Pillar | null;

/** Keys that time does not change, for an index each; null where somebody stays below `rankFloor` for good. */
export interface RankKeys {
  overall: number | null;
  pillars: Record<Pillar, number | null>;
}

/** Covers the rounding of keys and powers, which is a thousand times finer. */
const SLACK = 1e-9;

/** The keys of a person's sums. */
export function rankKeys(model: ScoreModel, sums: PillarSums): RankKeys {
  const keyOf = (pillar: Pillar): number | null => pillarKey(model, pillar, sums);
  return {
    overall: overallKey(model, sums),
    pillars: {
      word_of_mouth: keyOf('word_of_mouth'),
      promotion: keyOf('promotion'),
      loyalty: keyOf('loyalty'),
      protection: keyOf('protection'),
      feedback: keyOf('feedback'),
    },
  };
}

/**
 * `log2(v) + asOf / h`: at any later moment T the pillar holds 2^(key - T / h) points, so whoever stands above somebody
 * stays there until a signal comes (forward decay: Cormode, Shkapenyuk, Srivastava, Xu, ICDE 2009). A double holds
 * the key to 4e-12 even where h is a day.
 */
function pillarKey(model: ScoreModel, pillar: Pillar, sums: PillarSums): number | null {
  const sum = sums[pillar];
  if (sum === null || sum.v < rankFloor(model, pillar)) return null;
  return Math.log2(sum.v) + sum.asOf / model.pillars[pillar].halfLife;
}

/**
 * The least U for which the balance at every moment T, from a day before the newest signal on (clocks disagree), is
 * at most 2^(U - T / c), with c as `rankClock` gives it. A mix of half-lives has no key that ranks; this one bounds.
 *
 * Proof. What counts against somebody only lowers the balance, so let B be the balance of the rest, and
 * f(T) = B(T) * 2^(T / c); U is log2 of the largest f. Each pillar's part of B is constant while its newest signal is
 * ahead or its cap cuts it, and decays by its half-life after. Between the moments where one of these ends, f is a
 * sum of exponentials, thus convex, thus largest at one of the two; after the last of them every part of f falls,
 * because c is no shorter than any half-life. So it is enough to look at those moments.
 */
function overallKey(model: ScoreModel, sums: PillarSums): number | null {
  const good = PILLARS.filter((pillar) => model.pillars[pillar].weight > 0 && (sums[pillar]?.v ?? 0) > 0);
  const floor = rankFloor(model, null);
  // Before anything is aged, which is most of the work: as if all of it were fresh and no cap cut it.
  const freshest = good.reduce((most, pillar) => most + freshShare(model, pillar, sums[pillar]!.v), 0);
  if (freshest < floor) return null;
  const from = Math.max(...good.map((pillar) => sums[pillar]!.asOf)) - DAY;
  const balanceAt = (at: number): number =>
    good.reduce((total, pillar) => total + pillarShare(model, pillar, sums[pillar]!, at), 0);
  if (balanceAt(from) < floor) return null;
  const clock = rankClock(model);
  const turns = good.map((pillar) => {
    const { v, asOf } = sums[pillar]!;
    const { halfLife, cap } = model.pillars[pillar];
    return asOf + halfLife * Math.max(0, Math.log2(v / cap));
  });
  return [from, ...turns]
    .filter((at) => at >= from)
    .reduce((key, at) => Math.max(key, Math.log2(balanceAt(at)) + at / clock), -Infinity);
}

function freshShare({ pillars, full }: ScoreModel, pillar: Pillar, v: number): number {
  const { weight, cap } = pillars[pillar];
  return (100 * weight * v) / (cap * full);
}

/**
 * The half-life the bound of the balance ages by: twice the longest that counts. The longest alone would be valid
 * too, but where caps hold a balance steady it would have to begin far above it, and a scan would read more rows.
 */
function rankClock({ pillars }: ScoreModel): number {
  return (
    2 * Math.max(...PILLARS.map((pillar) => (pillars[pillar].weight > 0 ? pillars[pillar].halfLife : 0)))
  );
}

/**
 * What somebody must have reached to be worth a place in an index: half of what fills a pillar, or a candidate's
 * score. Most people never do, so most writes touch no index; a top that reaches below is found without one.
 */
export function rankFloor(model: ScoreModel, by: RankBy): number {
  return by === null ? model.enter.candidate : model.pillars[by].cap / 2;
}

/** The most that anybody with this key or a lower one can stand at, from a day before their newest signal on. */
export function rankBound(model: ScoreModel, by: RankBy, key: number, now: number): number {
  const halfLife = by === null ? rankClock(model) : model.pillars[by].halfLife;
  return 2 ** (key - now / halfLife + SLACK);
}

/** Somebody as they stand at the moment of ranking; a number only where they belong to what is ranked. */
export interface Ranked {
  id: number;
  standing: number | null;
}

/** Rows by falling key: how they are read on from the last one, and what is known of those not read yet. */
export interface RankScan<Row extends Ranked> {
  /** The next `size` rows after `last`; fewer only at the end. */
  read: (last: Row | null, size: number) => Row[];
  /** See `rankBound`. */
  bound: (last: Row) => number;
  /** See `rankFloor`: those without a key stand below it. */
  floor: number;
  limit: number;
  /** How many rows may be read at most. */
  most: number;
}

/** What a scan gave; `rows` is null where the keys alone could not tell the top. */
export interface Scanned<Row> {
  rows: readonly Row[] | null;
  read: number;
}

/**
 * The exact top by standing, ties by id, read from the front of an index of bounds: no row that was not read can
 * belong to it, because its bound lies below the last one found.
 */
export function scanTop<Row extends Ranked>(scan: RankScan<Row>): Scanned<Row> {
  const { limit, floor, most } = scan;
  const top = new Top<Row>(limit, byStanding);
  let read = 0;
  let last: Row | null = null;
  // As many more as the bounds are usually off by; most scans need no second look.
  for (let size = 2 * limit + 50; read < most; size *= 2) {
    const rows: Row[] = scan.read(last, Math.min(size, most - read));
    read += rows.length;
    for (const row of rows) if (row.standing !== null) top.add(row);
    const found = top.items[limit - 1]?.standing ?? -Infinity;
    last = rows.at(-1) ?? null;
    if (rows.length === 0 || scan.bound(last!) < Math.max(found, floor)) {
      return { rows: found >= floor ? top.items : null, read };
    }
  }
  return { rows: null, read };
}

/** The order of a ranking: the most first, the older id first among equals. */
function byStanding(a: Ranked, b: Ranked): number {
  return (b.standing ?? 0) - (a.standing ?? 0) || a.id - b.id;
}
