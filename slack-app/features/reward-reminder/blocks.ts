import { context, header, message, section, type SlackMessage } from '../../blocks/layout.ts';
import { labelledLink, mrkdwn, moment } from '../../blocks/mrkdwn.ts';
import { heldBlocks, waitingLine } from '../app-home/blocks.ts';
import { choices } from '../rewards-command/blocks.ts';
import type { NudgeView, ReminderView } from './view.ts';

const SHOWN = 5;

/** Reminds one person of all that has waited too long for them, in one message. */
export function rewardReminder({ waiting, consoleUrl }: ReminderView): SlackMessage {
  const { shown, total, held, heldTotal } = waiting;
  const listed = shown.slice(0, SHOWN);
  const more = total - listed.length;
  const n = total + heldTotal;
  const title = n === 1 ? 'A reward still waits for you' : `${n} rewards still wait for you`;
  const all = labelledLink(`${consoleUrl}/rewards`, 'See all in the console');
  return message(mrkdwn`${title}`, [
    header(title),
    ...listed.flatMap((reward) => [section(waitingLine(reward)), ...choices(reward)]),
    ...heldBlocks({ held, heldTotal, consoleUrl }),
    context(more > 0 ? mrkdwn`and ${more} more. ${all}` : all),
  ]);
}

/** Tells the thread of a reward that it still waits, or that the owners were asked. */
export function rewardNudge({ rewardId, askedAt, expiresAt, waitsFor, escalated }: NudgeView): SlackMessage {
  const what = escalated ? 'was put before the owners' : 'still waits';
  const text = mrkdwn`⏰ ${rewardId} ${what}: ${waitsFor} has not decided since ${moment(askedAt)}. If undecided, it expires ${moment(expiresAt)}; nothing is paid without a decision.`;
  return message(text, [section(text)]);
}
