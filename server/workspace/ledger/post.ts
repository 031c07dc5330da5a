import type { LedgerAccount, LedgerTransaction } from '#core/ledger/ledger.ts';
import { first } from '#server/storage/sql.ts';
import type { Store } from '#server/workspace/store.ts';

/** Writes a transaction with its entries; false when its id is in the books already. */
export function post({ sql }: Store, transaction: LedgerTransaction): boolean {
  const { id, at, kind, reference, entries } = transaction;
  const fresh = sql.all(
    `INSERT INTO ledger_transaction (id, at, kind, reference) VALUES (?, ?, ?, ?)
     ON CONFLICT DO NOTHING RETURNING id`,
    id,
    at,
    kind,
    reference,
  );
  if (fresh.length === 0) return false;
  const written = JSON.stringify(entries);
  sql.run(
    `INSERT INTO ledger_entry (transaction_id, account, holder, currency, amount)
     SELECT ?, value ->> 'account', value ->> 'holder', value ->> 'currency', value ->> 'amount' FROM json_each(?)`,
    id,
    written,
  );
  // The fold of the entries, kept so that a balance is read in one step however long the books are.
  sql.run(
    `INSERT INTO balance (currency, account, holder, amount)
     SELECT value ->> 'currency', value ->> 'account', value ->> 'holder', value ->> 'amount' FROM json_each(?)
     WHERE true
     ON CONFLICT (currency, account, holder) DO UPDATE SET amount = amount + excluded.amount`,
    written,
  );
  return true;
}

/** What an account holds under a sub-account: integer minor units, or points. */
export function balanceOf({ sql }: Store, currency: string, account: LedgerAccount, holder: string): number {
  const query = 'SELECT amount FROM balance WHERE currency = ? AND account = ? AND holder = ?';
  return first<{ amount: number }>(sql, query, currency, account, holder)?.amount ?? 0;
}
