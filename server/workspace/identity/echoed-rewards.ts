import { countedFacts, factKey } from '#core/signal/counted.ts';
import { factsOf } from './echoes.ts';
import { REWARD_COLUMNS, rowToReward, type RewardRow } from '#server/workspace/rewards/rows.ts';
import { declineItself } from '#server/workspace/rewards/states.ts';
import type { Store } from '#server/workspace/store.ts';

const REASON = 'The same act was told of twice: it is rewarded once.';

/** After a link: where one act was told of twice and a rule proposed a reward for each, those too many are declined. */
export function declineEchoes(store: Store, personIds: readonly number[]): void {
  const rows = store.sql.all<RewardRow>(
    `SELECT ${REWARD_COLUMNS} FROM reward WHERE person_id IN (SELECT value FROM json_each(?))
       AND key LIKE 'rule:%' AND state IN ('proposed', 'change_requested', 'approved', 'paid')
     ORDER BY state IN ('proposed', 'change_requested'), created_at, id`,
    JSON.stringify(personIds),
  );
  for (const [personId, rewards] of Map.groupBy(rows, (row) => row.personId)) {
    if (rewards.length < 2) continue;
    const facts = factsOf(store, personId);
    const acts = new Map(facts.map((fact) => [`rule:${fact.key}`, factKey(fact)]));
    const left = new Map<string, number>();
    for (const fact of countedFacts(facts)) left.set(factKey(fact), (left.get(factKey(fact)) ?? 0) + 1);
    // The decided come first: what was granted is never taken back.
    for (const reward of rewards) {
      const act = acts.get(reward.key);
      if (act === undefined) continue;
      const places = left.get(act) ?? 0;
      left.set(act, places - 1);
      if (places <= 0 && isOpen(reward.state)) declineItself(store, rowToReward(reward), REASON);
    }
  }
}

function isOpen(state: RewardRow['state']): boolean {
  return state === 'proposed' || state === 'change_requested';
}
