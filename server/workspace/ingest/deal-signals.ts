import type { CrmContact, CrmDeal } from '#core/crm/crm.ts';
import { checkSignal } from '#core/signal/signal.ts';
import type { CrmSignals } from './contact-signals.ts';
import { upsertDeals } from './crm-tables.ts';
import { deleteSignals, type PersonSignal } from '#server/workspace/scoring/scoring.ts';
import type { Store } from '#server/workspace/store.ts';

interface WonDeal {
  dealId: string;
  personId: number;
  closedAt: number;
}

/**
 * Keeps deals, and adds to `found` what they tell: a won deal counts for every contact on it, whichever of the two
 * was read first. A deal that is lost again, closed on another day, or without the contact, counts no longer.
 */
export function applyDeals(
  store: Store,
  connection: string,
  deals: CrmDeal[],
  contacts: CrmContact[],
  found: CrmSignals,
): void {
  if (deals.length === 0 && contacts.length === 0) return;
  const known = knownDeals(store, connection, deals);
  const before = keysOnDeals(store, connection, known);
  upsertDeals(store, connection, deals);
  const won = wonDeals(store, connection, deals, contacts);
  if (known.length > 0) {
    const after = keysOnDeals(store, connection, known);
    for (const personId of retract(store, connection, [...before, ...after], won)) found.anew.add(personId);
  }
  for (const deal of won) {
    const signal = signalOf(store, connection, deal);
    if (signal.ok) found.signals.push({ ...signal.value, personId: deal.personId, connection });
    else found.refused.push({ recordId: deal.dealId, source: sourceOf(deal), problem: signal.problem });
  }
}

function signalOf(store: Store, connection: string, deal: WonDeal) {
  const key = keyOf(connection, deal);
  return checkSignal(
    { key, type: 'deal_won', occurredAt: deal.closedAt, source: sourceOf(deal) },
    store.now(),
  );
}

function sourceOf({ dealId }: WonDeal): string {
  return `deal ${dealId}`;
}

function keyOf(connection: string, { dealId, personId }: { dealId: string; personId: number }): string {
  return `crm:${personId}:deal_won:${connection}:${dealId}`;
}

function knownDeals({ sql }: Store, connection: string, deals: CrmDeal[]): string[] {
  if (deals.length === 0) return [];
  return sql
    .all<{ id: string }>(
      'SELECT id FROM deal WHERE connection = ? AND id IN (SELECT value FROM json_each(?))',
      connection,
      JSON.stringify(deals.map((deal) => deal.id)),
    )
    .map((row) => row.id);
}

/** The keys under which these deals may have counted for the people on them. */
function keysOnDeals({ sql }: Store, connection: string, dealIds: string[]): string[] {
  if (dealIds.length === 0) return [];
  return sql
    .all<{ dealId: string; personId: number }>(
      `SELECT deal_contact.deal_id AS dealId, record.person_id AS personId FROM deal_contact
       CROSS JOIN record ON record.connection = deal_contact.connection AND record.id = deal_contact.contact_id
       WHERE deal_contact.connection = ? AND deal_contact.deal_id IN (SELECT value FROM json_each(?))`,
      connection,
      JSON.stringify(dealIds),
    )
    .map((row) => keyOf(connection, row));
}

function wonDeals({ sql }: Store, connection: string, deals: CrmDeal[], contacts: CrmContact[]): WonDeal[] {
  return sql.all<WonDeal>(
    `SELECT deal.id AS dealId, deal.closed_at AS closedAt, record.person_id AS personId
     FROM (
       SELECT deal_id, contact_id FROM deal_contact
       WHERE connection = ?1 AND deal_id IN (SELECT value FROM json_each(?2))
       UNION ALL
       SELECT deal_id, contact_id FROM deal_contact
       WHERE connection = ?1 AND contact_id IN (SELECT value FROM json_each(?3))
     ) AS touched
     CROSS JOIN deal ON deal.connection = ?1 AND deal.id = touched.deal_id
     CROSS JOIN record ON record.connection = ?1 AND record.id = touched.contact_id
     WHERE deal.outcome = 'won' AND deal.closed_at IS NOT NULL
     GROUP BY deal.id, record.person_id`,
    connection,
    JSON.stringify(deals.map((deal) => deal.id)),
    JSON.stringify(contacts.map((contact) => contact.id)),
  );
}

/** Deletes what is kept under `keys` and no longer so; gives the people it counted for. */
function retract(store: Store, connection: string, keys: string[], won: WonDeal[]): number[] {
  const closed = new Map(won.map((deal) => [keyOf(connection, deal), deal.closedAt]));
  const kept = store.sql.all<PersonSignal>(
    `SELECT key, person_id AS personId, occurred_at AS occurredAt, received_at AS receivedAt FROM signal
     WHERE key IN (SELECT value FROM json_each(?))`,
    JSON.stringify(keys),
  );
  const wrong = kept.filter(({ key, occurredAt, receivedAt }) => {
    const closedAt = closed.get(key);
    // A day ahead of us was kept as the moment we read it.
    return closedAt === undefined || occurredAt !== Math.min(Math.floor(closedAt), receivedAt);
  });
  deleteSignals(
    store,
    wrong.map((signal) => signal.key),
  );
  return wrong.map((signal) => signal.personId);
}
