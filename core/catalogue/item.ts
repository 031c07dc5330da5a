import type { RewardKind } from '#core/reward/reward.ts';
import type { SignalType } from '#core/signal/catalogue.ts';
import type { TaxClass } from '#core/tax/tax-class.ts';

export const ITEM_KINDS = [
  'gift_card',
  'charity',
  'swag',
  'product_credit',
  'points',
  'experience',
  'thank_you',
] as const;
export type ItemKind = (typeof ITEM_KINDS)[number];

/** Who hands it over: `ledger` is ourselves, for what is only written down. */
export const ITEM_PROVIDERS = ['tremendous', 'manual', 'webhook', 'ledger'] as const;
export type ItemProvider = (typeof ITEM_PROVIDERS)[number];

/** Something of value a reward can be. */
export interface CatalogueItem {
  /** As proposals name it. */
  id: string;
  name: string;
  description: string;
  kind: ItemKind;
  /** Integer minor units of `currency` (ISO 4217), points of `points:<programme>`, or 0 of `thanks`. */
  price: number;
  currency: string;
  /** What it costs us where that is not its price: integer minor units. */
  cost: { amount: number; currency: string } | null;
  /** How many there are, those reserved with them; null where there is no end of them. */
  stock: number | null;
  /** ISO 3166-1 alpha-2 codes of where it can be given; null: everywhere. */
  markets: readonly string[] | null;
  taxClass: TaxClass;
  /** The acts it is given for; null: any. */
  acts: readonly SignalType[] | null;
  /** What whoever gets it for a public act says beside it; null where it is given for none. */
  disclosure: string | null;
  imageUrl: string | null;
  /** Null: whoever fulfils the rewards of the programme. */
  provider: ItemProvider | null;
  /** The provider's own name of it, where it needs one. */
  product: string | null;
  /** Programmes that give it; null: all. */
  programmes: readonly string[] | null;
  archived: boolean;
}

/** How a reward with an item of this kind is booked. */
export function rewardKindOf(kind: ItemKind): RewardKind {
  if (kind === 'points') return 'points';
  return kind === 'thank_you' ? 'thanks' : 'money';
}
