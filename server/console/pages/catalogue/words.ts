import type { CatalogueItem, ItemKind, ItemProvider } from '#core/catalogue/item.ts';
import { SIGNALS } from '#core/signal/catalogue.ts';
import type { TaxClass } from '#core/tax/tax-class.ts';
import { formatNumber } from '#server/console/parts/words.ts';

export const CATALOGUE_PATH = '/console/catalogue';

/** The form of an item. */
export function itemHref(id: string): string {
  return `${CATALOGUE_PATH}/items/${encodeURIComponent(id)}`;
}

export const KIND_WORDS: Record<ItemKind, string> = {
  gift_card: 'Gift card',
  charity: 'Donation',
  swag: 'Swag',
  product_credit: 'Product credit',
  points: 'Points',
  experience: 'Experience',
  thank_you: 'Thank-you note',
};

export const TAX_WORDS: Record<TaxClass, string> = {
  cash_equivalent: 'Cash and gift cards',
  goods: 'Goods and credit',
  de_minimis: 'Too small to count',
  charity: 'Given to charity',
  none: 'No income',
};

export const PROVIDER_WORDS: Record<ItemProvider, string> = {
  tremendous: 'Tremendous',
  manual: 'A person, by hand',
  webhook: 'Your own system',
  ledger: 'The books alone',
};

/** Where, for what and in which programmes an item is given; null where there is no limit. */
export function reachWords({ markets, acts, programmes }: CatalogueItem): string | null {
  const parts = [
    markets === null ? [] : shortened(markets),
    acts === null ? [] : `for ${shortened(acts.map((act) => SIGNALS[act].label.toLowerCase()))}`,
    programmes === null ? [] : `in ${shortened(programmes)}`,
  ].flat();
  return parts.length === 0 ? null : parts.join(', ');
}

function shortened(list: readonly string[]): string {
  const shown = list.slice(0, 4).join(', ');
  return list.length > 4 ? `${shown} and ${formatNumber(list.length - 4)} more` : shown;
}

const FIELD_WORDS: Record<string, string> = {
  name: 'Name',
  id: 'Id',
  kind: 'Kind',
  taxClass: 'Tax class',
  description: 'Description',
  imageUrl: 'Picture',
  price: 'Price',
  currency: 'Currency',
  cost: 'Cost to you',
  costCurrency: 'Cost currency',
  stock: 'In stock',
  acts: 'Acts',
  disclosure: 'Disclosure',
  markets: 'Countries',
  programmes: 'Programmes',
  provider: 'Provider',
  product: 'Product id',
};

/** What a field of an item's form is called where it is spoken of elsewhere. */
export function fieldWords(field: string): string {
  return FIELD_WORDS[field] ?? 'The item';
}
