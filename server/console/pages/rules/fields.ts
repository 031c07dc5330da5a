import type { RewardRule } from '#core/reward/rule.ts';
import type { Refused } from '#server/console/parts/field.tsx';
import type { ListedItem } from '#server/workspace/catalogue/items.ts';

export interface RuleData {
  /** Null where it is new. */
  rule: RewardRule | null;
  items: ListedItem[];
  /** The programmes there are, and their tiers of points as `<programme>/<tier>` with their names. */
  programmes: string[];
  tiers: (readonly [tier: string, words: string])[];
  /** What the worth of a deal is typed in. */
  dealUnit: string;
  values: Record<string, string>;
  /** How many caps there is room for. */
  rows: number;
  refused: Refused | null;
}

/** What every field of the form shares. */
export function fieldOf({ refused, values }: RuleData, name: string) {
  return { form: 'rule', refused, name, value: values[name] ?? '' };
}
