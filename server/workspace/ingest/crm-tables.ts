import { NAME_REMOVED } from '#server/workspace/erasure/named-deals.ts';
import { accountKey } from '#core/account/key.ts';
import type { CrmCompany, CrmDeal, CrmOwner } from '#core/crm/crm.ts';
import type { Store } from '#server/workspace/store.ts';

/** Keeps the CRM's users who own records. */
export function upsertOwners({ sql }: Store, connection: string, owners: CrmOwner[]): void {
  if (owners.length === 0) return;
  sql.run(
    `INSERT INTO owner (connection, id, email, name, user_id, active)
     SELECT ?1, value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4 FROM json_each(?2) WHERE true
     ON CONFLICT (connection, id) DO UPDATE SET email = excluded.email, name = excluded.name,
       user_id = excluded.user_id, active = excluded.active`,
    connection,
    JSON.stringify(owners.map((o) => [o.id, o.email, o.name, o.userId, o.active ? 1 : 0])),
  );
}

/** Keeps companies: people are shown with their names. */
export function upsertCompanies({ sql }: Store, connection: string, companies: CrmCompany[]): void {
  if (companies.length === 0) return;
  sql.run(
    `INSERT INTO company (connection, id, name, domain, industry, url, modified_at, account)
     SELECT ?1, value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6
     FROM json_each(?2) WHERE true
     ON CONFLICT (connection, id) DO UPDATE SET name = excluded.name, domain = excluded.domain,
       industry = excluded.industry, url = excluded.url, modified_at = excluded.modified_at,
       account = excluded.account
     WHERE excluded.modified_at >= company.modified_at`,
    connection,
    JSON.stringify(companies.map((company) => companyRow(connection, company))),
  );
}

function companyRow(connection: string, company: CrmCompany): unknown[] {
  const { id, name, domain, industry, url, modifiedAt } = company;
  return [id, name, domain, industry, url, modifiedAt, accountKey(connection, company)];
}

/** Keeps deals and who is on them. A page older than what is known changes neither. */
export function upsertDeals({ sql }: Store, connection: string, deals: CrmDeal[]): void {
  if (deals.length === 0) return;
  const newest = new Map<string, CrmDeal>();
  for (const deal of deals) {
    if (deal.modifiedAt >= (newest.get(deal.id)?.modifiedAt ?? 0)) newest.set(deal.id, deal);
  }
  const written = sql.all<{ id: string }>(
    `INSERT INTO deal (connection, id, name, stage, outcome, amount, currency, closed_at, company_id, url, modified_at)
     SELECT ?1, value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6,
       value ->> 7, value ->> 8, value ->> 9
     FROM json_each(?2) WHERE true
     ON CONFLICT (connection, id) DO UPDATE SET stage = excluded.stage,
       name = CASE WHEN deal.name = 'Deal ' || deal.id || '${NAME_REMOVED}' THEN deal.name ELSE excluded.name END,
       outcome = excluded.outcome, amount = excluded.amount, currency = excluded.currency,
       closed_at = excluded.closed_at, company_id = excluded.company_id, url = excluded.url,
       modified_at = excluded.modified_at
     WHERE excluded.modified_at >= deal.modified_at RETURNING id`,
    connection,
    JSON.stringify([...newest.values()].map(dealRow)),
  );
  const ids = written.map((row) => row.id);
  sql.run(
    'DELETE FROM deal_contact WHERE connection = ? AND deal_id IN (SELECT value FROM json_each(?))',
    connection,
    JSON.stringify(ids),
  );
  const pairs = ids.flatMap((id) => (newest.get(id)?.contactIds ?? []).map((contact) => [id, contact]));
  // A page may still name a contact that was merged into another since.
  sql.run(
    `INSERT INTO deal_contact (connection, deal_id, contact_id)
     SELECT ?1, value ->> 0, coalesce(record_alias.became_id, value ->> 1) FROM json_each(?2)
     LEFT JOIN record_alias ON record_alias.connection = ?1 AND record_alias.id = value ->> 1
     WHERE true ON CONFLICT DO NOTHING`,
    connection,
    JSON.stringify(pairs),
  );
}

function dealRow(d: CrmDeal): unknown[] {
  const money = [d.amount, d.currency, d.closedAt];
  return [d.id, d.name, d.stage, d.outcome, ...money, d.companyId, d.url, d.modifiedAt];
}
