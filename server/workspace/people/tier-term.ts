import { scoreAt } from '#core/score/score.ts';
import { tierAt, TIERS, type Tier } from '#core/score/tier.ts';
import { first } from '#server/storage/sql.ts';
import { modelAt } from '#server/workspace/models/published.ts';
import type { Store } from '#server/workspace/store.ts';
import { rowToSums, SUM_COLUMNS } from './pillar-columns.ts';

/** How long somebody keeps their tier, and what loses it. */
export interface TierTerm {
  /** When ageing alone takes the tier they are in, epoch milliseconds; null where it does not, or gives a higher one. */
  tierUntil: number | null;
  /** The propensity and the confidence below which the tier is left; null where they are in none. */
  leavesTier: { propensity: number; confidence: number } | null;
}

/** The term of a person's tier, from the sums and the check that were kept with it. */
export function tierTermOf(store: Store, id: number): TierTerm {
  const row = first<{ tier: Tier; version: number; checkAt: number | null }>(
    store.sql,
    `SELECT tier, model_version AS version, tier_check_at AS checkAt, ${SUM_COLUMNS} FROM person WHERE id = ?`,
    id,
  );
  if (row === undefined || row.tier === 'none') return { tierUntil: null, leavesTier: null };
  const { tier, version, checkAt } = row;
  const model = modelAt(store, version);
  const leavesTier = {
    propensity: Math.round(10 * model.enter[tier] * model.leaveAt) / 10,
    confidence: model.minConfidence,
  };
  const next = checkAt === null ? tier : tierAt(model, scoreAt(model, rowToSums(row), checkAt), tier);
  return { tierUntil: TIERS.indexOf(next) < TIERS.indexOf(tier) ? checkAt : null, leavesTier };
}
