import { DAY } from '#core/time.ts';
import { rulingOn } from '#core/policy/policy.ts';
import type { Reward } from '#core/reward/reward.ts';
import { first } from '#server/storage/sql.ts';
import { currentPolicy } from './published.ts';
import { trustOfPerson } from '#server/workspace/fraud/trust.ts';
import type { Store } from '#server/workspace/store.ts';

/** The reward with what the policy in force asks of it: whose yes it needs, why, and until when. */
export function ruled(store: Store, reward: Reward): { reward: Reward; because: string } {
  const { policy } = currentPolicy(store);
  const { chain, because } = rulingOn(policy, reward, {
    trust: trustOfPerson(store, Number(reward.personId)),
    isFirst: isFirst(store, reward),
  });
  const expiresAt = store.now() + policy.expireAfterDays * DAY;
  return { reward: { ...reward, chain, expiresAt }, because };
}

/** Whether the person was never rewarded before. */
function isFirst({ sql }: Store, { personId, id }: Reward): boolean {
  const query = `SELECT 1 FROM reward WHERE person_id = ? AND id <> ? AND state IN ('approved', 'paid') LIMIT 1`;
  return first(sql, query, Number(personId), id) === undefined;
}
