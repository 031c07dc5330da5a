import { coverageOf, type RoleCoverage } from '#core/account/coverage.ts';
import { concentrationOf, type Concentration } from '#core/account/concentration.ts';
import { accountReadiness } from '#core/account/readiness.ts';
import { accountScore, byPropensity, type AccountLine } from '#core/account/score.ts';
import { worstOf } from '#core/account/worst.ts';
import { UNTIL_LIFTED } from '#core/ask/hold.ts';
import { insiderOf } from '#core/ask/insider.ts';
import type { Readiness } from '#core/card/card.ts';
import { oneLine } from '#core/person/person.ts';
import { listedDomains } from '#server/workspace/gates/domains.ts';
import type { Store } from '#server/workspace/store.ts';
import { lateSignals, riskOf } from './late-signals.ts';
import { listed, membersOf, type AccountPerson } from './members.ts';

/** A company in one CRM account. */
export interface AccountCompany {
  connection: string;
  id: string;
  name: string;
  url: string;
}

/** One company in whichever CRMs it is, and what its people make of it. */
export interface AccountSummary {
  /** `connection:id` of its first company; that of each other company leads here too. */
  id: string;
  name: string;
  domain: string | null;
  industry: string | null;
  companies: AccountCompany[];
  /** 0 to 100; null where too little is known of everybody there. */
  propensity: number | null;
  /** 0 to 1: of how many of the key people enough is known. */
  confidence: number;
  /** The points of the people that add up to the propensity. */
  lines: AccountLine[];
  coverage: RoleCoverage[];
  concentration: Concentration | null;
  worst: AccountPerson | null;
  /** How many people are dissatisfied, and one more where the renewal is at risk. */
  risk: number;
  readiness: Readiness;
  /** How many people are there, and of how many of them enough is known. */
  size: number;
  known: number;
}

/** An account, and everybody there: those who would help first. */
export interface Account {
  summary: AccountSummary;
  people: AccountPerson[];
}

interface CompanyRow extends AccountCompany {
  account: string;
  domain: string | null;
  industry: string | null;
  heldUntil: number | null;
}

/** The accounts under these keys (see `accountKey`), in this order; those that are gone are left out. */
export function accountsAt(store: Store, keys: readonly string[], now: number): Account[] {
  const companies = Map.groupBy(companiesOf(store, keys), ({ account }) => account);
  const late = lateSignals(store, keys, now);
  const members = membersOf(store, keys, late, now);
  const lists = listedDomains(store);
  return keys.flatMap((key) => {
    const places = companies.get(key) ?? [];
    const [first] = places;
    if (first === undefined) return [];
    const domains = places.flatMap(({ domain }) => domain ?? []);
    const holds = places.flatMap(({ heldUntil }) => heldUntil ?? []);
    const people = (members.get(key) ?? []).toSorted(
      (a, b) => Number(b.known) - Number(a.known) || byPropensity(a, b),
    );
    const circumstances = {
      heldUntil: holds.length === 0 ? null : Math.max(...holds),
      insider: insiderOf({ emails: [], domains }, lists),
      signals: late.get(key)?.renewal ?? [],
    };
    const worst = worstOf(people);
    const summary = {
      id: `${first.connection}:${first.id}`,
      name: nameOf(first),
      domain: domains[0] ?? null,
      industry: places.find(({ industry }) => industry !== null)?.industry ?? null,
      companies: places.map(({ connection, id, name, url }) => ({ connection, id, name, url })),
      ...accountScore(people),
      coverage: coverageOf(people),
      concentration: concentrationOf(people),
      worst: worst === null ? null : listed(worst),
      risk: riskOf(late.get(key), now),
      readiness: accountReadiness(circumstances, now),
      size: people.length,
      known: people.filter(({ known }) => known).length,
    };
    return [{ summary, people: people.map(listed) }];
  });
}

function companiesOf({ sql }: Store, keys: readonly string[]): CompanyRow[] {
  return sql.all<CompanyRow>(
    `SELECT company.account, company.connection, company.id, company.name, company.url, company.domain,
       company.industry,
       CASE WHEN company_hold.at IS NOT NULL THEN coalesce(company_hold.until, ${UNTIL_LIFTED}) END AS heldUntil
     FROM company
     LEFT JOIN company_hold ON company_hold.connection = company.connection
       AND company_hold.company_id = company.id
     WHERE company.account IN (SELECT value FROM json_each(?))
     ORDER BY company.connection || ':' || company.id`,
    JSON.stringify(keys),
  );
}

function nameOf({ name, id }: CompanyRow): string {
  return oneLine(name) || `Company ${id}`;
}
