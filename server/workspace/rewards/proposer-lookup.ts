import { slackUserOf } from '#core/actor/actor.ts';
import { proposerOf, type Reward } from '#core/reward/reward.ts';
import { first } from '#server/storage/sql.ts';
import { humanBehind } from '#server/workspace/members/human-behind.ts';
import type { Attempt, SlackDoor } from '#server/workspace/outbox/doors.ts';
import type { Store } from '#server/workspace/store.ts';
import { emailOf } from './proposers.ts';

/**
 * The Slack user of whoever a reward rests on, looked up once by their e-mail and kept; null where nobody can tell, or
 * Slack will never say (a permission is missing). Fails while Slack does not answer.
 */
export async function slackUserBehind(
  store: Store,
  slack: Pick<SlackDoor, 'findUser'>,
  reward: Pick<Reward, 'id' | 'proposedBy' | 'reportedBy'>,
): Promise<Attempt<string | null>> {
  const proposer = proposerOf(reward);
  const known = slackUserOf(humanBehind(store, proposer)) ?? keptFor(store, reward.id);
  if (known !== null) return { ok: true, value: known };
  const email = emailOf(store, proposer);
  if (email === null) return { ok: true, value: null };
  const found = await slack.findUser(email);
  if (found.ok) {
    if (found.value !== null) {
      store.sql.run('UPDATE reward SET proposer_slack = ? WHERE id = ?', found.value, reward.id);
    }
    return found;
  }
  const isForGood = found.retryAfter === null && found.problem.code !== 'vendor_revoked';
  return isForGood ? { ok: true, value: null } : found;
}

function keptFor({ sql }: Store, rewardId: string): string | null {
  const query = 'SELECT proposer_slack AS slack FROM reward WHERE id = ?';
  return first<{ slack: string | null }>(sql, query, rewardId)?.slack ?? null;
}
