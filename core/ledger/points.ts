import type { Movement, PointsAccount } from '#core/points/wallet.ts';
import { transfer, type LedgerEntry, type LedgerTransaction } from './ledger.ts';

const ACCOUNTS: PointsAccount[] = ['locked', 'earned', 'spent', 'expired', 'reversed'];

/** What the ledger calls the points of a programme. */
export function pointsCurrency(programme: string): string {
  return `points:${programme}`;
}

/** The sub-account of a person's points. */
export function pointsHolder(personId: number): string {
  return `person:${personId}`;
}

/**
 * A movement of a person's points in the books: what the accounts of the person gain together was issued. `id` is the
 * number of the movement, `at` when it is booked. Null where no points moved, as when all of a claw-back is owed.
 */
export function pointsTransaction(
  { kind, lot, moved }: Movement,
  { id, at, programme, personId }: { id: number; at: number; programme: string; personId: number },
): LedgerTransaction | null {
  const currency = pointsCurrency(programme);
  const holder = pointsHolder(personId);
  const entries: LedgerEntry[] = ACCOUNTS.flatMap((account) => {
    const amount = moved[account] ?? 0;
    return amount === 0 ? [] : [{ account, holder, currency, amount }];
  });
  const issued = entries.reduce((sum, { amount }) => sum + amount, 0);
  if (issued !== 0) entries.unshift({ account: 'issued', holder: '', currency, amount: -issued });
  if (entries.length === 0) return null;
  const reference = lot === null ? `movement:${id}` : `lot:${lot}`;
  return { id: `points:${id}`, at, kind: `points_${kind}`, reference, entries };
}

/** Everything one person holds of a programme becomes another's, who is the same human. Null where they hold nothing. */
export function mergedPoints(
  held: Partial<Record<PointsAccount, number>>,
  { from, into, programme, at }: { from: number; into: number; programme: string; at: number },
): LedgerTransaction | null {
  const currency = pointsCurrency(programme);
  const entries = ACCOUNTS.flatMap((account) => {
    const amount = held[account] ?? 0;
    if (amount === 0) return [];
    return transfer(
      { account, holder: pointsHolder(from) },
      { account, holder: pointsHolder(into) },
      currency,
      amount,
    );
  });
  if (entries.length === 0) return null;
  const id = `points:merge:${programme}:${from}:${into}`;
  return { id, at, kind: 'points_merge', reference: `person:${into}`, entries };
}
