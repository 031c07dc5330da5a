import { payoutKey } from '#core/reward/payout.ts';
import type { Reward, RewardState } from '#core/reward/reward.ts';

/** Where money stands: promised to us, free to spend, held for a proposal, owed, gone. */
export type LedgerAccount = 'funding' | 'budget' | 'reserved' | 'payable' | 'paid';

export interface LedgerEntry {
  account: LedgerAccount;
  currency: string;
  /** Signed integer minor units. */
  amount: number;
}

/** One movement of money. Its id is derived from its cause, so recording it twice is recording it once. */
export interface LedgerTransaction {
  id: string;
  at: number;
  kind: 'budget' | 'reserve' | 'release' | 'approve' | 'payout';
  /** What caused it: a reward's id, or the budget's key. */
  reference: string;
  entries: LedgerEntry[];
}

/** Money made available for rewards. */
export function grantBudget(key: string, currency: string, amount: number, at: number): LedgerTransaction {
  return {
    id: `budget:${key}`,
    at,
    kind: 'budget',
    reference: key,
    entries: move('funding', 'budget', currency, amount),
  };
}

/** Holds a proposed reward's amount out of the budget. */
export function reserve(reward: Reward, at: number): LedgerTransaction {
  return transaction(reward, at, 'reserve', `reward:${reward.id}:reserve`, 'budget', 'reserved');
}

/** Turns the amount held for a reward into a debt. */
export function approve(reward: Reward, at: number): LedgerTransaction {
  return transaction(reward, at, 'approve', `reward:${reward.id}:approve`, 'reserved', 'payable');
}

/** Gives the amount held for a reward back to the budget. */
export function release(reward: Reward, at: number): LedgerTransaction {
  return transaction(reward, at, 'release', `reward:${reward.id}:release`, 'reserved', 'budget');
}

/** Records that the debt for a reward was paid. */
export function payout(reward: Reward, at: number): LedgerTransaction {
  return transaction(reward, at, 'payout', payoutKey(reward.id), 'payable', 'paid');
}

function transaction(
  reward: Reward,
  at: number,
  kind: LedgerTransaction['kind'],
  id: string,
  from: LedgerAccount,
  to: LedgerAccount,
): LedgerTransaction {
  return { id, at, kind, reference: reward.id, entries: move(from, to, reward.currency, reward.amount) };
}

function move(from: LedgerAccount, to: LedgerAccount, currency: string, amount: number): LedgerEntry[] {
  return [
    { account: from, currency, amount: -amount },
    { account: to, currency, amount },
  ];
}

type Movement = (reward: Reward, at: number) => LedgerTransaction;

const MOVEMENTS: Partial<Record<`${RewardState | 'new'} to ${RewardState}`, Movement>> = {
  'new to proposed': reserve,
  'proposed to approved': approve,
  'proposed to declined': release,
  'proposed to expired': release,
  'approved to paid': payout,
};

/** The movement a reward's change of state causes; null where it causes none, as when nothing changed. */
export function entriesFor(before: Reward | null, after: Reward, at: number): LedgerTransaction | null {
  return MOVEMENTS[`${before?.state ?? 'new'} to ${after.state}`]?.(after, at) ?? null;
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

type Balances = Record<LedgerAccount, number>;

/** What each account holds, by currency; a transaction id met twice counts once. */
export function balances(transactions: Iterable<LedgerTransaction>): Map<string, Balances> {
  const seen = new Set<string>();
  const result = new Map<string, Balances>();
  for (const { id, entries } of transactions) {
    if (seen.has(id)) continue;
    seen.add(id);
    for (const { account, currency, amount } of entries) {
      const held = result.get(currency) ?? { funding: 0, budget: 0, reserved: 0, payable: 0, paid: 0 };
      held[account] += amount;
      result.set(currency, held);
    }
  }
  return result;
}
