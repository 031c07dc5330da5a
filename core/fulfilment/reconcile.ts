import { rewardOf } from './key.ts';

/** A payment in our books. Amounts in integer minor units, times in epoch milliseconds. */
export interface Booked {
  rewardId: string;
  amount: number;
  currency: string;
  at: number;
}

/** An order in a provider's books. */
export interface ListedOrder {
  reference: string;
  key: string | null;
  amount: number;
  currency: string;
  /** Whether money is out for it: not while it waits for somebody's yes, and no more once it came back. */
  paid: boolean;
  at: number;
}

export type DifferenceKind =
  | 'missing_at_provider'
  | 'void_at_provider'
  | 'unknown_to_us'
  | 'other_amount'
  | 'other_currency'
  | 'double';

export interface Difference {
  kind: DifferenceKind;
  rewardId: string | null;
  references: string[];
  ours: { amount: number; currency: string } | null;
  theirs: { amount: number; currency: string } | null;
}

export interface Period {
  /** The first moment of it. */
  from: number;
  /** The first moment after it. */
  to: number;
}

/**
 * How our books and a provider's differ. Both lists may reach beyond the period, so that a payment booked on one side
 * of midnight and listed on the other is no difference; what is told lies in the period on at least one side.
 */
export function reconcile(
  booked: readonly Booked[],
  listed: readonly ListedOrder[],
  period: Period,
): Difference[] {
  const orders = Map.groupBy(listed, (order) => rewardOf(order.key));
  const known = new Map(booked.map((payment) => [payment.rewardId, payment]));
  const differences: Difference[] = [];
  for (const payment of known.values()) {
    const theirs = orders.get(payment.rewardId) ?? [];
    if (isIn(period, payment) || theirs.some((order) => isIn(period, order))) {
      differences.push(...compare(payment, theirs));
    }
  }
  for (const [rewardId, group] of orders) {
    if (rewardId !== null && known.has(rewardId)) continue;
    const strangers = group.filter((order) => order.paid && isIn(period, order));
    for (const order of strangers) {
      differences.push(difference('unknown_to_us', rewardId, null, [order]));
    }
  }
  return differences;
}

function compare(payment: Booked, theirs: readonly ListedOrder[]): Difference[] {
  const paid = theirs.filter((order) => order.paid);
  const [order] = paid;
  if (order === undefined) {
    const kind = theirs.length === 0 ? 'missing_at_provider' : 'void_at_provider';
    return [difference(kind, payment.rewardId, payment, theirs)];
  }
  if (paid.length > 1) return [difference('double', payment.rewardId, payment, paid)];
  if (order.currency !== payment.currency) {
    return [difference('other_currency', payment.rewardId, payment, paid)];
  }
  return order.amount === payment.amount ? [] : [difference('other_amount', payment.rewardId, payment, paid)];
}

function isIn({ from, to }: Period, { at }: { at: number }): boolean {
  return at >= from && at < to;
}

function difference(
  kind: DifferenceKind,
  rewardId: string | null,
  payment: Booked | null,
  orders: readonly ListedOrder[],
): Difference {
  const ours = payment === null ? null : { amount: payment.amount, currency: payment.currency };
  const [first] = orders;
  const theirs =
    first === undefined
      ? null
      : { amount: orders.reduce((sum, { amount }) => sum + amount, 0), currency: first.currency };
  return { kind, rewardId, references: orders.map(({ reference }) => reference), ours, theirs };
}
