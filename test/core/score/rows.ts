import * as fc from 'fast-check';
import { tallyOf } from '#core/score/tally.ts';

/** A person at a cut-off: where they stood, and whether they advocated after it. */
export interface Row {
  person: number;
  cutoff: number;
  level: number;
  advocated: boolean;
}

/** Rows as the columns a panel keeps, with their tally. */
export function columnsOf(rows: readonly Row[]) {
  const panel = {
    cutoffs: Array.from({ length: 1 + Math.max(...rows.map(({ cutoff }) => cutoff)) }, (_, index) => index),
    size: rows.length,
    advocates: new Set(rows.filter((row) => row.advocated).map(({ person }) => person)).size,
    person: Uint32Array.from(rows, ({ person }) => person),
    cutoff: Uint8Array.from(rows, ({ cutoff }) => cutoff),
    label: Uint8Array.from(rows, ({ advocated }) => (advocated ? 1 : 0)),
  };
  const levels = Uint16Array.from(rows, ({ level }) => level);
  return { panel, levels, tally: tallyOf(panel, levels) };
}

/** Some people at one to three cut-offs each, many on one level, at least one of each kind at the first cut-off. */
export const someRows: fc.Arbitrary<Row[]> = fc
  .array(
    fc.array(
      fc.record({ level: fc.integer({ min: 0, max: 12 }).map((n) => n * 1000), advocated: fc.boolean() }),
      { minLength: 1, maxLength: 3 },
    ),
    { minLength: 2, maxLength: 30 },
  )
  .map((people) =>
    people.flatMap((own, person) =>
      own.map(({ level, advocated }, cutoff) => ({
        person,
        cutoff,
        level,
        advocated: person === 0 ? true : person === 1 ? false : advocated,
      })),
    ),
  );
