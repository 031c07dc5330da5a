import { first } from '#server/storage/sql.ts';
import type { Store } from '#server/workspace/store.ts';

/** Remembers that somebody signed out of a session until it would have run out, and forgets those that have. */
export function endSession({ sql, now }: Store, session: string, until: number): void {
  sql.run('DELETE FROM ended_session WHERE until <= ?', now());
  sql.run('INSERT INTO ended_session (id, until) VALUES (?, ?) ON CONFLICT (id) DO NOTHING', session, until);
}

/** Whether somebody signed out of a session. */
export function hasEnded({ sql }: Store, session: string): boolean {
  return first(sql, 'SELECT 1 FROM ended_session WHERE id = ?', session) !== undefined;
}
