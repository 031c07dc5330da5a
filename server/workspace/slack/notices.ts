import type { Reward } from '#core/reward/reward.ts';
import { morningDigest } from '#slack-app/features/digest/blocks.ts';
import { rewardApproval } from '#slack-app/features/reward-approval/blocks.ts';
import { rewardDetails } from '#slack-app/features/reward-approval/details.ts';
import { rewardNudge, rewardReminder } from '#slack-app/features/reward-reminder/blocks.ts';
import { rewardOutcome, rewardOutcomeReply } from '#slack-app/features/reward-outcome/blocks.ts';
import type { SlackMessage } from '#slack-app/blocks/layout.ts';
import { first } from '#server/storage/sql.ts';
import type { Notice } from '#server/workspace/outbox/dispatch-notices.ts';
import type { Attempt, SlackDoor } from '#server/workspace/outbox/doors.ts';
import type { Delivery } from '#server/workspace/outbox/outbox.ts';
import { slackUserBehind } from '#server/workspace/rewards/proposer-lookup.ts';
import { remindAfter } from '#server/workspace/rewards/reminders.ts';
import { findReward } from '#server/workspace/rewards/rows.ts';
import type { Store } from '#server/workspace/store.ts';
import { addressOfActor } from './addresses.ts';
import { approvalChannel } from './channels.ts';
import { digestDrawn } from './digests.ts';
import { orderNotice } from './order-notice.ts';
import { detailsView, nudgeView, outcomeView, revisedReply } from './reward-notices.ts';
import { rewardView } from './reward-view.ts';
import { waitingFor } from './waiting.ts';

const REMINDED = 5;

/** What a notice says now; null where there is nothing left to say. A call to Slack may find whom it is for. */
export async function noticeFor(
  store: Store,
  slack: SlackDoor,
  delivery: Delivery,
): Promise<Attempt<Notice | null>> {
  const { subject } = delivery;
  const [about = '', rewardId = '', what = '', ...rest] = subject.split(':');
  if (about === 'digest') return said(digestNotice(store, subject));
  if (about === 'reminder') return said(reminderNotice(store, subject.slice('reminder:'.length)));
  const reward = findReward(store, rewardId);
  if (!reward.ok) return said(null);
  if (about === 'fulfilment')
    return said(aboutOrder(store, delivery.target, reward.value, what, rest[0] ?? ''));
  if (what === 'told') return outcomeNotice(store, slack, delivery.target, reward.value, rest);
  return said(rewardNotice(store, delivery.target, reward.value, what, rest));
}

function said(notice: Notice | null): Attempt<Notice | null> {
  return { ok: true, value: notice };
}

function rewardNotice(
  store: Store,
  connection: string,
  reward: Reward,
  what: string,
  rest: readonly string[],
): Notice | null {
  if (reward.state !== 'proposed') return null;
  if (what === 'details') {
    const [channel = '', thread = ''] = rest;
    return reply({ channel, ts: thread }, rewardDetails(detailsView(store, reward)));
  }
  if (String(reward.revision) !== rest[0]) return null;
  if (what === 'copy') {
    const view = rewardView(store, reward.id);
    if (!view.ok) return null;
    const copyOf = `reward:${reward.id}`;
    return { ...toPerson(rest[1] ?? '', rewardApproval(view.value), []), copyOf };
  }
  const thread = threadOf(store, connection, reward.id);
  if (thread === null) return null;
  if (what === 'revised') return reply(thread, revisedReply(store, reward));
  return reply(thread, rewardNudge(nudgeView(store, reward, what === 'escalated')));
}

/** To whoever proposed it; where they are nobody in Slack, in the thread, which names nobody. */
async function outcomeNotice(
  store: Store,
  slack: SlackDoor,
  connection: string,
  reward: Reward,
  [told = '', revision = '']: readonly string[],
): Promise<Attempt<Notice | null>> {
  const isSame = reward.state === told || (told === 'approved' && reward.state === 'paid');
  const view = outcomeView(store, reward);
  if (!isSame || String(reward.revision) !== revision || view === null) return said(null);
  const found = await slackUserBehind(store, slack, reward);
  if (!found.ok) return found;
  if (found.value !== null) {
    return said(toPerson(found.value, rewardOutcome(view), [reward.personId]));
  }
  const thread = threadOf(store, connection, reward.id);
  return said(thread === null ? null : reply(thread, rewardOutcomeReply(view)));
}

function reminderNotice(store: Store, actor: string): Notice | null {
  const address = addressOfActor(store, actor);
  const waiting = waitingFor(store, actor, REMINDED, store.now() - remindAfter(store));
  if (address === null || waiting.total + waiting.heldTotal === 0) return null;
  const message = rewardReminder({ waiting, consoleUrl: `${store.publicUrl}/console` });
  return toPerson(address.user, message, peopleOf(store, [...waiting.shown, ...waiting.held]));
}

function digestNotice(store: Store, subject: string): Notice | null {
  const digest = digestDrawn(store, subject);
  if (digest === null) return null;
  const named = [...digest.named, ...peopleOf(store, digest.view.waiting.shown)];
  return toPerson(digest.user, morningDigest(digest.view), [...new Set(named)]);
}

function peopleOf(store: Store, waiting: readonly { rewardId: string }[]): string[] {
  return waiting.flatMap(({ rewardId }) => {
    const reward = findReward(store, rewardId);
    return reward.ok ? [reward.value.personId] : [];
  });
}

/** In the thread of the reward; where its message stands nowhere, in the channel. */
function aboutOrder(
  store: Store,
  connection: string,
  reward: Reward,
  what: string,
  number: string,
): Notice | null {
  const drawn = orderNotice(store, reward, what, number);
  const channel = approvalChannel(store);
  if (drawn === null || channel?.connection !== connection) return null;
  const thread = threadOf(store, connection, reward.id);
  if (thread !== null) return reply(thread, drawn);
  return { channel: channel.id, thread: null, message: drawn, named: [], copyOf: null };
}

/** Where the thread of a reward is: under the message posted last. */
function threadOf(
  { sql }: Store,
  connection: string,
  rewardId: string,
): { channel: string; ts: string } | null {
  const query = 'SELECT channel, ts FROM message WHERE subject = ? AND connection = ? AND newest';
  return first<{ channel: string; ts: string }>(sql, query, `reward:${rewardId}`, connection) ?? null;
}

function reply({ channel, ts }: { channel: string; ts: string }, message: SlackMessage): Notice {
  return { channel, thread: ts, message, named: [], copyOf: null };
}

function toPerson(user: string, message: SlackMessage, named: string[]): Notice {
  return { channel: user, thread: null, message, named, copyOf: null };
}
