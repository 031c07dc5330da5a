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
  return { form: 'programme', refused, name, value: values[name] ?? '', told: true };
}

const FIELD_WORDS: Record<string, string> = {
  name: 'Name',
  id: 'Id',
  dayCap: 'Most points a day',
  monthCap: 'Most points a month',
  'expiry.kind': 'Points expire',
  'expiry.days': 'After how many days',
  holdDays: 'Days before they can be spent',
  noticeDays: 'Days of notice before a tier is lost',
  'cost.points': 'Points',
  'cost.amount': 'Their cost',
  'cost.currency': 'Currency',
  redemptionRate: 'Spent, %',
};

const TIER_WORDS: Record<string, string> = {
  name: 'name',
  qualify: 'from points',
  multiplier: 'earns',
  neverExpires: 'its points',
};

/** What a field of the form is called where it is spoken of elsewhere: `Tier 2, from points`. */
export function fieldWords(field: string): string {
  const [, place, part] = /^tiers\.(\d+)\.(\w+)$/.exec(field) ?? [];
  if (place === undefined || part === undefined) return FIELD_WORDS[field] ?? 'The programme';
  return `Tier ${Number(place) + 1}, ${TIER_WORDS[part] ?? 'name'}`;
}
