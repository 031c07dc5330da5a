import { displayActor, slackUserOf } from '#core/actor/actor.ts';
import { normalizeEmail } from '#core/person/person.ts';
import type { Problem } from '#core/problem.ts';
import { selfApproval } from '#core/reward/approval.ts';
import { proposerOf, type Reward } from '#core/reward/reward.ts';
import { first } from '#server/storage/sql.ts';
import { humanBehind } from '#server/workspace/members/human-behind.ts';
import { emailOf, isProposer, isStrangerToSlack } from './proposers.ts';
import { isSameHuman, selfOf } from './selves.ts';
import type { Store } from '#server/workspace/store.ts';

/** Why somebody may not approve a reward whatever their role: it is their own in some way. Null where it is not. */
export function conflictOf(store: Store, reward: Reward, by: string): Problem | null {
  const human = humanBehind(store, by);
  if (standsBehind(store, reward, by)) return selfApproval(reward);
  if (receives(store, reward, human)) return own('You would receive this reward yourself.');
  if (nominated(store, reward, by)) return own('You nominated this person for it.');
  if (entered(store, reward, by)) return own('It was entered with an API key of yours.');
  if (
    isAmong(
      store,
      by,
      reward.approvals.map((each) => each.by),
    )
  )
    return spoken;
  const mightBeTheirs = slackUserOf(by) !== null && isStrangerToSlack(store, reward);
  return mightBeTheirs && !areToldApart(store, reward, human) ? stranger(store, reward) : null;
}

/** Whether a proposal is somebody's own, under whatever name: they proposed it, told of its act, or changed it. */
export function standsBehind(store: Store, reward: Reward, by: string): boolean {
  if (isProposer(store, reward, by, humanBehind(store, by))) return true;
  return isAmong(store, by, [proposerOf(reward), ...reward.revisers]);
}

/** Whether somebody is, or might be, one of these actors. */
function isAmong(store: Store, by: string, actors: readonly string[]): boolean {
  if (actors.length === 0) return false;
  const self = selfOf(store, by);
  return actors.some((each) => isSameHuman(self, selfOf(store, each)));
}

/** Whether we know the e-mail of both, which is not the same one: whose was the same is found before. */
function areToldApart(store: Store, reward: Reward, human: string): boolean {
  return emailOf(store, proposerOf(reward)) !== null && memberEmail(store, human) !== null;
}

/** The e-mail of a member, by their Slack name. */
export function memberEmail({ sql }: Store, human: string): string | null {
  const query = 'SELECT email FROM member WHERE slack_user = ? AND email IS NOT NULL';
  return first<{ email: string }>(sql, query, slackUserOf(human) ?? '')?.email ?? null;
}

const spoken: Problem = {
  code: 'already_decided',
  message: 'You approved this already, under another name; it needs somebody else, too.',
  remedy: 'Ask a colleague to decide.',
};

function own(message: string): Problem {
  return { code: 'self_approval', message, remedy: 'Ask a colleague to decide.' };
}

/** Whether the reward goes to an address of whoever decides. */
function receives({ sql }: Store, { personId }: Reward, human: string): boolean {
  const email = normalizeEmail(human);
  const query = `SELECT 1 FROM record LEFT JOIN member ON member.slack_user = ?2
    WHERE record.person_id = ?1 AND record.email IS NOT NULL AND lower(record.email) IN (?3, member.email)
    UNION ALL SELECT 1 FROM person LEFT JOIN member ON member.slack_user = ?2
    WHERE person.id = ?1 AND person.email IS NOT NULL AND lower(person.email) IN (?3, member.email) LIMIT 1`;
  return first(sql, query, Number(personId), slackUserOf(human) ?? '', email ?? '') !== undefined;
}

/** Whether whoever decides is who nominated the person. */
function nominated(store: Store, { personId }: Reward, by: string): boolean {
  const rows = store.sql.all<{ by: string }>(
    `SELECT DISTINCT reported_by AS by FROM signal
     WHERE person_id = ? AND type = 'nomination' AND reported_by IS NOT NULL`,
    Number(personId),
  );
  return isAmong(
    store,
    by,
    rows.map((row) => row.by),
  );
}

/** Whether it came in with a key of whoever decides, whatever name was given with it. */
function entered(store: Store, { id }: Reward, by: string): boolean {
  const rows = store.sql.all<{ by: string }>(
    `SELECT DISTINCT actor AS by FROM audit WHERE about = ? AND ${ENTERED}`,
    `reward:${id}`,
  );
  return isAmong(
    store,
    by,
    rows.map((row) => row.by),
  );
}

/** SQL for the lines of the audit trail that tell with which API key a reward was proposed or changed. */
export const ENTERED = `audit.action IN ('reward.proposed', 'reward.revised') AND audit.actor LIKE 'key:%'`;

function stranger({ publicUrl }: Store, reward: Reward): Problem {
  return {
    code: 'self_approval',
    message: `We cannot find ${displayActor(proposerOf(reward))}, on whose word this reward rests, in Slack: it might be you.`,
    remedy: `A member whose e-mail we know can decide it: ${publicUrl}/console/rewards/${reward.id}`,
  };
}
