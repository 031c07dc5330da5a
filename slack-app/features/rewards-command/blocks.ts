import type { KnownBlock } from '@slack/types';

import {
  actions,
  button,
  context,
  header,
  linkButton,
  message,
  section,
  type SlackMessage,
} from '../../blocks/layout.ts';
import { join, labelledLink, mrkdwn, type Mrkdwn, moment } from '../../blocks/mrkdwn.ts';
import { worth } from '../../blocks/money.ts';
import { heldBlocks, waitingLine } from '../app-home/blocks.ts';
import type { WaitingReward } from '../app-home/view.ts';
import { shownValue } from '../reward-approval/shown.ts';
import { LIST_APPROVE_ACTION, LIST_REVIEW_ACTION } from './ids.ts';
import type { DecidedReward, RewardsSummary } from './view.ts';

const WAITING_SHOWN = 5;
const DECIDED_SHOWN = 5;

/** The answer to `/advocates rewards`: what waits for whoever asked, and what was decided of late. */
export function rewardsSummary({ waiting, decided, consoleUrl }: RewardsSummary): SlackMessage {
  const shown = waiting.shown.slice(0, WAITING_SHOWN);
  const more = Math.max(0, waiting.total - shown.length);
  const all = labelledLink(`${consoleUrl}/rewards`, 'See all in the console');
  const title = waiting.total === 1 ? '1 reward waits for you' : `${waiting.total} rewards wait for you`;
  const first = shown.length === 0 ? 'No reward waits for you' : title;
  return message(mrkdwn`${first}`, [
    header(first),
    ...shown.flatMap((reward) => [section(waitingLine(reward)), ...choices(reward)]),
    ...(more === 0 ? [] : [context(mrkdwn`and ${more} more`)]),
    ...heldBlocks({ ...waiting, consoleUrl }),
    ...recent(decided.slice(0, DECIDED_SHOWN)),
    context(all),
  ]);
}

/** What can be done about a waiting reward in a list. */
export function choices(reward: WaitingReward): KnownBlock[] {
  const approve = button({
    text: 'Approve',
    actionId: LIST_APPROVE_ACTION,
    value: shownValue(reward),
    style: 'primary',
  });
  const review = linkButton({ text: 'Review', actionId: LIST_REVIEW_ACTION, url: reward.url });
  const all = reward.held === null ? [approve, ...review] : review;
  return all.length === 0 ? [] : [actions(all)];
}

function recent(decided: readonly DecidedReward[]): KnownBlock[] {
  if (decided.length === 0) return [];
  return [section(mrkdwn`*Decided of late*\n${join(decided.map(decidedLine), '\n')}`)];
}

function decidedLine({ name, amount, currency, outcome, by, at, url }: DecidedReward): Mrkdwn {
  const who = by === null ? mrkdwn`` : mrkdwn` by ${by}`;
  return mrkdwn`• ${labelledLink(url, `${worth(amount, currency)} to ${name}`)}: ${outcome}${who}, ${moment(at)}`;
}
