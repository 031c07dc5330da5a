import type { TaxStanding } from '#core/tax/standing.ts';
import type { TaxClass } from '#core/tax/tax-class.ts';

export const TAX_CLASS_WORDS: Record<TaxClass, string> = {
  cash_equivalent: 'Cash and gift cards',
  goods: 'Goods and credit',
  de_minimis: 'Too small to count',
  charity: 'Given to charity',
  none: 'No income',
};

export const STANDING_WORDS: Record<TaxStanding, string> = {
  over: 'Over',
  coming: 'Over once paid',
  near: 'Near',
};
