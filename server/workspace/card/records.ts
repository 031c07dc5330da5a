import type { CardRecordKind } from '#core/card/card.ts';
import { first } from '#server/storage/sql.ts';
import type { Store } from '#server/workspace/store.ts';

export interface CardRecord {
  kind: CardRecordKind;
  id: string;
}

/** The person behind a contact of one CRM account; null where we know none. */
export function contactOn(
  { sql }: Store,
  connection: string,
  id: string,
): { personId: number; recordId: string; url: string } | null {
  return (
    first<{ personId: number; recordId: string; url: string }>(
      sql,
      `SELECT person_id AS personId, id AS recordId, url FROM record
       WHERE connection = ?1 AND removed_at IS NULL AND id = coalesce(
         (SELECT became_id FROM record_alias WHERE connection = ?1 AND id = ?2), ?2)`,
      connection,
      id,
    ) ?? null
  );
}

/** The name of a company or deal of one CRM account; null where we do not know it. */
export function groupName({ sql }: Store, connection: string, { kind, id }: CardRecord): string | null {
  const table = kind === 'company' ? 'company' : 'deal';
  const row = first<{ name: string }>(
    sql,
    `SELECT name FROM ${table} WHERE connection = ? AND id = ?`,
    connection,
    id,
  );
  return row?.name ?? null;
}

/** `FROM` and `WHERE` of the people on a company or deal (?2) of a CRM account (?1), with their records there. */
export function membersSql(kind: CardRecordKind): string {
  const people = 'CROSS JOIN person ON person.id = record.person_id';
  const living = 'record.connection = ?1 AND record.removed_at IS NULL';
  return kind === 'company'
    ? `FROM record ${people} WHERE ${living} AND record.company_id = ?2`
    : `FROM deal_contact CROSS JOIN record ON record.id = deal_contact.contact_id AND ${living} ${people}
       WHERE deal_contact.connection = ?1 AND deal_contact.deal_id = ?2`;
}

/** Whether a person stands on a record: is the contact, or is on the company or deal. */
export function isOn(store: Store, connection: string, record: CardRecord, personId: number): boolean {
  if (record.kind === 'contact') return contactOn(store, connection, record.id)?.personId === personId;
  return (
    first(
      store.sql,
      `SELECT 1 ${membersSql(record.kind)} AND person.id = ?3 LIMIT 1`,
      connection,
      record.id,
      personId,
    ) !== undefined
  );
}
