import type { SlackMessage } from '#slack-app/blocks/layout.ts';
import { rememberMentions } from '#server/workspace/erasure/mentions.ts';
import { noticeFor } from '#server/workspace/slack/notices.ts';
import type { Store } from '#server/workspace/store.ts';
import type { SlackDoor } from './doors.ts';
import { postpone, settle, stands, type Delivery } from './outbox.ts';

/** Something said once, to one person or in a thread. */
export interface Notice {
  /** A channel, or a person's id. */
  channel: string;
  /** The message it answers, or null. */
  thread: string | null;
  message: SlackMessage;
  /** Whom it names, by id: it is taken back once one of them is erased. */
  named: string[];
  /** The subject it is a copy of, to be kept as things stand; null for what is said and done. */
  copyOf: string | null;
}

/** Says what is due to single people and in threads of one Slack team, each as things stand when its turn comes. */
export async function sendNotices(store: Store, slack: SlackDoor, group: Delivery[]): Promise<void> {
  for (const delivery of group) {
    if (stands(store, delivery)) await sendNotice(store, slack, delivery);
  }
}

async function sendNotice(store: Store, slack: SlackDoor, delivery: Delivery): Promise<void> {
  const drawn = await noticeFor(store, slack, delivery);
  if (!drawn.ok) return postpone(store, delivery, drawn.problem, drawn.retryAfter);
  const notice = drawn.value;
  if (notice === null) return settle(store, delivery);
  const answer = await slack.post(notice.channel, notice.message, notice.thread);
  store.sql.transaction(() => {
    if (!answer.ok) return postpone(store, delivery, answer.problem, answer.retryAfter);
    settle(store, delivery);
    const at = { connection: delivery.target, ...answer.value };
    if (notice.copyOf !== null) rememberCopy(store, notice.copyOf, at);
    else if (notice.named.length > 0) {
      rememberMentions(store, at, { ids: notice.named, total: notice.named.length });
    }
  });
}

/** Not the newest: the one in the channel stays the one to be found. */
function rememberCopy(
  { sql }: Store,
  subject: string,
  { connection, channel, ts }: { connection: string; channel: string; ts: string },
): void {
  sql.run(
    `INSERT INTO message (subject, connection, channel, ts, newest) VALUES (?, ?, ?, ?, 0) ON CONFLICT DO NOTHING`,
    subject,
    connection,
    channel,
    ts,
  );
}
