import { transfer, type LedgerTransaction } from './ledger.ts';

/**
 * The sub-account of a programme's budget for one month of the calendar (UTC): `general/2026-11`. A budget under the
 * programme's bare name stands until it is used up.
 */
export function monthlyHolder(programme: string, at: number): string {
  return `${programme}/${new Date(at).toISOString().slice(0, 7)}`;
}

/** Money made available to a budget, or taken back from it where `amount` is negative. */
export function grantBudget(
  key: string,
  holder: string,
  currency: string,
  amount: number,
  at: number,
): LedgerTransaction {
  const entries = transfer(
    { account: 'funding', holder: '' },
    { account: 'budget', holder },
    currency,
    amount,
  );
  return { id: `budget:${key}`, at, kind: 'budget', reference: holder, entries };
}
