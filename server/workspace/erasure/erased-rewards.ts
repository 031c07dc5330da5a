import { redrawRewardsOf } from '#server/workspace/rewards/messages.ts';
import { declineErased } from '#server/workspace/rewards/states.ts';
import type { Store } from '#server/workspace/store.ts';

/**
 * Rewards stay in the books, and what waits is declined. What people wrote about them goes: proof, reason, their own
 * words for the act, and the key they chose. Gives how many rows of what were blanked.
 */
export function forgetInRewards(store: Store, personId: number): Record<string, number> {
  const { sql } = store;
  const rewards = sql.all(
    `UPDATE reward SET proof = NULL, reason = NULL, key = 'erased:' || id,
       act = CASE WHEN proposed_by LIKE 'rule:%' THEN act ELSE 'Advocacy' END
     WHERE person_id = ? RETURNING id`,
    personId,
  );
  const problems = sql.all(
    `UPDATE delivery SET problem = json_set(problem, '$.message', 'It was about a person who was erased.')
     WHERE problem IS NOT NULL AND kind IN ('reward', 'payout')
       AND subject IN (SELECT id FROM reward WHERE person_id = ?) RETURNING id`,
    personId,
  );
  sql.run(
    `UPDATE fulfilment SET words = NULL, proof = NULL, problem = NULL
     WHERE reward_id IN (SELECT id FROM reward WHERE person_id = ?)`,
    personId,
  );
  declineErased(store, personId);
  redrawRewardsOf(store, personId);
  return { reward: rewards.length, delivery: problems.length };
}
