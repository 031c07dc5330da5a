import { countedFacts, factKey } from '#core/signal/counted.ts';
import { decide } from '#core/reward/reward.ts';
import { note } from '#server/workspace/audit.ts';
import { factsOf } from './echoes.ts';
import { REWARD_COLUMNS, rowToReward, type RewardRow } from '#server/workspace/rewards/rows.ts';
import { changeReward } from '#server/workspace/rewards/states.ts';
import type { Store } from '#server/workspace/store.ts';

const REASON = 'The same act was told of twice: it is rewarded once.';

/** After a link: where one act was told of twice and a rule proposed a reward for each, those too many are declined. */
export function declineEchoes(store: Store, personIds: readonly number[]): void {
  const rows = store.sql.all<RewardRow>(
    `SELECT ${REWARD_COLUMNS} FROM reward WHERE person_id IN (SELECT value FROM json_each(?))
       AND key LIKE 'rule:%' AND state IN ('proposed', 'approved', 'paid')
     ORDER BY state = 'proposed', created_at, id`,
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
      if (places <= 0 && reward.state === 'proposed') decline(store, reward);
    }
  }
}

function decline(store: Store, row: RewardRow): void {
  const reward = rowToReward(row);
  const declined = decide(reward, { decision: 'decline', by: 'groundswell', reason: REASON }, store.now());
  // Refused only where its time ran out, and then it expires by itself.
  if (!declined.ok) return;
  changeReward(store, reward, declined.value);
  note(store, 'groundswell', 'reward.declined', `reward:${row.id}`, REASON);
}
