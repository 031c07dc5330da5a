import type { CrmContact } from '#core/crm/crm.ts';
import { nameKey } from '#core/person/names.ts';
import { displayName, normalizeEmail } from '#core/person/person.ts';
import { first } from '#server/storage/sql.ts';
import { comparesNames } from '#server/workspace/identity/name-keys.ts';
import { ERASED } from './record-alias.ts';
import type { Store } from '#server/workspace/store.ts';

/** What became of the contacts of a batch. */
export interface ReadContacts {
  /** The person behind each contact id; none for an erased one. */
  people: Map<string, number>;
  /** Contacts that were known before. */
  known: Set<string>;
  /** Pages older than what is known: true when they were read, but not the last word. */
  stale: Set<CrmContact>;
  /** How many were unknown, back, or newer than what was known. */
  news: number;
  /** People who were in the CRM's recycle bin and are back. */
  restored: number[];
  /** People of whom something new was read, with their e-mail in it. */
  changed: Map<number, string | null>;
}

interface KnownRecord {
  asked: string;
  /** The id it lives under now, see `livingId`. */
  id: string;
  personId: number | null;
  modifiedAt: number;
  removedAt: number | null;
  /** When the newest other record of the person was changed; null where there is none. */
  otherAt: number | null;
}

/**
 * Keeps contacts as people with a record each. A new record is a new person, see `matchBatch` for who they are; of
 * somebody with several records the one changed last tells the name.
 */
export function upsertContacts(store: Store, connection: string, contacts: CrmContact[]): ReadContacts {
  const read: ReadContacts = {
    people: new Map(),
    known: new Set(),
    stale: new Set(),
    news: 0,
    restored: [],
    changed: new Map(),
  };
  if (contacts.length === 0) return read;
  const records = knownRecords(store, connection, contacts);
  const newest = newestPages(contacts, records);
  let nextId = (first<{ id: number | null }>(store.sql, 'SELECT max(id) AS id FROM person')?.id ?? 0) + 1;
  const isKeyed = comparesNames(store);
  const personRows: unknown[] = [];
  const recordRows: unknown[] = [];
  for (const [id, contact] of newest) {
    const record = records.get(contact.id);
    const known = record?.personId ?? null;
    const personId = known ?? nextId++;
    read.people.set(id, personId);
    const absorbed = contact.id !== id;
    // A page read before a newer one but applied after it must not bring the past back.
    if (known !== null && (absorbed || contact.modifiedAt < (record?.modifiedAt ?? 0))) {
      read.stale.add(contact);
      continue;
    }
    const email = normalizeEmail(contact.email ?? '');
    const isBack = record?.removedAt != null;
    if (isBack) read.restored.push(personId);
    if (known === null || isBack || contact.modifiedAt > (record?.modifiedAt ?? 0)) {
      read.news += 1;
      read.changed.set(personId, email);
    }
    if (contact.modifiedAt >= (record?.otherAt ?? 0)) {
      personRows.push(personRow(personId, contact, email, store.now(), isKeyed));
    }
    const modifiedAt = absorbed ? 0 : contact.modifiedAt;
    const bounced = contact.emailBounced ? 1 : 0;
    const { url, companyId, title } = contact;
    recordRows.push([id, personId, url, modifiedAt, email, bounced, companyId, title]);
  }
  writePeople(store, connection, personRows);
  writeRecords(store, connection, recordRows);
  nameAll(read, contacts, records, newest);
  return read;
}

/** One page for each record that lives: its own before that of one it absorbed, then the newest. */
function newestPages(contacts: CrmContact[], records: Map<string, KnownRecord>): Map<string, CrmContact> {
  const newest = new Map<string, CrmContact>();
  for (const contact of contacts) {
    const id = records.get(contact.id)?.id ?? contact.id;
    if (id === ERASED) continue;
    const rival = newest.get(id);
    const own = contact.id === id;
    const better =
      rival === undefined || (own === (rival.id === id) ? contact.modifiedAt >= rival.modifiedAt : own);
    if (better) newest.set(id, contact);
  }
  return newest;
}

