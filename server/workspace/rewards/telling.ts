import { isSameActor } from '#core/actor/actor.ts';
import { proposerOf, type Reward, type RewardState } from '#core/reward/reward.ts';
import { approvalChannel } from '#server/workspace/slack/channels.ts';
import { enqueue } from '#server/workspace/outbox/outbox.ts';
import type { Store } from '#server/workspace/store.ts';

const TOLD: ReadonlySet<RewardState> = new Set([
  'approved',
  'change_requested',
  'declined',
  'noted',
  'expired',
  'cancelled',
  'reversed',
]);

/** Has people hear of a reward's change: its proposer of what became of it, its thread that it is proposed again. */
export function tellOfChange(store: Store, before: Reward | null, after: Reward): void {
  if (before === null || before.state === after.state) return;
  if (before.state === 'change_requested' && after.state === 'proposed') tellThread(store, after, 'revised');
  if (TOLD.has(after.state) && hasProposer(after)) tellThread(store, after, `told:${after.state}`);
}

/** Says something once in the thread of a reward's message, or to its proposer; `what` and the revision name it. */
export function tellThread(store: Store, { id, revision }: Reward, what: string): void {
  const channel = approvalChannel(store);
  if (channel === null) return;
  const subject = `reward:${id}:${what}:${revision}`;
  enqueue(store, { id: subject, kind: 'notice', target: channel.connection, subject });
}

/** Begins the thread of a message that was just posted. */
export function tellDetails(
  store: Store,
  rewardId: string,
  { connection, channel, ts }: { connection: string; channel: string; ts: string },
): void {
  const subject = `reward:${rewardId}:details:${channel}:${ts}`;
  enqueue(store, { id: subject, kind: 'notice', target: connection, subject });
}

/** Whether somebody waits to hear: no rule does, and nobody hears of what they decided themselves. */
function hasProposer(reward: Reward): boolean {
  const proposer = proposerOf(reward);
  if (proposer.startsWith('rule:')) return false;
  const isTheirs = reward.state === 'declined' && isSameActor(proposer, reward.decidedBy ?? '');
  return !isTheirs;
}
