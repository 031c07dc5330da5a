import { employerDomain } from '#core/ask/insider.ts';
import type { Store } from '#server/workspace/store.ts';

/** A company of one CRM account. */
export interface CompanyPlace {
  connection: string;
  id: string;
}

/** Everybody with a living record at one of these companies. */
export function peopleAt({ sql }: Store, companies: readonly CompanyPlace[]): number[] {
  if (companies.length === 0) return [];
  return sql
    .all<{ id: number }>(
      `SELECT DISTINCT record.person_id AS id FROM json_each(?) AS place
       CROSS JOIN record ON record.company_id = place.value ->> 1 AND record.connection = place.value ->> 0
       WHERE record.removed_at IS NULL`,
      JSON.stringify(companies.map(({ connection, id }) => [connection, id])),
    )
    .map((row) => row.id);
}

/** The same company in every CRM: itself, and those with its domain. */
export function sameCompany({ sql }: Store, place: CompanyPlace): CompanyPlace[] {
  const rows = sql.all<CompanyPlace & { domain: string | null }>(
    'SELECT connection, id, domain FROM company WHERE domain IS NOT NULL',
  );
  const isPlace = ({ connection, id }: CompanyPlace) => connection === place.connection && id === place.id;
  const domain = employerDomain(rows.find(isPlace)?.domain ?? null);
  if (domain === null) return [place];
  return [place, ...rows.filter((row) => !isPlace(row) && employerDomain(row.domain) === domain)];
}
