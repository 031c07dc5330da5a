import type { KnownBlock } from '@slack/types';

import {
  actions,
  button,
  context,
  linkButton,
  message,
  section,
  type SlackMessage,
} from '../../blocks/layout.ts';
import { labelledLink, mrkdwn, type Mrkdwn, passage } from '../../blocks/mrkdwn.ts';
import { worth } from '../../blocks/money.ts';
import { outcome } from '../reward-approval/standing.ts';
import { REVISE_ACTION, SEE_ACTION } from './ids.ts';
import type { OutcomeView } from './view.ts';

const TITLES: Record<OutcomeView['state']['kind'], string> = {
  approved: '✅ Your proposal was approved',
  paid: '✅ Your proposal was approved',
  change_requested: '✏️ A change of your proposal was asked for',
  declined: 'Your proposal was declined',
  noted: '💬 Your proposal was answered with feedback',
  cancelled: 'Your proposal was approved, and then cancelled',
  reversed: 'The reward you proposed was taken back',
  expired: 'Nobody decided your proposal in time',
};

/** Tells whoever proposed a reward what became of it. */
export function rewardOutcome(view: OutcomeView): SlackMessage {
  const title = TITLES[view.state.kind];
  const company = view.company === null ? mrkdwn`` : mrkdwn` of ${view.company}`;
  const what = mrkdwn`${worth(view.amount, view.currency)} to ${view.name}${company}`;
  return message(
    mrkdwn`${title}: ${what}`,
    [
      section(mrkdwn`*${title}*\n${what}\n${passage(view.act, 300)}`),
      ...words(view),
      context(...outcome(view.state).slice(0, 1)),
      actions(buttons(view)),
    ].filter(isFilled),
  );
}

/** The same in the thread of the approval message, for all who read there: it names neither the person nor the proposer. */
export function rewardOutcomeReply({ state, rewardId, url }: OutcomeView): SlackMessage {
  const [decided = mrkdwn`Decided`] = outcome(state);
  const text = mrkdwn`${labelledLink(url, rewardId)}: ${decided}. Whoever proposed it could not be found in Slack; the console shows it to them.`;
  return message(text, [section(text)]);
}

/** What was said with the decision, set apart so that it is read. */
function words({ state }: OutcomeView): KnownBlock[] {
  return 'reason' in state && state.reason !== '' ? [section(quoted(passage(state.reason, 1000)))] : [];
}

function quoted(text: Mrkdwn): Mrkdwn {
  return mrkdwn`> ${text}`;
}

function buttons({ state, rewardId, url }: OutcomeView) {
  const see = linkButton({ text: 'See it in the console', actionId: SEE_ACTION, url });
  if (state.kind !== 'change_requested') return see;
  const revise = button({
    text: 'Change and propose again',
    actionId: REVISE_ACTION,
    value: rewardId,
    style: 'primary',
  });
  return [revise, ...see];
}

/** Slack refuses a row without a button. */
function isFilled(block: KnownBlock): boolean {
  return block.type !== 'actions' || block.elements.length > 0;
}
