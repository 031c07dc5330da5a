import { rewardOf } from '#core/fulfilment/key.ts';
import { readOrderFile } from '#core/fulfilment/order-file.ts';
import {
  reconcile,
  type Booked,
  type Difference,
  type ListedOrder,
  type Period,
} from '#core/fulfilment/reconcile.ts';
import { ok, refuse, type Result } from '#core/problem.ts';
import { DAY } from '#core/time.ts';
import type { ProviderName } from '#server/fulfilment/provider.ts';
import type { Doors } from '#server/workspace/outbox/doors.ts';
import type { Store } from '#server/workspace/store.ts';
import { chosenEdition } from './settings.ts';
import { ticksIn } from './ticks.ts';

/** How the books agree with a provider's, over a period. */
export interface Reconciliation {
  provider: ProviderName;
  from: number;
  to: number;
  /** Payments in our books and orders in theirs that were compared. */
  booked: number;
  listed: number;
  differences: Difference[];
}

/** What is compared; `file` is the list of a provider that keeps none we could ask for. */
export interface ReconciliationRequest extends Period {
  provider: ProviderName;
  file: string | null;
}

const LONGEST = 366 * DAY;
/** The two sides of a payment are booked at different moments. */
const MARGIN = DAY;

/**
 * Compares the payments in the ledger with a provider's own list: Tremendous is asked, as it is set up now; what was
 * handed over by hand is told by those who ticked it; the company's own system by a file. Fails with `invalid_input` for
 * a period that is none or a file that is missing or wrong, with `too_large`, and as the provider refuses.
 */
export async function reconcileWith(
  store: Store,
  doors: Doors,
  { provider, from, to, file }: ReconciliationRequest,
): Promise<Result<Reconciliation>> {
  if (!(from < to) || to - from > LONGEST) {
    return refuse(
      'invalid_input',
      'This is no period.',
      'Choose from before to, at most a year apart.',
      'from',
    );
  }
  const wide = { from: from - MARGIN, to: to + MARGIN };
  const theirs = await listOf(store, doors, { provider, file, ...wide });
  if (!theirs.ok) return theirs;
  // Each environment of Tremendous has books of its own.
  const edition = provider === 'tremendous' ? (chosenEdition(store, provider)?.number ?? null) : null;
  const booked = bookedWith(store, { provider, edition }, wide, theirs.value);
  const listed = dated(theirs.value, booked, from);
  const isIn = ({ at }: { at: number }) => at >= from && at < to;
  return ok({
    provider,
    from,
    to,
    booked: booked.filter(isIn).length,
    listed: listed.filter(isIn).length,
    differences: reconcile(booked, listed, { from, to }),
  });
}

/** An order its list gives no date. */
const UNDATED = -1;

/** Orders without a date are of the day they were booked here, or else of the period. */
function dated(listed: readonly ListedOrder[], booked: readonly Booked[], from: number): ListedOrder[] {
  const days = new Map(booked.map(({ rewardId, at }) => [rewardId, at]));
  return listed.map((order) =>
    order.at === UNDATED ? { ...order, at: days.get(rewardOf(order.key) ?? '') ?? from } : order,
  );
}

async function listOf(
  store: Store,
  doors: Doors,
  { provider, file, ...wide }: ReconciliationRequest,
): Promise<Result<ListedOrder[]>> {
  if (provider === 'manual') return ok(ticksIn(store, wide));
  if (provider === 'webhook') {
    if (file !== null) return readOrderFile(file, UNDATED);
    const message = 'Your own system keeps the list of what it paid.';
    return refuse('invalid_input', message, 'Upload it as CSV: key, amount, currency, status.', 'file');
  }
  const door = await doors.provider(provider, null);
  const answer = door.ok ? await door.value.list(wide) : door;
  if (!answer.ok) return { ok: false, problem: answer.problem };
  return ok(answer.value ?? []);
}

/** Payments a provider made, of the period or of what it lists; what was taken back is none. */
function bookedWith(
  { sql }: Store,
  { provider, edition }: { provider: ProviderName; edition: number | null },
  { from, to }: Period,
  listed: readonly ListedOrder[],
): Booked[] {
  const named = listed.map(({ key }) => rewardOf(key)).filter((id) => id !== null);
  return sql.all<Booked>(
    `SELECT tx.reference AS rewardId, entry.amount, entry.currency, tx.at
     FROM ledger_transaction AS tx
     JOIN ledger_entry AS entry ON entry.transaction_id = tx.id AND entry.account = 'paid' AND entry.amount > 0
     JOIN fulfilment ON fulfilment.reward_id = tx.reference AND fulfilment.provider = ?1
       AND (?5 IS NULL OR fulfilment.edition IS NULL OR fulfilment.edition = ?5)
     WHERE tx.kind = 'payout' AND (tx.at >= ?2 AND tx.at < ?3 OR tx.reference IN (SELECT value FROM json_each(?4)))
       AND NOT EXISTS (SELECT 1 FROM ledger_transaction AS undone
         WHERE undone.kind IN ('reverse', 'return') AND undone.reference = tx.reference AND undone.seq > tx.seq)
     ORDER BY tx.at`,
    provider,
    from,
    to,
    JSON.stringify(named),
    edition,
  );
}
