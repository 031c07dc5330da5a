import { RpcTarget } from 'cloudflare:workers';
import type { CrmBatch, CrmContact, CrmDeal, CrmRemoval, RecordKind } from '#core/crm/crm.ts';
import type { Problem } from '#core/problem.ts';
import { checkSignal } from '#core/signal/signal.ts';
import { displayName, normalizeEmail } from '#core/person/person.ts';
import { enqueue } from './outbox.ts';
import { alertChannel } from './channels.ts';
import { upsertCompanies, upsertDeals, upsertOwners } from './crm-tables.ts';
import { eraseRecords, mergeRecords, removeCompanies, removeDeals, removeRecords } from './departures.ts';
import { proposeForActs } from './proposals.ts';
import { recordSignals, type PersonSignal } from './scoring.ts';
import type { Store } from './store.ts';

interface KnownRecord {
  id: string;
  personId: number;
  modifiedAt: number;
}

/** A value read from a CRM that no score can use. */
export interface RefusedSignal {
  recordId: string;
  source: string;
  problem: Problem;
}

/** Takes in what a CRM connection read. Every method may be repeated with the same input. */
export class Ingest extends RpcTarget {
  #store: Store;

  constructor(store: Store) {
    super();
    this.#store = store;
  }

  /** Applies one batch whole or not at all; gives the signals that were new and the values that cannot be scored. */
  apply(connection: string, batch: CrmBatch): { signals: number; refused: RefusedSignal[] } {
    const store = this.#store;
    return store.sql.transaction(() => {
      upsertOwners(store, connection, batch.owners);
      upsertCompanies(store, connection, batch.companies);
      for (const merge of batch.merges) mergeRecords(store, connection, merge);
      const people = upsertContacts(store, connection, batch.contacts);
      upsertDeals(store, connection, batch.deals);
      const { signals, refused } = contactSignals(batch.contacts, people, store.now());
      signals.push(...wonDealSignals(store, connection, batch.deals, batch.contacts));
      const fresh = recordSignals(store, signals);
      if (!isInitial(store, connection)) {
        proposeForActs(
          store,
          signals.filter((signal) => fresh.has(signal.key)),
        );
      }
      remove(store, connection, batch.removals);
      return { signals: fresh.size, refused };
    });
  }

  /** The first backfill is complete: what was held back may leave now, and its advocates are told in one digest. */
  finishInitial(connection: string): void {
    const store = this.#store;
    store.sql.transaction(() => {
      const first = store.sql.all(
        'UPDATE connection SET initial = 0 WHERE id = ? AND initial RETURNING id',
        connection,
      );
      if (first.length === 0) return;
      store.sql.run(
        `UPDATE delivery SET state = 'due', due_at = ? WHERE state = 'held' AND target = ?`,
        store.now(),
        connection,
      );
      const channel = alertChannel(store);
      if (channel !== null) {
        enqueue(store, {
          id: `digest:${connection}`,
          kind: 'digest',
          target: channel.connection,
          subject: connection,
        });
      }
      store.wake(store.now());
    });
  }
}

function remove(store: Store, connection: string, removals: CrmRemoval[]): void {
  const ids = (kind: RecordKind, erased: boolean) =>
    removals
      .filter((removal) => removal.kind === kind && removal.erased === erased)
      .map((removal) => removal.id);
  removeRecords(store, connection, ids('contact', false));
  eraseRecords(store, connection, ids('contact', true));
  removeCompanies(store, connection, [...ids('company', false), ...ids('company', true)]);
  removeDeals(store, connection, [...ids('deal', false), ...ids('deal', true)]);
}

function upsertContacts(store: Store, connection: string, contacts: CrmContact[]): Map<string, number> {
  const known = knownRecords(
    store,
    connection,
    contacts.map((contact) => contact.id),
  );
  let nextId = store.sql.all<{ id: number }>('SELECT coalesce(max(id), 0) + 1 AS id FROM person')[0]!.id;
  const people = new Map<string, number>();
  const personRows: unknown[] = [];
  const recordRows: unknown[] = [];
  for (const contact of contacts) {
    const record = known.get(contact.id);
    const personId = record?.personId ?? people.get(contact.id) ?? nextId++;
    people.set(contact.id, personId);
    // A page read before a newer one but applied after it must not bring the past back.
    if (record !== undefined && contact.modifiedAt < record.modifiedAt) continue;
    const email = normalizeEmail(contact.email ?? '');
    personRows.push([
      personId,
      displayName(contact.name, email, contact.id),
      email,
      contact.title,
      contact.companyId,
      contact.ownerId,
      contact.createdAt ?? store.now(),
    ]);
    recordRows.push([contact.id, personId, contact.url, contact.modifiedAt]);
  }
  writePeople(store, connection, personRows);
  writeRecords(store, connection, recordRows);
  return people;
}

