import { grantBudget } from '#core/ledger/budget.ts';
import { ok, refuse, type Result } from '#core/problem.ts';
import { first } from '#server/storage/sql.ts';
import { note } from '#server/workspace/trail/note.ts';
import { redrawWaitingRewards } from '#server/workspace/rewards/messages.ts';
import type { Store } from '#server/workspace/store.ts';
import { post } from './post.ts';

/** Takes away a budget nobody ever drew on, within a transaction. Fails with `not_found`, or `key_conflict`. */
export function removeBudget(store: Store, holder: string, currency: string, by: string): Result<null> {
  const { sql, now } = store;
  const query = 'SELECT amount FROM budget WHERE holder = ? AND currency = ?';
  const found = first<{ amount: number }>(sql, query, holder, currency);
  if (found === undefined) {
    return refuse('not_found', 'There is no such budget.', 'It may have been removed.');
  }
  if (isDrawnOn(store, holder, currency)) {
    const message = 'Rewards drew on this budget, so its books stay.';
    return refuse('key_conflict', message, 'Set it to what is reserved and spent of it.');
  }
  const key = `${holder}:${currency}:${lastEdition(store, holder, currency) + 1}`;
  sql.run('DELETE FROM budget WHERE holder = ? AND currency = ?', holder, currency);
  if (found.amount !== 0) post(store, grantBudget(key, holder, currency, -found.amount, now()));
  note(store, by, 'budget.removed', `budget:${holder}:${currency}`, `${found.amount} ${currency}`);
  redrawWaitingRewards(store, currency);
  return ok(null);
}

/** Whether money was ever held of a budget: what was is still in the books where it was given back. */
export function isDrawnOn({ sql }: Store, holder: string, currency: string): boolean {
  const query = `SELECT 1 FROM balance WHERE currency = ? AND account = 'reserved' AND holder = ?`;
  return first(sql, query, currency, holder) !== undefined;
}

/** The number of the last change of a budget the books tell of, removed or not; 0 where they tell of none. */
export function lastEdition({ sql }: Store, holder: string, currency: string): number {
  const place = `budget:${holder}:${currency}:`;
  const query = `SELECT max(CAST(substr(id, ?) AS INTEGER)) AS edition FROM ledger_transaction WHERE id >= ? AND id < ?`;
  // The character after a colon is a semicolon.
  const last = first<{ edition: number | null }>(
    sql,
    query,
    place.length + 1,
    place,
    `${place.slice(0, -1)};`,
  );
  return last?.edition ?? 0;
}
