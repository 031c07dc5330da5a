import { RpcTarget } from 'cloudflare:workers';
import type { LedgerAccount, LedgerEntry, LedgerTransaction } from '#core/ledger/ledger.ts';
import { ok, type Result } from '#core/problem.ts';
import { readCursor, writeCursor } from '#server/workspace/cursor.ts';
import { likePattern } from '#server/workspace/like-pattern.ts';
import type { Page, Store } from '#server/workspace/store.ts';

/** Which transactions are wanted; null wants all. Times are epoch milliseconds. */
export interface LedgerFilter {
  /** Words of the reference or kind. */
  q?: string | null;
  kind?: string | null;
  currency?: string | null;
  account?: LedgerAccount | null;
  /** A sub-account, or the beginning of some: `general` finds `general/2026-11`. */
  holder?: string | null;
  from?: number | null;
  /** Without the moment itself. */
  until?: number | null;
}

export interface LedgerQuery extends LedgerFilter {
  limit: number;
  cursor: string | null;
  oldestFirst?: boolean;
}

/** What an account holds in one of its sub-accounts, in minor units or points. */
export interface Balance {
  account: LedgerAccount;
  holder: string;
  currency: string;
  amount: number;
}

const WANTED = `(?1 IS NULL OR tx.reference LIKE ?1 ESCAPE '\\' OR tx.kind LIKE ?1 ESCAPE '\\')
  AND (?2 IS NULL OR tx.kind = ?2) AND (?3 IS NULL OR tx.at >= ?3) AND (?4 IS NULL OR tx.at < ?4)
  AND ((?5 IS NULL AND ?6 IS NULL AND ?7 IS NULL) OR EXISTS (
    SELECT 1 FROM ledger_entry AS entry WHERE entry.transaction_id = tx.id AND (?5 IS NULL OR currency = ?5)
      AND (?6 IS NULL OR account = ?6) AND (?7 IS NULL OR holder = ?7 OR holder LIKE ?7 || '/%')))`;

function valuesOf({ q, kind, from, until, currency, account, holder }: LedgerFilter) {
  const words = q == null || q === '' ? null : likePattern(q);
  return [
    words,
    kind ?? null,
    from ?? null,
    until ?? null,
    currency ?? null,
    account ?? null,
    holder ?? null,
  ];
}

/** The books: only ever added to. */
export class Ledger extends RpcTarget {
  #store: Store;

  constructor(store: Store) {
    super();
    this.#store = store;
  }

  /** Transactions with their entries, newest first unless asked otherwise. */
  list({ limit, cursor, oldestFirst = false, ...filter }: LedgerQuery): Result<Page<LedgerTransaction>> {
    const after = readCursor<[number]>(cursor, ['time']);
    if (!after.ok) return after;
    const [direction, beyond] = oldestFirst ? ['ASC', '>'] : ['DESC', '<'];
    const rows = this.#store.sql.all<Omit<LedgerTransaction, 'entries'> & { seq: number; entries: string }>(
      `SELECT seq, id, at, kind, reference,
         (SELECT json_group_array(json_object('account', account, 'holder', holder, 'currency', currency, 'amount', amount))
          FROM ledger_entry WHERE transaction_id = tx.id) AS entries
       FROM ledger_transaction AS tx WHERE ${WANTED} AND seq ${beyond} ?8 ORDER BY seq ${direction} LIMIT ?9`,
      ...valuesOf(filter),
      after.value?.[0] ?? (oldestFirst ? 0 : Number.MAX_SAFE_INTEGER),
      limit + 1,
    );
    const page = rows.slice(0, limit);
    const items = page.map(({ id, at, kind, reference, entries }) => {
      return { id, at, kind, reference, entries: JSON.parse(entries) as LedgerEntry[] };
    });
    const last = page.at(-1);
    return ok({ items, next: rows.length > limit && last ? writeCursor([last.seq]) : null });
  }

  /** What each account holds in each of its sub-accounts, by currency. */
  balances(): Balance[] {
    return this.#store.sql.all<Balance>(
      'SELECT account, holder, currency, amount FROM balance ORDER BY currency, account, holder',
    );
  }

  /** What each account held at a time, folded from the entries up to it. */
  balancesAt(at: number): Balance[] {
    return this.#store.sql.all<Balance>(
      `SELECT account, holder, currency, sum(amount) AS amount FROM ledger_entry
       JOIN ledger_transaction AS tx ON tx.id = transaction_id
       WHERE tx.at < ? GROUP BY currency, account, holder ORDER BY currency, account, holder`,
      at,
    );
  }

  /** Where the kept balances are not the fold of the entries: none, unless somebody wrote past us. */
  differences(): (Balance & { fold: number })[] {
    return this.#store.sql.all<Balance & { fold: number }>(
      `SELECT account, holder, currency, sum(kept) AS amount, sum(fold) AS fold FROM (
         SELECT account, holder, currency, amount AS kept, 0 AS fold FROM balance
         UNION ALL SELECT account, holder, currency, 0, amount FROM ledger_entry)
       GROUP BY currency, account, holder HAVING sum(kept) <> sum(fold)`,
    );
  }

  /** Every kind of movement that was ever booked. */
  kinds(): string[] {
    const rows = this.#store.sql.all<{ kind: string }>(
      'SELECT DISTINCT kind FROM ledger_transaction ORDER BY kind',
    );
    return rows.map(({ kind }) => kind);
  }
}