function knownRecords({ sql }: Store, connection: string, ids: string[]): Map<string, KnownRecord> {
  const rows = sql.all<KnownRecord>(
    `SELECT asked.value AS id, record.person_id AS personId, record.modified_at AS modifiedAt
     FROM json_each(?2) AS asked
     LEFT JOIN record_alias ON record_alias.connection = ?1 AND record_alias.id = asked.value
     JOIN record ON record.connection = ?1 AND record.id = coalesce(record_alias.became_id, asked.value)`,
    connection,
    JSON.stringify(ids),
  );
  return new Map(rows.map((row) => [row.id, row]));
}

function writePeople({ sql, now }: Store, connection: string, rows: unknown[]): void {
  sql.run(
    `INSERT INTO person (id, name, email, title, company_id, company, owner, tier, tier_since, created_at)
     SELECT given.value ->> 0, given.value ->> 1, given.value ->> 2, given.value ->> 3,
       ?1 || ':' || (given.value ->> 4), company.name, owner.name, 'none', ?2, given.value ->> 6
     FROM json_each(?3) AS given
     LEFT JOIN company ON company.connection = ?1 AND company.id = given.value ->> 4
     LEFT JOIN owner ON owner.connection = ?1 AND owner.id = given.value ->> 5
     WHERE true
     ON CONFLICT (id) DO UPDATE SET name = excluded.name, email = excluded.email, title = excluded.title,
       company_id = excluded.company_id, company = coalesce(excluded.company, person.company),
       owner = excluded.owner, removed_at = NULL`,
    connection,
    now(),
    JSON.stringify(rows),
  );
}

function writeRecords({ sql }: Store, connection: string, rows: unknown[]): void {
  sql.run(
    `INSERT INTO record (connection, id, person_id, url, modified_at)
     SELECT ?1, value ->> 0, value ->> 1, value ->> 2, value ->> 3 FROM json_each(?2) WHERE true
     ON CONFLICT (connection, id) DO UPDATE SET url = excluded.url, modified_at = excluded.modified_at,
       removed_at = NULL`,
    connection,
    JSON.stringify(rows),
  );
}

function contactSignals(
  contacts: CrmContact[],
  people: Map<string, number>,
  now: number,
): { signals: PersonSignal[]; refused: RefusedSignal[] } {
  const signals: PersonSignal[] = [];
  const refused: RefusedSignal[] = [];
  for (const contact of contacts) {
    const personId = people.get(contact.id);
    if (personId === undefined) continue;
    for (const { type, occurredAt, value, source } of contact.signals) {
      // Named after the person and the fact, not the record: a merge or a second CRM tells nothing twice.
      const key = `crm:${personId}:${type}:${occurredAt}:${value ?? ''}`;
      const checked = checkSignal({ key, type, occurredAt, value, source }, now);
      if (checked.ok) signals.push({ ...checked.value, personId });
      else refused.push({ recordId: contact.id, source, problem: checked.problem });
    }
  }
  return { signals, refused };
}

/** What a first backfill reads is history: it earns scores, not rewards. */
function isInitial({ sql }: Store, connection: string): boolean {
  return sql.all('SELECT 1 FROM connection WHERE id = ? AND initial', connection).length > 0;
}

/** A won deal counts for every contact on it, whichever of the two was read first. */
function wonDealSignals(
  { sql, now }: Store,
  connection: string,
  deals: CrmDeal[],
  contacts: CrmContact[],
): PersonSignal[] {
  if (deals.length === 0 && contacts.length === 0) return [];
  const receivedAt = now();
  return sql
    .all<{ dealId: string; closedAt: number | null; personId: number }>(
      `SELECT deal.id AS dealId, deal.closed_at AS closedAt, record.person_id AS personId
       FROM (
         SELECT deal_id, contact_id FROM deal_contact
         WHERE connection = ?1 AND deal_id IN (SELECT value FROM json_each(?2))
         UNION ALL
         SELECT deal_id, contact_id FROM deal_contact
         WHERE connection = ?1 AND contact_id IN (SELECT value FROM json_each(?3))
       ) AS touched
       JOIN deal ON deal.connection = ?1 AND deal.id = touched.deal_id
       JOIN record ON record.connection = ?1 AND record.id = touched.contact_id
       WHERE deal.outcome = 'won' AND deal.closed_at IS NOT NULL`,
      connection,
      JSON.stringify(deals.map((deal) => deal.id)),
      JSON.stringify(contacts.map((contact) => contact.id)),
    )
    .map((row) => ({
      key: `crm:${row.personId}:deal_won:${connection}:${row.dealId}`,
      personId: row.personId,
      type: 'deal_won',
      occurredAt: Math.min(row.closedAt ?? receivedAt, receivedAt),
      receivedAt,
      value: null,
      source: `deal ${row.dealId}`,
    }));
}
