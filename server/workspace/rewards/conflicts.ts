import { displayActor, isSameActor, slackActor, slackUserOf } from '#core/actor/actor.ts';
import { normalizeEmail } from '#core/person/person.ts';
import type { Problem } from '#core/problem.ts';
import { selfApproval } from '#core/reward/approval.ts';
import { proposerOf, type Reward } from '#core/reward/reward.ts';
import { first } from '#server/storage/sql.ts';
import { emailOf, isProposer, isStrangerToSlack } from './proposers.ts';
import type { Store } from '#server/workspace/store.ts';

/**
 * The human who answers for what an actor does: a member by their Slack name however they are spelled, an API key as
 * whoever made it. Others are who they say.
 */
export function humanBehind(store: Store, actor: string): string {
  const key = /^key:(\w+)/.exec(actor.trim())?.[1];
  if (key !== undefined) {
    const row = first<{ by: string }>(store.sql, 'SELECT created_by AS by FROM api_key WHERE id = ?', key);
    return row === undefined ? actor : humanBehind(store, row.by);
  }
  const email = normalizeEmail(actor);
  if (email === null) return actor;
  const member = first<{ user: string; name: string }>(
    store.sql,
    'SELECT slack_user AS user, name FROM member WHERE email = ? AND slack_user IS NOT NULL',
    email,
  );
  return member === undefined ? actor : slackActor(member.user, member.name);
}

/** Why somebody may not approve a reward whatever their role: it is their own in some way. Null where it is not. */
export function conflictOf(store: Store, reward: Reward, by: string): Problem | null {
  const human = humanBehind(store, by);
  const proposer = humanBehind(store, proposerOf(reward));
  if (isProposer(store, reward, by, human) || isSameActor(human, proposer)) {
    return selfApproval(reward);
  }
  if (reward.revisedBy !== null && isSameActor(human, humanBehind(store, reward.revisedBy))) {
    return selfApproval(reward);
  }
  if (receives(store, reward, human)) return own('You would receive this reward yourself.');
  if (nominated(store, reward, human)) return own('You nominated this person for it.');
  const mightBeTheirs = slackUserOf(by) !== null && isStrangerToSlack(store, reward);
  return mightBeTheirs && !areToldApart(store, reward, human) ? stranger(store, reward) : null;
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
function nominated(store: Store, { personId }: Reward, human: string): boolean {
  const rows = store.sql.all<{ by: string }>(
    `SELECT DISTINCT reported_by AS by FROM signal
     WHERE person_id = ? AND type = 'nomination' AND reported_by IS NOT NULL`,
    Number(personId),
  );
  return rows.some(({ by }) => isSameActor(human, humanBehind(store, by)));
}

function stranger({ publicUrl }: Store, reward: Reward): Problem {
  return {
    code: 'self_approval',
    message: `We cannot find ${displayActor(proposerOf(reward))}, on whose word this reward rests, in Slack: it might be you.`,
    remedy: `A member whose e-mail we know can decide it: ${publicUrl}/console/rewards/${reward.id}`,
  };
}
