import type { CrmCompany, CrmDeal, CrmOwner } from '#core/crm/crm.ts';
import type { Store } from './store.ts';

/** Keeps the CRM's users who own records. */
export function upsertOwners({ sql }: Store, connection: string, owners: CrmOwner[]): void {
  if (owners.length === 0) return;
  sql.run(
    `INSERT INTO owner (connection, id, email, name)
     SELECT ?1, value ->> 0, value ->> 1, value ->> 2 FROM json_each(?2) WHERE true
     ON CONFLICT (connection, id) DO UPDATE SET email = excluded.email, name = excluded.name`,
    connection,
    JSON.stringify(owners.map((owner) => [owner.id, owner.email, owner.name])),
  );
}

/** Keeps companies, and the names their people are shown with. */
export function upsertCompanies({ sql }: Store, connection: string, companies: CrmCompany[]): void {
  if (companies.length === 0) return;
  const rows = JSON.stringify(
    companies.map((c) => [c.id, c.name, c.domain, c.industry, c.url, c.modifiedAt]),
  );
  sql.run(
    `INSERT INTO company (connection, id, name, domain, industry, url, modified_at)
     SELECT ?1, value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5
     FROM json_each(?2) WHERE true
     ON CONFLICT (connection, id) DO UPDATE SET name = excluded.name, domain = excluded.domain,
       industry = excluded.industry, url = excluded.url, modified_at = excluded.modified_at
     WHERE excluded.modified_at >= company.modified_at`,
    connection,
    rows,
  );
  sql.run(
    `UPDATE person SET company = given.value ->> 1 FROM json_each(?2) AS given
     WHERE person.company_id = ?1 || ':' || (given.value ->> 0) AND person.company IS NOT given.value ->> 1`,
    connection,
    rows,
  );
}

/** Keeps deals and who is on them. */
export function upsertDeals({ sql }: Store, connection: string, deals: CrmDeal[]): void {
  if (deals.length === 0) return;
  sql.run(
    `INSERT INTO deal (connection, id, name, stage, outcome, amount, currency, closed_at, company_id, url, modified_at)
     SELECT ?1, value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6,
       value ->> 7, value ->> 8, value ->> 9
     FROM json_each(?2) WHERE true
     ON CONFLICT (connection, id) DO UPDATE SET name = excluded.name, stage = excluded.stage,
       outcome = excluded.outcome, amount = excluded.amount, currency = excluded.currency,
       closed_at = excluded.closed_at, company_id = excluded.company_id, url = excluded.url,
       modified_at = excluded.modified_at
     WHERE excluded.modified_at >= deal.modified_at`,
    connection,
    JSON.stringify(
      deals.map((d) => [
        d.id,
        d.name,
        d.stage,
        d.outcome,
        d.amount,
        d.currency,
        d.closedAt,
        d.companyId,
        d.url,
        d.modifiedAt,
      ]),
    ),
  );
  sql.run(
    'DELETE FROM deal_contact WHERE connection = ? AND deal_id IN (SELECT value FROM json_each(?))',
    connection,
    JSON.stringify(deals.map((deal) => deal.id)),
  );
  sql.run(
    `INSERT INTO deal_contact (connection, deal_id, contact_id)
     SELECT ?1, value ->> 0, value ->> 1 FROM json_each(?2) WHERE true ON CONFLICT DO NOTHING`,
    connection,
    JSON.stringify(deals.flatMap((deal) => deal.contactIds.map((contact) => [deal.id, contact]))),
  );
}
