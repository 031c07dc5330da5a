import type { RegisterQuery } from '#server/workspace/tax/register.ts';

export const TAX_PATH = '/console/tax';

/** What is looked for. */
export type TaxSearch = Omit<RegisterQuery, 'limit' | 'cursor'>;

/** A search as the parameters of its address. */
export function queryOf({ year, currency, which, sort }: TaxSearch): Record<string, string | null> {
  return { year: String(year), currency, which: which === 'all' ? null : which, sort };
}
