/** SQL for when the money of a reward left: its last payout, or what is nearest to it. */
export const PAID_AT = 'coalesce(moved.at, reward.decided_at, reward.created_at)';

/** SQL for what a reward is to a tax office; an amount without an item is as good as cash. */
export const TAX_CLASS = `coalesce(reward_item.tax_class, CASE reward.kind WHEN 'money' THEN 'cash_equivalent' ELSE 'none' END)`;

/** SQL for where the money of a reward stands: paid, and yet owed again where it came back and did not leave since. */
export const STANDING = `CASE WHEN reward.state = 'paid' AND moved.kind = 'return' THEN 'approved' ELSE reward.state END`;

/** SQL for the rewards with what the others here read; the moves of a reward's money are found by their ids. */
export const TAXED_REWARDS = `reward
  LEFT JOIN reward_item ON reward_item.reward_id = reward.id
  LEFT JOIN ledger_transaction AS moved ON moved.seq = (
    SELECT max(seq) FROM ledger_transaction WHERE kind IN ('payout', 'return')
      AND id > 'reward:' || reward.id || ':' AND id < 'reward:' || reward.id || ';')`;

/** SQL for whether a reward reached its person or still may: its order did not fail and is not void. */
const REACHES = `NOT EXISTS (SELECT 1 FROM fulfilment WHERE fulfilment.reward_id = reward.id
  AND fulfilment.state IN ('failed', 'returned', 'cancelled'))`;

/**
 * SQL for whether a reward counts in a calendar year (UTC): what left in the year and reached its person, and what is
 * approved and still owed in the present one. Its first three values are those of `yearBounds`.
 */
export function countsInYear(left: readonly ('paid' | 'reversed')[]): string {
  const states = left.map((state) => `'${state}'`).join(', ');
  return `((${STANDING} IN (${states}) AND ${PAID_AT} >= ?1 AND ${PAID_AT} < ?2)
    OR (${STANDING} = 'approved' AND ?3)) AND ${REACHES}`;
}

/** A year's first moment, the next one's, and whether it is the present one (1 or 0). */
export function yearBounds(year: number, now: number): [from: number, until: number, isPresent: number] {
  return [Date.UTC(year, 0, 1), Date.UTC(year + 1, 0, 1), year === new Date(now).getUTCFullYear() ? 1 : 0];
}
