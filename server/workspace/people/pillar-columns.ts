import { PILLARS, type Pillar } from '#core/signal/catalogue.ts';
import { totalWeight, type ScoreModel } from '#core/score/model.ts';
import { rankKeys, type RankBy } from '#core/score/rank.ts';
import type { PillarSums } from '#core/score/score.ts';

/** The columns of each pillar's decayed sum, as SQLite names them. */
const columns = PILLARS.map((pillar) => [`${pillar}_v`, `${pillar}_at`] as const);

/** Every sum column, in pillar order, for a SELECT. */
export const SUM_COLUMNS = columns.flat().join(', ');

/** Assignments that take the sums from `json_each` arrays, starting at position `from`. */
export function assignSums(from: number): string {
  return columns
    .flat()
    .map((column, index) => `${column} = changed.value ->> ${from + index}`)
    .join(', ');
}

/** The column that holds the key people are ranked by. */
export function rankColumn(by: RankBy): string {
  return `rank_${by ?? 'overall'}`;
}

const ranked: readonly RankBy[] = [null, ...PILLARS];

/** Every column of such a key, for a list of them. */
export const RANK_COLUMNS = ranked.map(rankColumn).join(', ');

/** As `assignSums`, for the keys of ranking. */
export function assignRanks(from: number): string {
  return ranked.map((by, index) => `${rankColumn(by)} = changed.value ->> ${from + index}`).join(', ');
}

/** The keys of ranking as values in column order. */
export function ranksToValues(model: ScoreModel, sums: PillarSums): (number | null)[] {
  const { overall, pillars } = rankKeys(model, sums);
  return [overall, ...PILLARS.map((pillar) => pillars[pillar])];
}

type SumRow = Record<string, number | null>;

/** Reads the sums out of a row that selected SUM_COLUMNS. */
export function rowToSums(row: object): PillarSums {
  const values = row as SumRow;
  const sums: Partial<PillarSums> = {};
  PILLARS.forEach((pillar, index) => {
    const [vColumn, atColumn] = columns[index]!;
    const v = values[vColumn] ?? null;
    const asOf = values[atColumn] ?? null;
    sums[pillar] = v === null || asOf === null ? null : { v, asOf };
  });
  return sums as PillarSums;
}

/** The sums as values in column order. */
export function sumsToValues(sums: PillarSums): (number | null)[] {
  return PILLARS.flatMap((pillar) => [sums[pillar]?.v ?? null, sums[pillar]?.asOf ?? null]);
}

/**
 * SQL for a person's propensity (0 to 100, unrounded) under a model at `now` (epoch milliseconds, or the parameter that holds them):
 * the formula of `core/score/score.ts`, for ordering and filtering where the rows are.
 */
export function propensitySql(model: ScoreModel, now: Moment): string {
  return `max(0.0, min(100.0, ${balanceSql(model, now)}))`;
}

/** As `propensitySql`, below zero where too little is known to show one: those are the last of whom would help. */
export function knownPropensitySql(model: ScoreModel, now: Moment): string {
  const { minConfidence } = model;
  return `CASE WHEN ${confidenceSql(model, now)} >= ${real(minConfidence)} THEN ${propensitySql(model, now)} ELSE -1.0 END`;
}

/** SQL for a person's confidence (0 to 1, two decimals) under a model at `now`, as `propensitySql`. */
export function confidenceSql(model: ScoreModel, now: Moment): string {
  const known = PILLARS.map((pillar) => {
    const { weight, halfLife } = model.pillars[pillar];
    const stale = `max(0.0, ${momentSql(now)} - ${pillar}_at - ${real(halfLife)})`;
    return `coalesce(${real(weight)} * pow(2.0, -${stale} / ${real(halfLife)}), 0)`;
  });
  return `round(round(100.0 * (${known.join(' + ')}) / ${real(totalWeight(model))}, 9)) / 100.0`;
}

/** Epoch milliseconds, or the parameter that holds them. */
type Moment = number | `?${number}`;

/**
 * SQL for what people are ranked by at `now`: the points of a pillar, or the balance of all. Cut to millionths, so that
 * the order in which signals came cannot part two people who stand equal.
 */
export function standingSql(model: ScoreModel, by: RankBy, now: Moment): string {
  const points = by === null ? balanceSql(model, now) : pointsSql(model, by, now);
  return `CAST(1e6 * (${points}) AS INTEGER) / 1e6`;
}

/** Propensity before its limits. */
function balanceSql(model: ScoreModel, now: Moment): string {
  const weighted = PILLARS.map((pillar) => {
    const { cap, weight } = model.pillars[pillar];
    const ratio = `max(-1.0, min(1.0, ${pointsSql(model, pillar, now)} / ${real(cap)}))`;
    return `coalesce(${real(weight)} * ${ratio}, 0)`;
  });
  return `100.0 * (${weighted.join(' + ')}) / ${real(model.full)}`;
}

/** What a pillar's sum is worth, null where there is none. */
function pointsSql(model: ScoreModel, pillar: Pillar, now: Moment): string {
  const age = `max(0.0, ${momentSql(now)} - ${pillar}_at)`;
  return `${pillar}_v * pow(2.0, -${age} / ${real(model.pillars[pillar].halfLife)})`;
}

function momentSql(now: Moment): string {
  return typeof now === 'number' ? `${Math.trunc(now)}.0` : now;
}

/** A number SQLite takes for a real one: a division of whole ones would be cut. */
function real(value: number): string {
  return Number.isInteger(value) ? `${value}.0` : String(value);
}
