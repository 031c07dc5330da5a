/**
 * Where value stands. Money: promised to us, free to spend, held for a proposal, owed, gone. Points: what was ever given
 * out, not yet free, free to spend, used, lapsed, taken back.
 */
export const LEDGER_ACCOUNTS = [
  'funding',
  'budget',
  'reserved',
  'payable',
  'paid',
  'issued',
  'locked',
  'earned',
  'spent',
  'expired',
  'reversed',
] as const;
export type LedgerAccount = (typeof LEDGER_ACCOUNTS)[number];

export function isLedgerAccount(text: string): text is LedgerAccount {
  return (LEDGER_ACCOUNTS as readonly string[]).includes(text);
}

export interface LedgerEntry {
  account: LedgerAccount;
  /** The sub-account: a programme's budget (`general`, `general/2026-11`), `person:7` for points, or empty. */
  holder: string;
  /** ISO 4217, or `points:<programme>`. */
  currency: string;
  /** Signed integer minor units, or points. */
  amount: number;
}

/** One movement of value. Its id is derived from its cause, so recording it twice is recording it once. */
export interface LedgerTransaction {
  id: string;
  at: number;
  /** What happened, as accountants filter by it. */
  kind: string;
  /** What caused it: a reward's id, a budget's name, a points lot. */
  reference: string;
  entries: LedgerEntry[];
}

/** An account with its sub-account. */
export type Place = Pick<LedgerEntry, 'account' | 'holder'>;

/** The two entries that move an amount from one place to another. */
export function transfer(from: Place, to: Place, currency: string, amount: number): LedgerEntry[] {
  return [
    { ...from, currency, amount: -amount },
    { ...to, currency, amount },
  ];
}

/** Whether a transaction has entries, all whole amounts, that sum to zero in every currency. */
export function isBalanced(tx: LedgerTransaction): boolean {
  const totals = new Map<string, number>();
  for (const { currency, amount } of tx.entries) {
    if (!Number.isSafeInteger(amount)) return false;
    totals.set(currency, (totals.get(currency) ?? 0) + amount);
  }
  return tx.entries.length > 0 && [...totals.values()].every((total) => total === 0);
}

/** What every account holds over all its sub-accounts, by currency; a transaction id met twice counts once. */
export function balances(
  transactions: Iterable<LedgerTransaction>,
): Map<string, Partial<Record<LedgerAccount, number>>> {
  const seen = new Set<string>();
  const result = new Map<string, Partial<Record<LedgerAccount, number>>>();
  for (const { id, entries } of transactions) {
    if (seen.has(id)) continue;
    seen.add(id);
    for (const { account, currency, amount } of entries) {
      const held = result.get(currency) ?? {};
      held[account] = (held[account] ?? 0) + amount;
      result.set(currency, held);
    }
  }
  return result;
}