/** Tells for every contact read, not only those that were kept, who it is and whether it is the last word. */
function nameAll(
  read: ReadContacts,
  contacts: CrmContact[],
  records: Map<string, KnownRecord>,
  newest: Map<string, CrmContact>,
): void {
  for (const contact of contacts) {
    const record = records.get(contact.id);
    const id = record?.id ?? contact.id;
    const personId = read.people.get(id);
    if (personId === undefined) continue;
    read.people.set(contact.id, personId);
    if (record?.personId != null) read.known.add(contact.id);
    if (newest.get(id) !== contact) read.stale.add(contact);
  }
}

function knownRecords({ sql }: Store, connection: string, contacts: CrmContact[]): Map<string, KnownRecord> {
  const rows = sql.all<KnownRecord>(
    `SELECT asked.value AS asked, coalesce(record_alias.became_id, asked.value) AS id,
       record.person_id AS personId, record.modified_at AS modifiedAt, record.removed_at AS removedAt,
       (SELECT max(other.modified_at) FROM record AS other
        WHERE other.person_id = record.person_id AND other.removed_at IS NULL
          AND (other.connection <> record.connection OR other.id <> record.id)) AS otherAt
     FROM json_each(?2) AS asked
     LEFT JOIN record_alias ON record_alias.connection = ?1 AND record_alias.id = asked.value
     LEFT JOIN record ON record.connection = ?1 AND record.id = coalesce(record_alias.became_id, asked.value)
     WHERE record.id IS NOT NULL OR record_alias.id IS NOT NULL`,
    connection,
    JSON.stringify(contacts.map((contact) => contact.id)),
  );
  return new Map(rows.map((row) => [row.asked, row]));
}

function personRow(
  personId: number,
  contact: CrmContact,
  email: string | null,
  now: number,
  isKeyed: boolean,
): unknown[] {
  const { title, companyId, ownerId, createdAt } = contact;
  const name = displayName(contact.name, email, contact.id);
  const key = isKeyed ? nameKey(name) : null;
  return [personId, name, email, title, companyId, ownerId, createdAt ?? now, key];
}

function writePeople({ sql, now }: Store, connection: string, rows: unknown[]): void {
  if (rows.length === 0) return;
  sql.run(
    `INSERT INTO person
       (id, name, email, title, company_connection, company_id, owner, tier, tier_since, created_at, name_key)
     SELECT given.value ->> 0, given.value ->> 1, given.value ->> 2, given.value ->> 3,
       ?1, given.value ->> 4, owner.name, 'none', ?2, given.value ->> 6, given.value ->> 7
     FROM json_each(?3) AS given
     LEFT JOIN owner ON owner.connection = ?1 AND owner.id = given.value ->> 5
     WHERE true
     ON CONFLICT (id) DO UPDATE SET name = excluded.name, email = excluded.email, title = excluded.title,
       company_connection = excluded.company_connection, company_id = excluded.company_id,
       owner = excluded.owner, name_key = excluded.name_key, removed_at = NULL`,
    connection,
    now(),
    JSON.stringify(rows),
  );
}

function writeRecords({ sql, now }: Store, connection: string, rows: unknown[]): void {
  if (rows.length === 0) return;
  sql.run(
    `INSERT INTO record (connection, id, person_id, url, modified_at, email, bounced, company_id, title, read_at)
     SELECT ?1, value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6, value ->> 7, ?3
     FROM json_each(?2) WHERE true
     ON CONFLICT (connection, id) DO UPDATE SET url = excluded.url, modified_at = excluded.modified_at,
       email = excluded.email, bounced = excluded.bounced, company_id = excluded.company_id,
       title = excluded.title, read_at = excluded.read_at, removed_at = NULL`,
    connection,
    JSON.stringify(rows),
    now(),
  );
}
