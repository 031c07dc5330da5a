import { displayActor } from '#core/actor/actor.ts';
import { approvalBy } from '#core/reward/approval.ts';
import type { Reward } from '#core/reward/reward.ts';
import type { WaitingReward } from '#slack-app/features/app-home/view.ts';
import type { DecidedReward } from '#slack-app/features/rewards-command/view.ts';
import { first } from '#server/storage/sql.ts';
import { openHolds } from '#server/workspace/fraud/holds.ts';
import { COMPANY_NAME } from '#server/workspace/people/row.ts';
import { conflictOf } from '#server/workspace/rewards/conflicts.ts';
import { standingOf } from '#server/workspace/rewards/decisions.ts';
import { isStrangerToSlack } from '#server/workspace/rewards/proposers.ts';
import { REWARD_COLUMNS, rowToReward, type RewardRow } from '#server/workspace/rewards/rows.ts';
import type { Store } from '#server/workspace/store.ts';

/** As many waiting rewards as are looked at for one person, the oldest first. */
const LOOKED_AT = 500;

/**
 * The rewards that wait for this actor's yes, the oldest first, of those asked for until a time; `total` counts those not
 * shown too.
 */
export function waitingFor(
  store: Store,
  actor: string,
  limit: number,
  askedUntil: number = store.now(),
): { shown: WaitingReward[]; total: number } {
  const theirs = store.sql
    .all<RewardRow>(
      `SELECT ${REWARD_COLUMNS} FROM reward WHERE state = 'proposed' AND expires_at > ? AND asked_at <= ?
       ORDER BY asked_at, id LIMIT ${LOOKED_AT}`,
      store.now(),
      askedUntil,
    )
    .map(rowToReward)
    .filter((reward) => isAsked(store, reward, actor));
  return { shown: theirs.slice(0, limit).map((reward) => waitingView(store, reward)), total: theirs.length };
}

/** Whether it is this actor's turn: their role or whom they stand in for, and that it is not their own reward. */
export function isAsked(store: Store, reward: Reward, actor: string): boolean {
  if (!approvalBy(reward, actor, standingOf(store, reward, actor), store.now()).ok) return false;
  // Whose rep nobody finds in Slack is theirs to decide all the same, in the console.
  return isStrangerToSlack(store, reward) || conflictOf(store, reward, actor) === null;
}

function waitingView(store: Store, reward: Reward): WaitingReward {
  const [hold] = openHolds(store, reward.id);
  const elsewhere = isStrangerToSlack(store, reward)
    ? 'Decided in the console: nobody can tell in Slack who proposed it.'
    : null;
  return {
    ...personOf(store, reward),
    rewardId: reward.id,
    act: reward.act,
    amount: reward.amount,
    currency: reward.currency,
    proposedBy: displayActor(reward.reportedBy ?? reward.proposedBy),
    proposedAt: reward.createdAt,
    held: hold === undefined ? elsewhere : `On hold: ${hold.reason}`,
    url: addressOf(store, reward.id),
  };
}

/** What was decided of late of what this actor proposed or decided, the newest first. */
export function decidedFor(store: Store, slackUser: string, limit: number): DecidedReward[] {
  const theirs = `slack:${slackUser}:%`;
  return store.sql
    .all<RewardRow>(
      `SELECT ${REWARD_COLUMNS} FROM reward
       WHERE decided_at IS NOT NULL AND state <> 'proposed' AND (decided_by LIKE ?1 OR proposed_by LIKE ?1)
       ORDER BY decided_at DESC, id LIMIT ?2`,
      theirs,
      limit,
    )
    .map(rowToReward)
    .map((reward) => ({
      name: personOf(store, reward).name,
      amount: reward.amount,
      currency: reward.currency,
      outcome: reward.state.replaceAll('_', ' '),
      by: reward.decidedBy === null ? null : displayActor(reward.decidedBy),
      at: reward.decidedAt ?? reward.createdAt,
      url: addressOf(store, reward.id),
    }));
}

function personOf({ sql }: Store, { personId }: Reward): { name: string; company: string | null } {
  const query = `SELECT name, ${COMPANY_NAME} AS company FROM person WHERE id = ?`;
  const row = first<{ name: string; company: string | null }>(sql, query, Number(personId));
  return row ?? { name: 'Unknown person', company: null };
}

function addressOf({ publicUrl }: Store, rewardId: string): string {
  return `${publicUrl}/console/rewards/${rewardId}`;
}
