import { first } from '#server/storage/sql.ts';
import type { Store } from '#server/workspace/store.ts';

/** Whether this interaction was acted upon before: it is a replay, and is answered without a second effect. */
export function wasPressed({ sql }: Store, key: string): boolean {
  return first(sql, 'SELECT 1 FROM press WHERE key = ?', key) !== undefined;
}

/** Remembers an interaction, inside the transaction that acts upon it. */
export function rememberPress({ sql, now }: Store, key: string): void {
  sql.run('INSERT INTO press (key, at) VALUES (?, ?)', key, now());
}
