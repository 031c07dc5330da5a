import { capWords, isReached, periodOf, type Cap, type CapScope, type Used } from '#core/reward/cap.ts';
import { formatAmount, isCurrency } from '#core/reward/currency.ts';
import type { Reward } from '#core/reward/reward.ts';
import type { RewardRule } from '#core/reward/rule.ts';
import { first } from '#server/storage/sql.ts';
import type { Store } from '#server/workspace/store.ts';
import { accountOf } from './act-facts.ts';

const WHOSE: Record<CapScope, string> = {
  person: 'reward.person_id = ?5',
  account: 'rule_use.account = ?6',
  everyone: '1',
};

/**
 * Why a rule proposes nothing more now, in words with when that ends, or null. What was declined, ran out or was taken
 * back does not count.
 */
export function capReached(store: Store, rule: RewardRule, reward: Reward): string | null {
  const at = store.now();
  const reached = rule.caps.find((cap) => isReached(cap, usedUnder(store, rule, cap, reward), reward.amount));
  if (reached === undefined) return null;
  const { until } = periodOf(reached.period, at);
  const frees = until === null ? 'and stays so' : `until ${new Date(until).toISOString().slice(0, 10)} (UTC)`;
  const cap = capWords(reached, (amount) =>
    isCurrency(reward.currency) ? formatAmount(amount, reward.currency) : `${amount} ${reward.currency}`,
  );
  return `${rule.name}: the cap of ${cap} is reached ${frees}`;
}

function usedUnder(store: Store, rule: RewardRule, { per, period }: Cap, reward: Reward): Used {
  const { from, until } = periodOf(period, store.now());
  const personId = Number(reward.personId);
  const used = first<Used>(
    store.sql,
    `SELECT count(*) AS count, coalesce(sum(CASE WHEN reward.currency = ?4 THEN reward.amount END), 0) AS amount
     FROM rule_use JOIN reward ON reward.id = rule_use.reward_id
     WHERE rule_use.rule = ?1 AND rule_use.at >= ?2 AND rule_use.at < ?3 AND ${WHOSE[per]}
       AND ?5 IS NOT NULL AND ?6 IS NOT NULL
       AND reward.state IN ('proposed', 'change_requested', 'approved', 'paid')`,
    rule.id,
    from,
    until ?? Number.MAX_SAFE_INTEGER,
    reward.currency,
    personId,
    accountOf(store, personId),
  );
  return used ?? { count: 0, amount: 0 };
}

/** Writes down under which rule a reward was proposed. */
export function keepRuleUse(store: Store, rule: RewardRule, { id, personId }: Reward): void {
  store.sql.run(
    'INSERT INTO rule_use (reward_id, rule, account, at) VALUES (?, ?, ?, ?)',
    id,
    rule.id,
    accountOf(store, Number(personId)),
    store.now(),
  );
}
