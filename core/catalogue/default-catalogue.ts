import { DEFAULT_TAX_SETTINGS, limitOn } from '#core/tax/settings.ts';
import type { CatalogueItem } from './item.ts';

const ANYBODY: Pick<
  CatalogueItem,
  | 'cost'
  | 'stock'
  | 'markets'
  | 'acts'
  | 'disclosure'
  | 'imageUrl'
  | 'provider'
  | 'product'
  | 'programmes'
  | 'archived'
> = {
  cost: null,
  stock: null,
  markets: null,
  acts: null,
  disclosure: limitOn(DEFAULT_TAX_SETTINGS, 'disclosure_text', 0),
  imageUrl: null,
  provider: null,
  product: null,
  programmes: null,
  archived: false,
};

/** What every workspace begins with, until somebody changes it. */
export const DEFAULT_CATALOGUE: readonly CatalogueItem[] = [
  {
    ...ANYBODY,
    id: 'gift-card-25',
    name: 'Gift card, $25',
    description: 'A gift card of their choice, sent by e-mail.',
    kind: 'gift_card',
    price: 25_00,
    currency: 'USD',
    taxClass: 'cash_equivalent',
  },
  {
    ...ANYBODY,
    id: 'gift-card-50',
    name: 'Gift card, $50',
    description: 'A gift card of their choice, sent by e-mail.',
    kind: 'gift_card',
    price: 50_00,
    currency: 'USD',
    taxClass: 'cash_equivalent',
  },
  {
    ...ANYBODY,
    id: 'gift-card-100',
    name: 'Gift card, $100',
    description: 'A gift card of their choice, sent by e-mail.',
    kind: 'gift_card',
    price: 100_00,
    currency: 'USD',
    taxClass: 'cash_equivalent',
  },
  {
    ...ANYBODY,
    id: 'donation-50',
    name: 'Donation, $50',
    description: 'We give to a charity they name. For people who may not accept gifts.',
    kind: 'charity',
    price: 50_00,
    currency: 'USD',
    taxClass: 'charity',
  },
  {
    ...ANYBODY,
    id: 'credit-100',
    name: 'Product credit, $100',
    description: 'Off their next invoice.',
    kind: 'product_credit',
    price: 100_00,
    currency: 'USD',
    taxClass: 'goods',
  },
  {
    ...ANYBODY,
    id: 'thank-you',
    name: 'Thank-you note',
    description: 'Words of thanks, and nothing that costs money.',
    kind: 'thank_you',
    price: 0,
    currency: 'thanks',
    taxClass: 'none',
    disclosure: null,
    provider: 'ledger',
  },
];
