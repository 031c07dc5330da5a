import { RpcTarget } from 'cloudflare:workers';
import {
  grantBudget,
  type LedgerAccount,
  type LedgerEntry,
  type LedgerTransaction,
} from '#core/ledger/ledger.ts';
import { ok, refuse, type Result } from '#core/problem.ts';
import { isCurrency } from '#core/reward/currency.ts';
import { first } from '#server/storage/sql.ts';
import { note } from '#server/workspace/audit.ts';
import { readCursor, writeCursor } from '#server/workspace/cursor.ts';
import { likePattern } from '#server/workspace/like-pattern.ts';
import { redrawWaitingRewards } from './messages.ts';
import type { Page, Store } from '#server/workspace/store.ts';

export interface LedgerQuery {
  limit: number;
  cursor: string | null;
  q?: string | null;
  oldestFirst?: boolean;
}

/** The books: only ever added to. */
export class Ledger extends RpcTarget {
  #store: Store;

  constructor(store: Store) {
    super();
    this.#store = store;
  }

  /** Transactions with their entries, newest first unless asked otherwise, narrowed by words of the reference or kind. */
  list({ limit, cursor, q = null, oldestFirst = false }: LedgerQuery): Result<Page<LedgerTransaction>> {
    const after = readCursor<[number]>(cursor, ['time']);
    if (!after.ok) return after;
    const [direction, beyond] = oldestFirst ? ['ASC', '>'] : ['DESC', '<'];
    const rows = this.#store.sql.all<Omit<LedgerTransaction, 'entries'> & { seq: number; entries: string }>(
      `SELECT seq, id, at, kind, reference,
         (SELECT json_group_array(json_object('account', account, 'currency', currency, 'amount', amount))
          FROM ledger_entry WHERE transaction_id = ledger_transaction.id) AS entries
       FROM ledger_transaction WHERE seq ${beyond} ?1
         AND (?2 IS NULL OR reference LIKE ?2 ESCAPE '\\' OR kind LIKE ?2 ESCAPE '\\')
       ORDER BY seq ${direction} LIMIT ?3`,
      after.value?.[0] ?? (oldestFirst ? 0 : Number.MAX_SAFE_INTEGER),
      q === null ? null : likePattern(q),
      limit + 1,
    );
    const page = rows.slice(0, limit);
    const items = page.map(({ id, at, kind, reference, entries }) => {
      return { id, at, kind, reference, entries: JSON.parse(entries) as LedgerEntry[] };
    });
    const last = page.at(-1);
    return ok({ items, next: rows.length > limit && last ? writeCursor([last.seq]) : null });
  }

  /** What each account holds, by currency, in minor units. */
  balances(): { account: string; currency: string; amount: number }[] {
    return this.#store.sql.all('SELECT account, currency, amount FROM balance ORDER BY currency, account');
  }

  /** Adds to the budget rewards are paid from. The same key again changes nothing, for another sum is `key_conflict`. */
  grant(key: string, currency: string, amount: number, by: string): Result<null> {
    if (!Number.isSafeInteger(amount) || amount <= 0) {
      return refuse(
        'invalid_input',
        'A budget is a positive whole number of minor units.',
        'Correct it.',
        'amount',
      );
    }
    if (!isCurrency(currency)) {
      return refuse('invalid_input', 'This is no ISO 4217 currency.', 'Use a code such as USD.', 'currency');
    }
    const store = this.#store;
    return store.sql.transaction(() => {
      const grant = grantBudget(key, currency, amount, store.now());
      if (!post(store, grant)) return sameGrant(store, grant);
      note(store, by, 'budget.granted', `budget:${currency}`, `${amount} ${currency}`);
      redrawWaitingRewards(store, currency);
      return ok(null);
    });
  }
}

function sameGrant({ sql }: Store, { id, entries }: LedgerTransaction): Result<null> {
  const same = entries.every(({ account, currency, amount }) =>
    first(
      sql,
      'SELECT 1 FROM ledger_entry WHERE transaction_id = ? AND account = ? AND currency = ? AND amount = ?',
      id,
      account,
      currency,
      amount,
    ),
  );
  return same
    ? ok(null)
    : refuse('key_conflict', 'This key was used for another budget.', 'Use a new key for a new sum.', 'key');
}

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
  sql.run(
    `INSERT INTO ledger_entry (transaction_id, account, currency, amount)
     SELECT ?, value ->> 'account', value ->> 'currency', value ->> 'amount' FROM json_each(?)`,
    id,
    JSON.stringify(entries),
  );
  // The fold of the entries, kept so that a budget is read in one step however long the books are.
  sql.run(
    `INSERT INTO balance (currency, account, amount)
     SELECT value ->> 'currency', value ->> 'account', value ->> 'amount' FROM json_each(?) WHERE true
     ON CONFLICT (currency, account) DO UPDATE SET amount = amount + excluded.amount`,
    JSON.stringify(entries),
  );
  return true;
}

/** What is left to promise in a currency; null while no budget was granted at all, in any currency: no limit is set. */
export function budgetLeft(store: Store, currency: string): number | null {
  return held(store, currency, ['budget']);
}

/** What is left to spend: proposals hold their amount but have not spent it. Null while no budget was granted at all. */
export function uncommitted(store: Store, currency: string): number | null {
  return held(store, currency, ['budget', 'reserved']);
}

function held({ sql }: Store, currency: string, accounts: LedgerAccount[]): number | null {
  const balances = new Map(
    sql
      .all<{ account: LedgerAccount; amount: number }>(
        'SELECT account, amount FROM balance WHERE currency = ?',
        currency,
      )
      .map((row) => [row.account, row.amount]),
  );
  const limited =
    balances.has('funding') || first(sql, `SELECT 1 FROM balance WHERE account = 'funding'`) !== undefined;
  if (!limited) return null;
  return accounts.reduce((sum, account) => sum + (balances.get(account) ?? 0), 0);
}
