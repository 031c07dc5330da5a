import { UNTIL_LIFTED } from '#core/ask/hold.ts';
import { employerDomain, insiderOf, type Insider } from '#core/ask/insider.ts';
import { first } from '#server/storage/sql.ts';
import { queueFlags } from '#server/workspace/scoring/consequences.ts';
import type { Store } from '#server/workspace/store.ts';
import { listedDomains } from './domains.ts';

/** A living record as far as it tells whom its person works for. */
type Work = [email: string | null, connection: string, companyId: string | null, domain: string | null];

interface BarredRow {
  id: number;
  heldUntil: number | null;
  insider: Insider | null;
  flagTier: string | null;
  /** When the person's own hold ends; null where they have none. */
  ownHold: number | null;
  works: string;
}

interface CompanyHold {
  connection: string;
  companyId: string;
  domain: string | null;
  until: number;
}

/** Whether any company or domain bars its people: only then can what is read of somebody bar them. */
export function isAnybodyBarred({ sql }: Store): boolean {
  return (
    first(sql, 'SELECT 1 FROM company_hold UNION ALL SELECT 1 FROM insider_domain LIMIT 1') !== undefined
  );
}

const CHUNK = 500;

/**
 * Sets whether a hold or a listed domain forbids asking these people; CRM records that show them say so, and on those of
 * people on hold it is said even where they never stood out.
 */
export function recountBars(store: Store, personIds: readonly number[]): void {
  if (personIds.length === 0) return;
  const lists = listedDomains(store);
  const holds = companyHolds(store);
  for (let from = 0; from < personIds.length; from += CHUNK) {
    const changed: [id: number, heldUntil: number | null, insider: Insider | null][] = [];
    const shown: number[] = [];
    for (const row of rowsOf(store, personIds.slice(from, from + CHUNK))) {
      const works = JSON.parse(row.works) as Work[];
      const heldUntil = latest([row.ownHold, ...holds.filter((hold) => covers(hold, works)).map(endOf)]);
      const insider = insiderOf(employersIn(works), lists);
      if (heldUntil === row.heldUntil && insider === row.insider) continue;
      changed.push([row.id, heldUntil, insider]);
      if (row.flagTier !== null || heldUntil !== null) shown.push(row.id);
    }
    keep(store, changed);
    queueFlags(store, shown);
  }
}

function rowsOf({ sql }: Store, ids: readonly number[]): BarredRow[] {
  return sql.all<BarredRow>(
    `SELECT person.id, person.held_until AS heldUntil, person.insider, person.flag_tier AS flagTier,
       CASE WHEN person_hold.person_id IS NOT NULL THEN coalesce(person_hold.until, ${UNTIL_LIFTED}) END AS ownHold,
       (SELECT json_group_array(json_array(record.email, record.connection, record.company_id, company.domain))
        FROM record LEFT JOIN company ON company.connection = record.connection AND company.id = record.company_id
        WHERE record.person_id = person.id AND record.removed_at IS NULL) AS works
     FROM person LEFT JOIN person_hold ON person_hold.person_id = person.id
     WHERE person.id IN (SELECT value FROM json_each(?))`,
    JSON.stringify(ids),
  );
}

function companyHolds({ sql }: Store): CompanyHold[] {
  return sql
    .all<CompanyHold>(
      `SELECT company_hold.connection, company_hold.company_id AS companyId, company.domain,
         coalesce(company_hold.until, ${UNTIL_LIFTED}) AS until
       FROM company_hold LEFT JOIN company
         ON company.connection = company_hold.connection AND company.id = company_hold.company_id`,
    )
    .map((hold) => ({ ...hold, domain: employerDomain(hold.domain) }));
}

/** A company in two CRMs is one company where its domain is the same. */
function covers({ connection, companyId, domain }: CompanyHold, works: readonly Work[]): boolean {
  return works.some(
    ([, place, id, theirs]) =>
      (place === connection && id === companyId) || (domain !== null && employerDomain(theirs) === domain),
  );
}

function endOf({ until }: CompanyHold): number {
  return until;
}

/** The companies on hold that a person is at. */
export function heldCompaniesOf(store: Store, personId: number): { connection: string; companyId: string }[] {
  const [row] = rowsOf(store, [personId]);
  const works = JSON.parse(row?.works ?? '[]') as Work[];
  return companyHolds(store).filter((hold) => covers(hold, works));
}

function latest(ends: readonly (number | null)[]): number | null {
  const known = ends.filter((end) => end !== null);
  return known.length === 0 ? null : Math.max(...known);
}

function employersIn(works: readonly Work[]): { emails: string[]; domains: string[] } {
  return {
    emails: works.flatMap(([email]) => email ?? []),
    domains: works.flatMap(([, , , domain]) => domain ?? []),
  };
}

function keep({ sql }: Store, changed: readonly unknown[]): void {
  if (changed.length === 0) return;
  sql.run(
    `UPDATE person SET held_until = changed.value ->> 1, insider = changed.value ->> 2,
       flag_tier = CASE WHEN changed.value ->> 1 IS NULL THEN flag_tier ELSE coalesce(flag_tier, tier) END
     FROM json_each(?) AS changed WHERE person.id = changed.value ->> 0`,
    JSON.stringify(changed),
  );
}
