/**
 * What a reward is to a tax office. Gift cards are as good as cash whatever they are worth (26 CFR 1.132-6(c)); gifts
 * to a charity are the giver's; `none` is no income at all: thanks, and points until they are spent.
 */
export const TAX_CLASSES = ['cash_equivalent', 'goods', 'de_minimis', 'charity', 'none'] as const;
export type TaxClass = (typeof TAX_CLASSES)[number];

/** The highest price of anything `de_minimis`, in minor units: ours, for 26 USC 132(e) names no sum. */
export const MOST_DE_MINIMIS = 100_00;

/** Whether rewards of a class count towards what is reported of a person. */
export function isReported(taxClass: TaxClass): boolean {
  return taxClass === 'cash_equivalent' || taxClass === 'goods';
}
