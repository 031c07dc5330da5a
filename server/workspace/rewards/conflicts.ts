import { displayActor, slackUserOf } from '#core/actor/actor.ts';
import { normalizeEmail } from '#core/person/person.ts';
import type { Problem } from '#core/problem.ts';
import { selfApproval } from '#core/reward/approval.ts';
import { proposerOf, type Reward } from '#core/reward/reward.ts';
import { first } from '#server/storage/sql.ts';
import { TOLD } from '#server/workspace/scoring/tellers.ts';
import { humanBehind } from '#server/workspace/members/human-behind.ts';
import { emailOf, isProposer, isStrangerToSlack } from './proposers.ts';
import { isSameHuman, selfOf } from './selves.ts';
import type { Store } from '#server/workspace/store.ts';

/** Why somebody may not approve a reward whatever their role: it is their own in some way. Null where it is not. */
export function conflictOf(store: Store, reward: Reward, by: string): Problem | null {
  const human = humanBehind(store, by);
  if (standsBehind(store, reward, by)) return selfApproval(reward);
  const stake = stakeIn(store, reward, by, human);
  if (stake !== null) return own(stake);
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

/** Why nobody takes somebody's word for where a reward's money is: it is their own in some way. Null where it is not. */
export function conflictOfWitness(store: Store, reward: Reward, by: string): Problem | null {
  const stake = standsBehind(store, reward, by)
    ? 'You proposed this reward, told of its act, or changed it.'
    : stakeIn(store, reward, by, humanBehind(store, by));
  return stake === null
    ? null
    : { code: 'self_approval', message: stake, remedy: 'Ask a colleague to say it, with their proof.' };
}

/** What somebody who did not propose a reward has to do with it all the same, in words; null for nothing. */
function stakeIn(store: Store, reward: Reward, by: string, human: string): string | null {
  if (receives(store, reward, human)) return 'You would receive this reward yourself.';
  if (nominated(store, reward, by)) return 'You nominated this person for it.';
  return letIn(store, reward, by) ? 'You let the act in that this reward is for.' : null;
}

/** Whether a proposal is somebody's own, under whatever name: they proposed it, told of its act, or changed it. */
export function standsBehind(store: Store, reward: Reward, by: string): boolean {
  if (isProposer(store, reward, by, humanBehind(store, by))) return true;
  return isAmong(store, by, [proposerOf(reward), ...reward.revisers]);
}

/** Whether somebody is, or might be, one of these actors. */
export function isAmong(store: Store, by: string, actors: readonly string[]): boolean {
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
    `SELECT reported_by AS by FROM signal
     WHERE person_id = ?1 AND type = 'nomination' AND reported_by IS NOT NULL
     UNION SELECT audit.actor FROM signal JOIN audit ON audit.about = 'signal:' || signal.key
     WHERE person_id = ?1 AND type = 'nomination' AND ${TOLD}`,
    Number(personId),
  );
  return isAmong(
    store,
    by,
    rows.map((row) => row.by),
  );
}

/** Whether whoever decides let the act in for which a rule proposed it, whomever they named as having told of it. */
function letIn(store: Store, { key }: Reward, by: string): boolean {
  const rows = store.sql.all<{ by: string }>(
    `SELECT DISTINCT actor AS by FROM audit WHERE about = ? AND ${TOLD}`,
    key.replace(/^rule:/, 'signal:'),
  );
  return isAmong(
    store,
    by,
    rows.map((row) => row.by),
  );
}

function stranger({ publicUrl }: Store, reward: Reward): Problem {
  return {
    code: 'self_approval',
    message: `We cannot find ${displayActor(proposerOf(reward))}, on whose word this reward rests, in Slack: it might be you.`,
    remedy: `A member whose e-mail we know can decide it: ${publicUrl}/console/rewards/${reward.id}`,
  };
}
