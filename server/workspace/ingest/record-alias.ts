import { first } from '#server/storage/sql.ts';
import type { Store } from '#server/workspace/store.ts';

/** What the id of an erased record became: nothing, for good, so that no late page brings the person back. */
export const ERASED = '';

/** The id a CRM record lives under now: its own, that of the record it was merged into, or ERASED. */
export function livingId({ sql }: Store, connection: string, id: string): string {
  const row = first<{ becameId: string }>(
    sql,
    'SELECT became_id AS becameId FROM record_alias WHERE connection = ? AND id = ?',
    connection,
    id,
  );
  return row?.becameId ?? id;
}

/** Keeps that these ids became `into`. What became one of them before leads straight there too. */
export function keepAliases({ sql, now }: Store, connection: string, ids: string[], into: string): void {
  const gone = JSON.stringify(ids);
  sql.run(
    `UPDATE record_alias SET became_id = ? WHERE connection = ? AND became_id IN (SELECT value FROM json_each(?))`,
    into,
    connection,
    gone,
  );
  sql.run(
    `INSERT INTO record_alias (connection, id, became_id, at) SELECT ?1, value, ?2, ?3 FROM json_each(?4) WHERE true
     ON CONFLICT (connection, id) DO UPDATE SET became_id = excluded.became_id`,
    connection,
    into,
    now(),
    gone,
  );
}

/** Every id that led to this one: what was merged into it. */
export function idsLeadingTo({ sql }: Store, connection: string, id: string): string[] {
  return sql
    .all<{ id: string }>('SELECT id FROM record_alias WHERE connection = ? AND became_id = ?', connection, id)
    .map((row) => row.id);
}

/** Those of the ids that stand for nobody any more. */
export function erasedAmong({ sql }: Store, connection: string, ids: readonly string[]): string[] {
  if (ids.length === 0) return [];
  return sql
    .all<{ id: string }>(
      `SELECT id FROM record_alias
       WHERE connection = ? AND became_id = '' AND id IN (SELECT value FROM json_each(?))`,
      connection,
      JSON.stringify(ids),
    )
    .map((row) => row.id);
}
