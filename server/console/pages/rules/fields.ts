import type { RewardRule } from '#core/reward/rule.ts';
import type { Refused } from '#server/console/parts/field.tsx';
import type { ListedItem } from '#server/workspace/catalogue/items.ts';

export interface RuleData {
  /** Null where it is new. */
  rule: RewardRule | null;
  items: ListedItem[];
  values: Record<string, string>;
  /** How many caps there is room for. */
  rows: number;
  refused: Refused | null;
}

/** What every field of the form shares. */
export function fieldOf({ refused, values }: RuleData, name: string) {
  return { form: 'rule', refused, name, value: values[name] ?? '' };
}
