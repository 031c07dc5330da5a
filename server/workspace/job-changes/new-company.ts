import { first } from '#server/storage/sql.ts';
import { sameCompany } from '#server/workspace/gates/companies.ts';
import type { Store } from '#server/workspace/store.ts';

/** What the company somebody moved to is to us, in whichever CRMs it is. */
export interface NewCompany {
  account: 'customer' | 'open_deal' | 'unknown';
  /** Who owns most of the other contacts there; null where nobody does. No e-mail where the name tells no single user. */
  owner: { name: string; email: string | null } | null;
}

/** What we know of the company `moverId` went to. */
export function newCompany(store: Store, connection: string, companyId: string, moverId: number): NewCompany {
  const places = JSON.stringify(
    sameCompany(store, { connection, id: companyId }).map((place) => [place.connection, place.id]),
  );
  return { account: accountAt(store, places), owner: ownerAt(store, places, moverId) };
}

function accountAt({ sql }: Store, places: string): NewCompany['account'] {
  const row = first<{ won: number; open: number }>(
    sql,
    `SELECT coalesce(max(outcome = 'won'), 0) AS won, coalesce(max(outcome = 'open'), 0) AS open
     FROM deal WHERE (connection, company_id) IN (SELECT value ->> 0, value ->> 1 FROM json_each(?))`,
    places,
  );
  if (row?.won === 1) return 'customer';
  return row?.open === 1 ? 'open_deal' : 'unknown';
}

/** The mover's own record still names whoever looked after them at the old company. */
function ownerAt({ sql }: Store, places: string, moverId: number): NewCompany['owner'] {
  return (
    first<{ name: string; email: string | null }>(
      sql,
      `SELECT person.owner AS name, (SELECT CASE WHEN count(DISTINCT owner.email) = 1 THEN max(owner.email) END
         FROM owner WHERE owner.name = person.owner AND owner.active) AS email
       FROM json_each(?1) AS place
         CROSS JOIN record ON record.company_id = place.value ->> 1 AND record.connection = place.value ->> 0
         JOIN person ON person.id = record.person_id
       WHERE person.id <> ?2 AND person.owner IS NOT NULL AND record.removed_at IS NULL
       GROUP BY person.owner ORDER BY count(*) DESC, person.owner LIMIT 1`,
      places,
      moverId,
    ) ?? null
  );
}
