import type { CrmContact } from '#core/crm/crm.ts';
import { queueFlags } from '#server/workspace/scoring/consequences.ts';
import type { ReadContacts } from '#server/workspace/ingest/contacts.ts';
import type { Store } from '#server/workspace/store.ts';

/** A contact's id and 1 where it does not want to be written to. */
type Wish = [personId: number, contactId: string, optedOut: 0 | 1];

/** Keeps what each record now says of being asked; a wish made on another record stands. Most never wished anything. */
export function noteOptOuts(
  store: Store,
  connection: string,
  contacts: readonly CrmContact[],
  read: ReadContacts,
): void {
  const wishes = contacts.flatMap((contact): Wish[] => {
    const personId = read.people.get(contact.id);
    if (personId === undefined || read.stale.has(contact)) return [];
    if (contact.optedOut) return [[personId, contact.id, 1]];
    return read.known.has(contact.id) ? [[personId, contact.id, 0]] : [];
  });
  if (wishes.length === 0) return;
  const { made = [], none = [] } = Object.groupBy(wishes, ([, , optedOut]) => (optedOut ? 'made' : 'none'));
  const changed = [...clear(store, connection, none), ...keep(store, connection, made)];
  if (changed.length > 0) recountOptOuts(store, changed);
}

/** A record that absorbed others speaks under the id it lives under. */
const SOURCES = `SELECT given.value ->> 0 AS person_id, given.value ->> 2 AS opted_out,
    'record:' || ?1 || ':' || coalesce(record_alias.became_id, given.value ->> 1) AS source
  FROM json_each(?2) AS given
  LEFT JOIN record_alias ON record_alias.connection = ?1 AND record_alias.id = given.value ->> 1`;

function clear({ sql }: Store, connection: string, wishes: Wish[]): number[] {
  const ids = JSON.stringify(wishes.map(([personId]) => personId));
  const held = sql.all(
    'SELECT 1 FROM opt_out WHERE person_id IN (SELECT value FROM json_each(?)) LIMIT 1',
    ids,
  );
  if (held.length === 0) return [];
  return sql
    .all<{ personId: number }>(
      `DELETE FROM opt_out WHERE (person_id, source) IN
         (SELECT person_id, source FROM (${SOURCES}) WHERE NOT opted_out) RETURNING person_id AS personId`,
      connection,
      JSON.stringify(wishes),
    )
    .map((row) => row.personId);
}

function keep({ sql, now }: Store, connection: string, made: Wish[]): number[] {
  if (made.length === 0) return [];
  return sql
    .all<{ personId: number }>(
      `INSERT INTO opt_out (person_id, source, at) SELECT person_id, source, ?3 FROM (${SOURCES}) WHERE true
       ON CONFLICT DO NOTHING RETURNING person_id AS personId`,
      connection,
      JSON.stringify(made),
      now(),
    )
    .map((row) => row.personId);
}

/** Sets whether these people may be asked by whether any wish of theirs stands; records that show them say so. */
export function recountOptOuts(store: Store, personIds: readonly number[]): void {
  const shown = store.sql.all<{ id: number; flagTier: string | null }>(
    `UPDATE person SET opted_out = EXISTS (SELECT 1 FROM opt_out WHERE person_id = person.id)
     WHERE id IN (SELECT value FROM json_each(?))
       AND opted_out <> EXISTS (SELECT 1 FROM opt_out WHERE person_id = person.id)
     RETURNING id, flag_tier AS flagTier`,
    JSON.stringify(personIds),
  );
  queueFlags(
    store,
    shown.filter(({ flagTier }) => flagTier !== null).map(({ id }) => id),
  );
}
