import { isCurrency } from '#core/reward/currency.ts';
import { rewardRules } from '#server/workspace/rewards/reward-rules.ts';
import type { Store } from '#server/workspace/store.ts';

/** The currencies of budgets (ISO 4217), in order; those reward rules in force pay where there is no budget. */
export function currenciesInUse(store: Store): string[] {
  const held = store.sql
    .all<{ currency: string }>('SELECT DISTINCT currency FROM budget')
    .map(({ currency }) => currency);
  const paid = rewardRules(store).flatMap(({ active, currency }) => (active ? [currency ?? ''] : []));
  return [...new Set(held.length > 0 ? held : paid)].filter(isCurrency).toSorted();
}
