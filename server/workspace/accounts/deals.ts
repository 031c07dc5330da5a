import { DAY } from '#core/time.ts';
import type { PersonDeal } from '#server/workspace/people/deals.ts';
import type { Store } from '#server/workspace/store.ts';

/** The deals of an account, those still open first, then the newest; one that two CRMs hold is listed once. */
export function accountDeals({ sql }: Store, account: string): PersonDeal[] {
  return sql.all(
    `SELECT deal.id, deal.name, deal.outcome, deal.amount, deal.currency, deal.closed_at AS closedAt, deal.url
     FROM company CROSS JOIN deal ON deal.company_id = company.id AND deal.connection = company.connection
     WHERE company.account = ?1 AND NOT EXISTS (
       SELECT 1 FROM company AS other CROSS JOIN deal AS same
         ON same.company_id = other.id AND same.connection = other.connection
       WHERE other.account = ?1 AND same.connection < deal.connection AND same.name = deal.name
         AND same.outcome = deal.outcome AND same.amount IS deal.amount
         AND abs(coalesce(same.closed_at, 0) - coalesce(deal.closed_at, 0)) < ${DAY})
     ORDER BY deal.outcome <> 'open', deal.closed_at DESC, deal.connection, deal.id LIMIT 50`,
    account,
  );
}
