import { ok, refuse, type Refusal, type Result } from '#core/problem.ts';
import type { Decision } from '#core/reward/decision.ts';
import { first } from '#server/storage/sql.ts';
import { showReward } from '#server/workspace/rewards/messages.ts';
import { Rewards } from '#server/workspace/rewards/rewards.ts';
import { noteRefused } from '#server/workspace/refusals.ts';
import type { Store } from '#server/workspace/store.ts';

/** A decision made in Slack; with where its message stands, where it was pressed under one. */
export interface SlackDecision {
  key: string;
  rewardId: string;
  /** What it looked like where it was pressed. */
  revision: number;
  decision: Decision;
  reason: string | null;
  channelId?: string;
  messageTs?: string;
}

/**
 * Decides a reward; what has changed is shown by its messages, which the outbox draws anew, after a refusal too: what
 * was pressed showed what is no more. `connection` is the Slack it was pressed in. Fails as `Rewards.decide` does, and
 * with `forbidden` for a message that is not this reward's.
 */
export function decideInSlack(
  store: Store,
  by: string,
  press: SlackDecision,
  connection: string | null,
): Result<null> {
  return store.sql.transaction(() => {
    const stray = connection === null ? null : strayPress(store, press, connection);
    const asked = { by, action: 'reward.decision', subject: `reward:${press.rewardId.slice(0, 40)}` };
    if (stray !== null) return noteRefused(store, asked, stray);
    const { key, rewardId, revision, decision, reason } = press;
    const decided = new Rewards(store).decide(rewardId, { decision, by, reason, key, revision });
    if (decided.ok) return ok(null);
    if (decided.problem.code !== 'invalid_input' && decided.problem.code !== 'not_found') {
      showReward(store, rewardId);
    }
    return decided;
  });
}

/**
 * Whether a press belongs to another reward: a team that was another workspace's before still shows the messages of
 * that one, and ids repeat. Posts whose answer was lost are ours all the same, and from now on kept as things stand.
 */
function strayPress(
  { sql }: Store,
  { rewardId, channelId, messageTs }: SlackDecision,
  connection: string,
): Refusal | null {
  const subject = `reward:${rewardId}`;
  const copies = sql.all<{ connection: string; channel: string; ts: string }>(
    'SELECT connection, channel, ts FROM message WHERE subject = ?',
    subject,
  );
  if (copies.length > 0 && !copies.some((copy) => copy.connection === connection)) return STRAY;
  if (channelId === undefined || messageTs === undefined) return null;
  const isKnown = copies.some(
    ({ connection: at, channel, ts }) => at === connection && channel === channelId && ts === messageTs,
  );
  if (isKnown) return null;
  const since = first<{ at: number }>(
    sql,
    'SELECT connected_at AS at FROM connection WHERE id = ?',
    connection,
  );
  if (since === undefined || Number(messageTs) * 1000 < since.at) return STRAY;
  sql.run(
    'INSERT INTO message (subject, connection, channel, ts, newest) VALUES (?, ?, ?, ?, 0)',
    subject,
    connection,
    channelId,
    messageTs,
  );
  return null;
}

const STRAY = refuse(
  'forbidden',
  'This message was posted for another workspace, so nothing can be decided under it.',
  'Open the reward in the console.',
);
