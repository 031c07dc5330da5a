import { ok, refuse, type Result } from '#core/problem.ts';
import { limitOn } from '#core/tax/settings.ts';
import { taxStanding, type TaxStanding } from '#core/tax/standing.ts';
import { isReported, TAX_CLASSES, type TaxClass } from '#core/tax/tax-class.ts';
import { readCursor, writeCursor } from '#server/workspace/cursor.ts';
import { COMPANY_NAME } from '#server/workspace/people/row.ts';
import type { Page, Store } from '#server/workspace/store.ts';
import { countsInYear, TAX_CLASS, TAXED_REWARDS, yearBounds } from './in-year.ts';
import { taxSettings } from './settings.ts';

/** Money rewards of one person and currency in a calendar year (UTC), integer minor units. */
export interface RegisterLine {
  personId: string;
  name: string;
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

export const REGISTER_SORTS = ['name', 'company', 'currency', 'paid', 'owed', 'reported'] as const;
export type RegisterSort = (typeof REGISTER_SORTS)[number];

export interface RegisterQuery {
  year: number;
  currency: string | null;
  /** Everybody, those over the threshold or soon to be, or those near it and beyond. */
  which: 'all' | 'over' | 'near';
  /** A key, or a key with a minus: the most first. */
  sort: RegisterSort | `-${RegisterSort}`;
  limit: number;
  cursor: string | null;
}

/** A page of lines, and how many there are in the year and currency. */
export interface Register extends Page<RegisterLine> {
  total: number;
  over: number;
  near: number;
}

interface Sum {
  personId: number;
  name: string;
  company: string | null;
  currency: string;
  isPaid: number;
  taxClass: TaxClass;
  amount: number;
}

/** Who was given how much in a year, see `yearToDate`. Fails with `invalid_input` for a cursor that is none of ours. */
export function taxRegister(store: Store, query: RegisterQuery): Result<Register> {
  const place = readCursor<[number]>(query.cursor, ['time']);
  if (!place.ok) return place;
  const begin = place.value?.[0] ?? 0;
  if (begin < 0) return refuse('invalid_input', 'This cursor is not one of ours.', 'Start again.', 'cursor');
  const all = linesOf(store, query.year).filter(
    ({ currency }) => query.currency === null || currency === query.currency,
  );
  const wanted = all.filter((line) => isWanted(line, query.which)).toSorted(orderBy(query.sort));
  const end = begin + query.limit;
  return ok({
    items: wanted.slice(begin, end),
    next: end < wanted.length ? writeCursor([end]) : null,
    total: all.length,
    over: all.filter((line) => isWanted(line, 'over')).length,
    near: all.filter((line) => isWanted(line, 'near')).length,
  });
}

function linesOf(store: Store, year: number): RegisterLine[] {
  const bounds = yearBounds(year, store.now());
  const sums = store.sql.all<Sum>(
    `SELECT person.id AS personId, person.name, ${COMPANY_NAME} AS company, reward.currency,
       reward.state = 'paid' AS isPaid, ${TAX_CLASS} AS taxClass, sum(reward.amount) AS amount
     FROM ${TAXED_REWARDS} JOIN person ON person.id = reward.person_id
     WHERE reward.kind = 'money' AND ${countsInYear(['paid'])}
     GROUP BY person.id, reward.currency, isPaid, taxClass ORDER BY person.id`,
    ...bounds,
  );
  const limit = limitOn(taxSettings(store), 'us_1099_threshold', bounds[0]);
  const groups = Map.groupBy(sums, ({ personId, currency }) => `${personId} ${currency}`);
  return [...groups.values()].map((group) => lineOf(group, limit));
}

function lineOf(sums: readonly Sum[], limit: number): RegisterLine {
  const { personId, name, company, currency } = sums[0]!;
  const sumOf = (of: (sum: Sum) => boolean) =>
    sums.filter(of).reduce((total, { amount }) => total + amount, 0);
  const paid = sumOf(({ isPaid }) => isPaid === 1);
  const reportedPaid = sumOf(({ isPaid, taxClass }) => isPaid === 1 && isReported(taxClass));
  const reported = sumOf(({ taxClass }) => isReported(taxClass));
  const threshold = currency === 'USD' ? limit : null;
  return {
    personId: String(personId),
    name,
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

function isWanted({ standing }: RegisterLine, which: RegisterQuery['which']): boolean {
  if (which === 'all') return true;
  return which === 'over' ? standing === 'over' || standing === 'coming' : standing !== null;
}

function orderBy(sort: RegisterQuery['sort']): (a: RegisterLine, b: RegisterLine) => number {
  const key = sort.replace('-', '') as RegisterSort;
  const sign = sort.startsWith('-') ? -1 : 1;
  return (a, b) => {
    const [one, other] = [a[key] ?? '', b[key] ?? ''];
    const difference =
      typeof one === 'number' && typeof other === 'number'
        ? one - other
        : String(one).localeCompare(String(other), 'en', { sensitivity: 'base' });
    return sign * difference || Number(a.personId) - Number(b.personId);
  };
}
