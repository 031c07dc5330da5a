import { limitOn } from '#core/tax/settings.ts';
import { taxStanding, type TaxStanding } from '#core/tax/standing.ts';
import { isReported, TAX_CLASSES, type TaxClass } from '#core/tax/tax-class.ts';
import { COMPANY_NAME } from '#server/workspace/people/row.ts';
import type { Store } from '#server/workspace/store.ts';
import { countsInYear, STANDING, TAX_CLASS, TAXED_REWARDS, yearBounds } from './in-year.ts';
import { taxSettings } from './settings.ts';

/** Money rewards of one person and currency in a calendar year (UTC), integer minor units. */
export interface RegisterLine {
  personId: string;
  name: string;
  email: string | null;
  company: string | null;
  currency: string;
  paid: number;
  /** Approved and not paid yet. */
  owed: number;
  /** Both together. */
  byClass: Record<TaxClass, number>;
  /** What of both counts towards a report to a tax office. */
  reported: number;
  /** From how much of `reported` form 1099 is due; null where we know of no limit in this currency. */
  threshold: number | null;
  standing: TaxStanding | null;
}

interface Sum {
  personId: number;
  name: string;
  email: string | null;
  company: string | null;
  currency: string;
  isPaid: number;
  taxClass: TaxClass;
  amount: number;
}

/**
 * What everybody, or one person, was paid in a year and is owed: a payment counts in the year it left in, a debt in the
 * present one. What reached nobody, as its order failed or is void, does not count.
 */
export function taxLines(store: Store, year: number, personId: number | null): RegisterLine[] {
  const sums = store.sql.all<Sum>(
    `SELECT person.id AS personId, person.name, person.email, ${COMPANY_NAME} AS company, reward.currency,
       ${STANDING} = 'paid' AS isPaid, ${TAX_CLASS} AS taxClass, sum(reward.amount) AS amount
     FROM ${TAXED_REWARDS} JOIN person ON person.id = reward.person_id
     WHERE reward.kind = 'money' ${personId === null ? '' : 'AND reward.person_id = ?4'} AND ${countsInYear(['paid'])}
     GROUP BY person.id, reward.currency, isPaid, taxClass ORDER BY person.id, reward.currency`,
    ...yearBounds(year, store.now()),
    ...(personId === null ? [] : [personId]),
  );
  const currencies = new Set(sums.map(({ currency }) => currency));
  const thresholds = new Map([...currencies].map((each) => [each, thresholdOf(store, year, each)]));
  const groups = Map.groupBy(sums, (sum) => `${sum.personId} ${sum.currency}`);
  return [...groups.values()].map((group) => lineOf(group, thresholds));
}

/** From how many minor units in a year form 1099 is due; null where we know of no limit in this currency. */
export function thresholdOf(store: Store, year: number, currency: string): number | null {
  if (currency !== 'USD') return null;
  return limitOn(taxSettings(store), 'us_1099_threshold', Date.UTC(year, 0, 1));
}

function lineOf(sums: readonly Sum[], thresholds: ReadonlyMap<string, number | null>): RegisterLine {
  const { personId, name, email, company, currency } = sums[0]!;
  const sumOf = (of: (sum: Sum) => boolean) =>
    sums.filter(of).reduce((total, { amount }) => total + amount, 0);
  const paid = sumOf(({ isPaid }) => isPaid === 1);
  const reportedPaid = sumOf(({ isPaid, taxClass }) => isPaid === 1 && isReported(taxClass));
  const reported = sumOf(({ taxClass }) => isReported(taxClass));
  const threshold = thresholds.get(currency) ?? null;
  return {
    personId: String(personId),
    name,
    email,
    company,
    currency,
    paid,
    owed: sumOf(() => true) - paid,
    byClass: Object.fromEntries(
      TAX_CLASSES.map((each) => [each, sumOf(({ taxClass }) => taxClass === each)]),
    ) as Record<TaxClass, number>,
    reported,
    threshold,
    standing: taxStanding(reportedPaid, reported - reportedPaid, threshold),
  };
}
