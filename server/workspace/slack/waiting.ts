import { approvalBy } from '#core/reward/approval.ts';
import type { Reward } from '#core/reward/reward.ts';
import type { WaitingReward, WaitingRewards } from '#slack-app/features/app-home/view.ts';
import type { DecidedReward } from '#slack-app/features/rewards-command/view.ts';
import { first } from '#server/storage/sql.ts';
import { openHolds } from '#server/workspace/fraud/holds.ts';
import { knownAs } from '#server/workspace/members/known-as.ts';
import { COMPANY_NAME } from '#server/workspace/people/row.ts';
import { conflictOf } from '#server/workspace/rewards/conflicts.ts';
import { standingOf } from '#server/workspace/rewards/decisions.ts';
import { endedBy, endingsOf } from '#server/workspace/rewards/endings.ts';
import { isStrangerToSlack } from '#server/workspace/rewards/proposers.ts';
import { REWARD_COLUMNS, rowToReward, type RewardRow } from '#server/workspace/rewards/rows.ts';
import type { Store } from '#server/workspace/store.ts';

/** As many waiting rewards as are looked at for one person, the oldest first. */
const LOOKED_AT = 500;

/**
 * The rewards that wait for this actor's yes, the oldest first, of those asked for until a time: what they may approve
 * now, as the console counts it, and apart from that what something bars for now. The totals count those not shown too.
 */
export function waitingFor(
  store: Store,
  actor: string,
  limit: number,
  askedUntil: number = store.now(),
): WaitingRewards {
  const theirs = store.sql
    .all<RewardRow>(
      `SELECT ${REWARD_COLUMNS} FROM reward WHERE state = 'proposed' AND expires_at > ? AND asked_at <= ?
       ORDER BY asked_at, id LIMIT ${LOOKED_AT}`,
      store.now(),
      askedUntil,
    )
    .map(rowToReward)
    .filter((reward) => isAsked(store, reward, actor))
    .map((reward) => ({ reward, held: barOn(store, reward, actor) }));
  const ready = theirs.filter(({ held }) => held === null);
  const barred = theirs.filter(({ held }) => held !== null);
  const shown = (some: typeof theirs) => some.slice(0, limit).map((each) => waitingView(store, each));
  return {
    shown: shown(ready),
    total: ready.length,
    held: shown(barred),
    heldTotal: barred.length,
  };
}

/** What keeps somebody from approving a reward that is theirs to decide, in words; null where a press will do. */
function barOn(store: Store, reward: Reward, actor: string): string | null {
  const [hold] = openHolds(store, reward.id);
  if (hold !== undefined) return `On hold: ${hold.reason}`;
  if (conflictOf(store, reward, actor) === null) return null;
  return 'Nobody can tell in Slack who proposed it: the console says who can decide it.';
}

/** Whether it is this actor's turn: their role or whom they stand in for, and that it is not their own reward. */
export function isAsked(store: Store, reward: Reward, actor: string): boolean {
  if (!approvalBy(reward, actor, standingOf(store, reward, actor), store.now()).ok) return false;
  // Whose rep nobody finds in Slack is theirs to decide all the same, in the console.
  return isStrangerToSlack(store, reward) || conflictOf(store, reward, actor) === null;
}

function waitingView(store: Store, of: { reward: Reward; held: string | null }): WaitingReward {
  const { reward, held } = of;
  return {
    ...personOf(store, reward),
    rewardId: reward.id,
    revision: reward.revision,
    act: reward.act,
    amount: reward.amount,
    currency: reward.currency,
    proposedBy: knownAs(store, reward.reportedBy ?? reward.proposedBy),
    proposedAt: reward.createdAt,
    held,
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
    .map((reward) => ({ reward, ending: endingsOf(store, reward).at(-1) }))
    .map(({ reward, ending }) => ({
      name: personOf(store, reward).name,
      amount: reward.amount,
      currency: reward.currency,
      outcome: reward.state === 'reversed' ? 'taken back' : reward.state.replaceAll('_', ' '),
      by: ending === undefined ? null : endedBy(ending),
      at: ending?.at ?? reward.createdAt,
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
