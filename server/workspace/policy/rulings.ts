import { DAY } from '#core/time.ts';
import { LATELY, rulingOn, type Worth } from '#core/policy/policy.ts';
import { costOf } from '#core/points/programme.ts';
import { proposerOf, type Reward } from '#core/reward/reward.ts';
import { first } from '#server/storage/sql.ts';
import { currentPolicy } from './published.ts';
import { trustOfPerson } from '#server/workspace/fraud/trust.ts';
import { findProgramme } from '#server/workspace/points/programmes.ts';
import { isSameHuman, selfOf } from '#server/workspace/rewards/selves.ts';
import type { Store } from '#server/workspace/store.ts';

/**
 * The reward with what the policy in force asks of it: whose yes it needs, why, and until when. `from` is who gave the
 * proposer's name, if not they.
 */
export function ruled(
  store: Store,
  reward: Reward,
  from: string | null,
): { reward: Reward; because: string } {
  const { policy, publishedBy } = currentPolicy(store);
  const worth = worthOf(store, reward);
  const { chain, because } = rulingOn(policy, reward, {
    trust: trustOfPerson(store, Number(reward.personId)),
    isFirst: isFirst(store, reward),
    worth,
    automatic: automaticLately(store, reward, (worth ?? reward).currency),
    isAuthors: isAuthors(store, publishedBy, [
      proposerOf(reward),
      reward.proposedBy,
      from,
      ...reward.revisers,
    ]),
  });
  const expiresAt = store.now() + policy.expireAfterDays * DAY;
  return { reward: { ...reward, chain, expiresAt }, because };
}

/** What points cost once they are spent; null for what is money, or costs nothing. */
export function worthOf(
  store: Store,
  { kind, amount, currency }: Pick<Reward, 'kind' | 'amount' | 'currency'>,
): Worth | null {
  if (kind !== 'points') return null;
  const programme = findProgramme(store, currency.slice('points:'.length));
  return programme.ok ? costOf(programme.value, amount) : null;
}

/** What policy alone approved for the person of late, at what it costs. */
function automaticLately(store: Store, { personId, id }: Reward, currency: string): number {
  const rows = store.sql.all<Pick<Reward, 'kind' | 'amount' | 'currency'>>(
    `SELECT kind, amount, currency FROM reward
     WHERE person_id = ? AND id <> ? AND state IN ('approved', 'paid') AND chain = '[]' AND decided_at > ?`,
    Number(personId),
    id,
    store.now() - LATELY,
  );
  const worths = rows.map((row) => worthOf(store, row) ?? row);
  return worths.filter((each) => each.currency === currency).reduce((sum, { amount }) => sum + amount, 0);
}

/** Whether one of those whose word a reward rests on published the policy; what the admin token sets up is nobody's. */
function isAuthors(store: Store, author: string | null, actors: readonly (string | null)[]): boolean {
  if (author === null || /^admin\b/.test(author)) return false;
  const self = selfOf(store, author);
  return actors.some((actor) => actor !== null && isSameHuman(self, selfOf(store, actor)));
}

/** Whether the person was never rewarded before. */
function isFirst({ sql }: Store, { personId, id }: Reward): boolean {
  const query = `SELECT 1 FROM reward WHERE person_id = ? AND id <> ? AND state IN ('approved', 'paid') LIMIT 1`;
  return first(sql, query, Number(personId), id) === undefined;
}
