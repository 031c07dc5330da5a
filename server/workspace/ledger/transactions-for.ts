import type { LedgerEntry, LedgerTransaction } from '#core/ledger/ledger.ts';
import type { Store } from '#server/workspace/store.ts';

/** Every movement of a reward's money, the oldest first: a handful at most. */
export function transactionsFor({ sql }: Store, rewardId: string): LedgerTransaction[] {
  const rows = sql.all<Omit<LedgerTransaction, 'entries'> & { entries: string }>(
    `SELECT id, at, kind, reference,
       (SELECT json_group_array(json_object('account', account, 'holder', holder, 'currency', currency, 'amount', amount))
        FROM ledger_entry WHERE transaction_id = ledger_transaction.id) AS entries
     FROM ledger_transaction WHERE id > ?1 AND id < ?2 ORDER BY seq`,
    // By the ids that are derived from it, which are indexed: 'reward:R1:approve' and the like, up to ';' after ':'.
    `reward:${rewardId}:`,
    `reward:${rewardId};`,
  );
  return rows.map((row) => ({ ...row, entries: JSON.parse(row.entries) as LedgerEntry[] }));
}
