/** Whose rewards a cap counts together. */
export const CAP_SCOPES = ['person', 'account', 'everyone'] as const;
export type CapScope = (typeof CAP_SCOPES)[number];

/** Calendar periods of UTC; `all` never ends. */
export const PERIODS = ['day', 'month', 'quarter', 'year', 'all'] as const;
export type Period = (typeof PERIODS)[number];

/** The most one rule proposes in a period: so many rewards, or so much in minor units of its currency, or both. */
export interface Cap {
  per: CapScope;
  period: Period;
  count: number | null;
  amount: number | null;
}

/** What counts against a cap already. */
export interface Used {
  count: number;
  amount: number;
}

/** Whether one more reward of this amount would go beyond a cap. */
export function isReached(cap: Cap, used: Used, amount: number): boolean {
  return (
    (cap.count !== null && used.count + 1 > cap.count) ||
    (cap.amount !== null && used.amount + amount > cap.amount)
  );
}

/** The period a time is in: from when, and until when (epoch milliseconds; null: for ever). */
export function periodOf(period: Period, at: number): { from: number; until: number | null } {
  const day = new Date(at);
  const [year, month] = [day.getUTCFullYear(), day.getUTCMonth()];
  if (period === 'day') {
    const date = day.getUTCDate();
    return { from: Date.UTC(year, month, date), until: Date.UTC(year, month, date + 1) };
  }
  if (period === 'month') return { from: Date.UTC(year, month), until: Date.UTC(year, month + 1) };
  if (period === 'quarter') {
    const first = month - (month % 3);
    return { from: Date.UTC(year, first), until: Date.UTC(year, first + 3) };
  }
  if (period === 'year') return { from: Date.UTC(year, 0), until: Date.UTC(year + 1, 0) };
  return { from: 0, until: null };
}

const WHOSE: Record<CapScope, string> = { person: ' per person', account: ' per account', everyone: '' };
const WHEN: Record<Period, string> = {
  day: 'a day',
  month: 'a month',
  quarter: 'a quarter',
  year: 'a year',
  all: 'in all',
};

/** A cap in words, such as `2 per person a quarter`; `money` writes an amount. */
export function capWords({ per, period, count, amount }: Cap, money: (amount: number) => string): string {
  const parts = [count === null ? [] : String(count), amount === null ? [] : money(amount)].flat();
  return `${parts.join(' or ')}${WHOSE[per]} ${WHEN[period]}`;
}
