import { PILLARS, type Pillar } from '#core/signal/catalogue.ts';
import { MODEL } from '#core/score/model.ts';
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
 * SQL for a person's propensity (0 to 100, unrounded) at `now` (epoch milliseconds, or the parameter that holds them):
 * the formula of `core/score/score.ts`, for ordering and filtering where the rows are.
 */
export function propensitySql(now: number | `?${number}`): string {
  const moment = typeof now === 'number' ? `${Math.trunc(now)}.0` : now;
  const ratio = (pillar: Pillar) => {
    const { cap, halfLife } = MODEL.pillars[pillar];
    const age = `max(0.0, ${moment} - ${pillar}_at)`;
    return `max(-1.0, min(1.0, ${pillar}_v * pow(2.0, -${age} / ${halfLife}.0) / ${cap}.0))`;
  };
  const weighted = PILLARS.map((pillar) => `coalesce(${MODEL.pillars[pillar].weight} * ${ratio(pillar)}, 0)`);
  return `max(0.0, min(100.0, 100.0 * (${weighted.join(' + ')}) / ${MODEL.full}.0))`;
}
