import { TAX_CLASSES, type TaxClass } from '#core/tax/tax-class.ts';
import type { Store } from '#server/workspace/store.ts';
import { taxLines, thresholdOf } from './lines.ts';

/** Money rewards of one person and currency in a calendar year (UTC), integer minor units. */
export interface YearToDate {
  year: number;
  currency: string;
  paid: number;
  /** Approved and not paid yet. */
  owed: number;
  /** Both together = the sum of `byClass`. */
  total: number;
  byClass: Record<TaxClass, number>;
  /** What counts towards a report to a tax office. */
  reported: number;
  /** From how much of `reported` form 1099 is due; null where we know of no limit in this currency. */
  threshold: number | null;
}

const NOTHING = Object.fromEntries(TAX_CLASSES.map((each) => [each, 0])) as Record<TaxClass, number>;

/** What a person was paid in the year of `at` and is owed in a currency: their line of the tax register. */
export function yearToDate(store: Store, personId: string, currency: string, at: number): YearToDate {
  const found = yearsToDate(store, personId, at).find((each) => each.currency === currency);
  if (found !== undefined) return found;
  const year = new Date(at).getUTCFullYear();
  const none = { paid: 0, owed: 0, total: 0, byClass: NOTHING, reported: 0 };
  return { year, currency, ...none, threshold: thresholdOf(store, year, currency) };
}

/** As `yearToDate`, in every currency there is something in. */
export function yearsToDate(store: Store, personId: string, at: number): YearToDate[] {
  const year = new Date(at).getUTCFullYear();
  return taxLines(store, year, Number(personId)).map(
    ({ currency, paid, owed, byClass, reported, threshold }) => {
      return { year, currency, paid, owed, total: paid + owed, byClass, reported, threshold };
    },
  );
}
