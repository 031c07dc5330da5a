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
  values: Record<string, string>;
  /** How many caps there is room for. */
  rows: number;
  refused: Refused | null;
}

/** What every field of the form shares. */
export function fieldOf({ refused, values }: RuleData, name: string) {
  return { form: 'rule', refused, name, value: values[name] ?? '', told: true };
}

const FIELD_WORDS: Record<string, string> = {
  name: 'Name',
  act: 'Act',
  item: 'Item of the catalogue',
  amount: 'Amount',
  currency: 'Currency',
  programme: 'Programme',
  holdDays: 'Days to wait after the act',
  'conditions.sources': 'Told by',
  'conditions.tiers': 'In a tier of points',
  'conditions.occurrence': 'How often',
  'conditions.industries': 'Industries',
  'conditions.minDealAmount': 'Least deal',
  'conditions.minDealCurrency': 'Currency of the least deal',
};

const CAP_WORDS: Record<string, string> = {
  per: 'for',
  count: 'rewards',
  amount: 'amount in all',
  period: 'in',
};

/** What a field of the form is called where it is spoken of elsewhere: `Limit 2, rewards`. */
export function fieldWords(field: string): string {
  const [, place, part] = /^caps\.(\d+)\.(\w+)$/.exec(field) ?? [];
  if (place === undefined || part === undefined) return FIELD_WORDS[field] ?? 'The rule';
  return `Limit ${Number(place) + 1}, ${CAP_WORDS[part] ?? 'rewards'}`;
}
