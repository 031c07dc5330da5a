import { redrawDigest } from './erased-messages.ts';
import { personKey } from '#server/workspace/people/people.ts';
import type { Store } from '#server/workspace/store.ts';

/** Whom a message names, by id, and how many it counts with those it does not. */
export interface Named {
  ids: string[];
  total: number;
}

interface Posted {
  connection: string;
  channel: string;
  ts: string;
}

/** Keeps whom a posted digest names. Where one of them was erased while it travelled, it is drawn again at once. */
export function rememberMentions(store: Store, at: Posted, { ids, total }: Named): void {
  store.sql.run(
    `INSERT INTO mention (connection, channel, ts, person_id, total)
     SELECT ?, ?, ?, CAST(value AS INTEGER), ? FROM json_each(?) WHERE true ON CONFLICT DO NOTHING`,
    at.connection,
    at.channel,
    at.ts,
    total,
    JSON.stringify(ids),
  );
  if (ids.some((id) => personKey(store, id) === null)) redrawDigest(store, at);
}

/** Whom a posted digest names, and how many it counts. */
export function mentionsIn({ sql }: Store, { connection, channel, ts }: Posted): Named {
  const rows = sql.all<{ id: number; total: number }>(
    'SELECT person_id AS id, total FROM mention WHERE connection = ? AND channel = ? AND ts = ?',
    connection,
    channel,
    ts,
  );
  return { ids: rows.map(({ id }) => String(id)), total: rows[0]?.total ?? 0 };
}
