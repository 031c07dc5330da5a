import { isReported, TAX_CLASSES, type TaxClass } from '#core/tax/tax-class.ts';
import { limitOn } from '#core/tax/settings.ts';
import type { Store } from '#server/workspace/store.ts';
import { countsInYear, TAX_CLASS, TAXED_REWARDS, yearBounds } from './in-year.ts';
import { taxSettings } from './settings.ts';

/** Money rewards of one person and currency in a calendar year (UTC), integer minor units. */
export interface YearToDate {
  year: number;
  currency: string;
  /** All of them = the sum of `byClass`. */
  total: number;
  byClass: Record<TaxClass, number>;
  /** What counts towards a report to a tax office. */
  reported: number;
  /** From how much of `reported` form 1099 is due; null where we know of no limit in this currency. */
  threshold: number | null;
}

/**
 * What a person was paid in the year of `at`, and what is approved and so will be: a payment counts in the year it left
 * in, one that is still owed in the present year. One whose order failed or is void reached nobody and does not count.
 */
export function yearToDate(store: Store, personId: string, currency: string, at: number): YearToDate {
  const year = new Date(at).getUTCFullYear();
  const rows = store.sql.all<{ taxClass: TaxClass; amount: number }>(
    `SELECT ${TAX_CLASS} AS taxClass, sum(reward.amount) AS amount FROM ${TAXED_REWARDS}
     WHERE reward.person_id = ?4 AND reward.kind = 'money' AND reward.currency = ?5 AND ${countsInYear(['paid'])}
       AND NOT EXISTS (SELECT 1 FROM fulfilment WHERE fulfilment.reward_id = reward.id
         AND fulfilment.state IN ('failed', 'returned', 'cancelled'))
     GROUP BY 1`,
    ...yearBounds(year, store.now()),
    Number(personId),
    currency,
  );
  const byClass = Object.fromEntries(TAX_CLASSES.map((each) => [each, 0])) as Record<TaxClass, number>;
  for (const { taxClass, amount } of rows) byClass[taxClass] = amount;
  const sumOf = (classes: readonly TaxClass[]) => classes.reduce((sum, each) => sum + byClass[each], 0);
  return {
    year,
    currency,
    total: sumOf(TAX_CLASSES),
    byClass,
    reported: sumOf(TAX_CLASSES.filter(isReported)),
    threshold: currency === 'USD' ? limitOn(taxSettings(store), 'us_1099_threshold', at) : null,
  };
}
