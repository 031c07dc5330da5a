/** SQL for when the money of a reward left: its payout, or what is nearest to it. */
export const PAID_AT = 'coalesce(payout.at, reward.decided_at, reward.created_at)';

/** SQL for what a reward is to a tax office; an amount without an item is as good as cash. */
export const TAX_CLASS = `coalesce(reward_item.tax_class, CASE reward.kind WHEN 'money' THEN 'cash_equivalent' ELSE 'none' END)`;

/** SQL for the rewards with what `PAID_AT` and `TAX_CLASS` read. */
export const TAXED_REWARDS = `reward
  LEFT JOIN reward_item ON reward_item.reward_id = reward.id
  LEFT JOIN ledger_transaction AS payout ON payout.id = 'reward:' || reward.id || ':payout'`;

/**
 * SQL for whether a reward counts in a calendar year (UTC): what left in the year, and what is approved and still owed
 * in the present one. Its first three values are those of `yearBounds`.
 */
export function countsInYear(left: readonly ('paid' | 'reversed')[]): string {
  const states = left.map((state) => `'${state}'`).join(', ');
  return `((reward.state IN (${states}) AND ${PAID_AT} >= ?1 AND ${PAID_AT} < ?2)
    OR (reward.state = 'approved' AND ?3))`;
}

/** A year's first moment, the next one's, and whether it is the present one (1 or 0). */
export function yearBounds(year: number, now: number): [from: number, until: number, isPresent: number] {
  return [Date.UTC(year, 0, 1), Date.UTC(year + 1, 0, 1), year === new Date(now).getUTCFullYear() ? 1 : 0];
}
