import type { PointsProgramme } from '#core/points/programme.ts';
import type { Refused } from '#server/console/parts/field.tsx';

export interface ProgrammeData {
  /** Null where it is new. */
  programme: PointsProgramme | null;
  /** What stands in each field. */
  values: Record<string, string>;
  /** How many tiers there is room for. */
  rows: number;
  refused: Refused | null;
}

/** What every field of the form shares. */
export function fieldOf({ refused, values }: ProgrammeData, name: string) {
  return { form: 'programme', refused, name, value: values[name] ?? '' };
}
