import { listedAs, type DomainLists, type Insider } from '#core/ask/insider.ts';
import type { Store } from '#server/workspace/store.ts';
import { peopleAt, type CompanyPlace } from './companies.ts';

const LISTS = { employees: 'employee', competitors: 'competitor' } as const;

/** Every listed domain and whose it is. */
export function listedDomains({ sql }: Store): Map<string, Insider> {
  const rows = sql.all<{ domain: string; insider: Insider }>('SELECT domain, insider FROM insider_domain');
  return new Map(rows.map(({ domain, insider }) => [domain, insider]));
}

/** The domains as two lists, each in order. */
export function domainLists(store: Store): DomainLists {
  const listed = [...listedDomains(store)].toSorted(([a], [b]) => (a < b ? -1 : 1));
  const of = (insider: Insider) => listed.filter(([, each]) => each === insider).map(([domain]) => domain);
  return { employees: of('employee'), competitors: of('competitor') };
}

/** Keeps these checked lists in place of the others; gives the domains that are on another list than before, or on none. */
export function replaceDomains(store: Store, lists: DomainLists): Map<string, Insider> {
  const { sql } = store;
  const before = listedDomains(store);
  const after = new Map([
    ...lists.employees.map((domain) => [domain, LISTS.employees] as const),
    ...lists.competitors.map((domain) => [domain, LISTS.competitors] as const),
  ]);
  const changed = new Map<string, Insider>();
  for (const [domain, insider] of [...before, ...after]) {
    if (before.get(domain) !== after.get(domain)) changed.set(domain, insider);
  }
  sql.run('DELETE FROM insider_domain');
  sql.run(
    'INSERT INTO insider_domain (domain, insider) SELECT value ->> 0, value ->> 1 FROM json_each(?)',
    JSON.stringify([...after]),
  );
  return changed;
}

/** The people with an e-mail or a company at one of these domains, or below one. */
export function peopleUnder(store: Store, domains: ReadonlyMap<string, Insider>): number[] {
  if (domains.size === 0) return [];
  const { sql } = store;
  const at = `substr(email, instr(email, '@') + 1)`;
  const found = sql
    .all<{ domain: string }>(`SELECT DISTINCT ${at} AS domain FROM record WHERE email IS NOT NULL`)
    .filter(({ domain }) => listedAs(domain, domains) !== null);
  const byEmail = sql.all<{ id: number }>(
    `SELECT DISTINCT person_id AS id FROM record WHERE ${at} IN (SELECT value FROM json_each(?))`,
    JSON.stringify(found.map(({ domain }) => domain)),
  );
  const companies = sql
    .all<CompanyPlace & { domain: string }>(
      'SELECT connection, id, domain FROM company WHERE domain IS NOT NULL',
    )
    .filter(({ domain }) => listedAs(domain, domains) !== null);
  return [...new Set([...byEmail.map(({ id }) => id), ...peopleAt(store, companies)])];
}
