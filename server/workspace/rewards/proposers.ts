import { crmUserOf, identityOf, isSameActor, slackUserOf } from '#core/actor/actor.ts';
import { normalizeEmail } from '#core/person/person.ts';
import { proposerOf, type Reward } from '#core/reward/reward.ts';
import { first } from '#server/storage/sql.ts';
import type { Store } from '#server/workspace/store.ts';

/** Whether who decides, under any of their `names`, is who proposed it or told of its act, wherever they decide. */
export function isProposer(store: Store, reward: Reward, ...names: readonly string[]): boolean {
  const proposer = proposerOf(reward);
  const email = emailOf(store, proposer);
  if (names.some((by) => isSameActor(by, proposer) || (email !== null && isSameActor(by, email))))
    return true;
  const users = names.map(slackUserOf).filter((user) => user !== null);
  return users.length > 0 && users.includes(knownInSlack(store, reward) ?? '');
}

/**
 * Whether nobody can tell in Slack who the rep behind a reward is: approving there might be approving their own. Names
 * that callers of the API chose for a proposer are taken as they are.
 */
export function isStrangerToSlack(store: Store, reward: Reward): boolean {
  const isRep = /^(rule:)?card:/.test(reward.key) || crmUserOf(proposerOf(reward)) !== null;
  return isRep && knownInSlack(store, reward) === null;
}

/** The e-mail of somebody who proposes: their name where that is one, else what the CRM lists for them; or null. */
export function emailOf({ sql }: Store, proposer: string): string | null {
  const named = normalizeEmail(identityOf(proposer));
  if (named !== null) return named;
  const user = crmUserOf(proposer);
  if (user === null) return null;
  const owner = first<{ email: string | null }>(
    sql,
    // At HubSpot owners are numbered apart from users.
    `SELECT owner.email FROM owner JOIN connection ON connection.id = owner.connection
     WHERE connection.vendor = ?1 AND connection.account = ?2
       AND (owner.user_id = ?3 OR (?1 = 'salesforce' AND owner.id = ?3)) AND owner.email IS NOT NULL
     ORDER BY owner.active DESC LIMIT 1`,
    user.vendor,
    user.account,
    user.userId,
  );
  return owner?.email ?? null;
}

function knownInSlack({ sql }: Store, reward: Reward): string | null {
  const named = slackUserOf(proposerOf(reward));
  if (named !== null) return named;
  const query = 'SELECT proposer_slack AS slack FROM reward WHERE id = ?';
  return first<{ slack: string | null }>(sql, query, reward.id)?.slack ?? null;
}
