import type { Store } from '#server/workspace/store.ts';

/** A deal as it is shown beside a person. */
export interface PersonDeal {
  id: string;
  name: string;
  outcome: 'open' | 'won' | 'lost';
  /** Integer minor units of `currency`. */
  amount: number | null;
  currency: string | null;
  closedAt: number | null;
  url: string;
}

/** See `People.deals`. */
export function dealsOf({ sql }: Store, personId: number): PersonDeal[] {
  return sql.all(
    `SELECT DISTINCT deal.id, deal.name, deal.outcome, deal.amount, deal.currency, deal.closed_at AS closedAt, deal.url
     FROM record
     JOIN deal_contact ON deal_contact.connection = record.connection AND deal_contact.contact_id = record.id
     JOIN deal ON deal.connection = deal_contact.connection AND deal.id = deal_contact.deal_id
     WHERE record.person_id = ? AND record.removed_at IS NULL
     ORDER BY deal.closed_at IS NULL DESC, deal.closed_at DESC LIMIT 50`,
    personId,
  );
}
