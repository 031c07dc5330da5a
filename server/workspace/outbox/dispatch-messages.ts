import type { Reward } from '#core/reward/reward.ts';
import { first } from '#server/storage/sql.ts';
import { refreshAlert } from '#server/workspace/slack/alerts.ts';
import type { SlackDoor } from './doors.ts';
import { rememberMentions } from '#server/workspace/erasure/mentions.ts';
import { postpone, settle, stands, type Delivery } from './outbox.ts';
import { personKey } from '#server/workspace/people/people.ts';
import { survivorOf } from '#server/workspace/identity/person-links.ts';
import { showReward } from '#server/workspace/rewards/messages.ts';
import { tellDetails } from '#server/workspace/rewards/telling.ts';
import { slackUserBehind } from '#server/workspace/rewards/proposer-lookup.ts';
import {
  advocateDigestFor,
  alertFor,
  digestFor,
  isNews,
  redrawnAlertFor,
  redrawnDigestFor,
  rewardMessageFor,
  type Outgoing,
} from '#server/workspace/slack/messages.ts';
import { catchUp, jobDigestFor, jobMessageFor, tellsOfJob } from '#server/workspace/job-changes/message.ts';
import { modelChangeFor, tellsOfModel } from '#server/workspace/slack/model-change.ts';
import type { Store } from '#server/workspace/store.ts';

/** Alerts due together beyond this many become one digest, so that a channel is informed and not flooded. */
const BURST = 3;

/** Says what is due in one Slack team, each message as things stand when its turn comes. */
export async function sendMessages(store: Store, slack: SlackDoor, group: Delivery[]): Promise<void> {
  const news = group.filter((delivery) => isFreshAlert(delivery) && isNews(store, delivery.subject));
  const burst = news.length > BURST ? new Set(news) : new Set<Delivery>();
  if (burst.size > 0) await say(store, slack, news, advocateDigestFor(store, news));
  const jobs = group.filter((delivery) => tellsOfJob(delivery) && !isRedrawn(delivery));
  if (jobs.length > BURST) {
    for (const delivery of jobs) burst.add(delivery);
    await say(store, slack, jobs, jobDigestFor(store, jobs));
  }
  for (const delivery of group) {
    if (!burst.has(delivery) && stands(store, delivery)) await sendMessage(store, slack, delivery);
  }
}

function isFreshAlert(delivery: Delivery): boolean {
  return delivery.kind === 'alert' && !tellsOfJob(delivery) && !isRedrawn(delivery);
}

/** Whether it changes a message that was posted before. */
function isRedrawn({ id }: Delivery): boolean {
  return id.endsWith(':message');
}

async function sendMessage(store: Store, slack: SlackDoor, delivery: Delivery): Promise<void> {
  if (delivery.kind === 'reward') {
    const known = await learnProposer(store, slack, delivery);
    if (known && stands(store, delivery))
      await say(store, slack, [delivery], rewardMessageFor(store, delivery));
  } else if (delivery.kind === 'digest') {
    await say(store, slack, [delivery], digestDrawn(store, delivery));
  } else if (tellsOfJob(delivery)) {
    await say(store, slack, [delivery], await jobMessageFor(store, slack, delivery));
  } else {
    const draw = isFreshAlert(delivery) ? alertFor : redrawnAlertFor;
    await say(store, slack, [delivery], draw(store, delivery));
  }
}

function digestDrawn(store: Store, delivery: Delivery): Outgoing | null {
  if (isRedrawn(delivery)) return redrawnDigestFor(store, delivery);
  return tellsOfModel(delivery) ? modelChangeFor(store, delivery) : digestFor(store, delivery);
}

/**
 * Before anyone can press a button: who in Slack proposed it or told of its act, that they may be refused. While Slack
 * does not answer, the message waits; where it never will (a permission is missing), the message goes, and a reward a
 * rep stands behind is approved elsewhere. Gives whether it may go.
 */
async function learnProposer(store: Store, slack: SlackDoor, delivery: Delivery): Promise<boolean> {
  const row = first<Pick<Reward, 'id' | 'proposedBy' | 'reportedBy'>>(
    store.sql,
    `SELECT id, proposed_by AS proposedBy, reported_by AS reportedBy FROM reward
     WHERE id = ? AND state = 'proposed' AND proposer_slack IS NULL`,
    delivery.subject,
  );
  if (row === undefined) return true;
  const user = await slackUserBehind(store, slack, row);
  if (user.ok) return true;
  postpone(store, delivery, user.problem, user.retryAfter);
  return false;
}

async function say(
  store: Store,
  slack: SlackDoor,
  group: readonly Delivery[],
  outgoing: Outgoing | null,
): Promise<void> {
  if (outgoing === null) {
    for (const delivery of group) settle(store, delivery);
    return;
  }
  const { channel, ts, message } = outgoing;
  const answer =
    ts === null ? await slack.post(channel, message, null) : await slack.update(channel, ts, message);
  store.sql.transaction(() => {
    for (const delivery of group) {
      if (answer.ok) settle(store, delivery);
      else postpone(store, delivery, answer.problem, answer.retryAfter);
    }
    if (answer.ok && answer.value !== null) remember(store, outgoing, group, answer.value);
  });
}

/** Keeps where a message stands. One that was withdrawn while it travelled is drawn again for whoever listens now. */
function remember(
  store: Store,
  { subject, connection, named }: Outgoing,
  group: readonly Delivery[],
  at: { channel: string; ts: string },
): void {
  if (named !== undefined) rememberMentions(store, { connection, ...at }, named);
  if (subject === null) return;
  store.sql.run('UPDATE message SET newest = 0 WHERE subject = ? AND connection = ?', subject, connection);
  store.sql.run(
    `INSERT INTO message (subject, connection, channel, ts, newest) VALUES (?, ?, ?, ?, 1)
     ON CONFLICT (subject, connection, channel, ts) DO UPDATE SET newest = 1`,
    subject,
    connection,
    at.channel,
    at.ts,
  );
  for (const { id, kind, subject: about } of group) {
    if (tellsOfJob({ id })) {
      catchUp(store, { id, subject: about, target: connection }, at);
      continue;
    }
    const isWithdrawn = first(store.sql, 'SELECT 1 FROM delivery WHERE id = ?', id) === undefined;
    if (kind === 'reward' && isWithdrawn) showReward(store, about);
    if (kind === 'reward') tellDetails(store, about, { connection, ...at });
    // Erased, or found to be somebody else, while the alert about them travelled.
    if (kind === 'alert' && personKey(store, about) !== Number(about))
      refreshAlert(store, String(survivorOf(store, Number(about))));
  }
}
