import type { Button, KnownBlock } from '@slack/types';

import {
  actions,
  button,
  context,
  fields,
  header,
  linkButton,
  message,
  section,
  type SlackMessage,
} from '../../blocks/layout.ts';
import { labelledLink, link, mrkdwn, type Mrkdwn, moment, passage } from '../../blocks/mrkdwn.ts';
import { worth } from '../../blocks/money.ts';
import { APPROVE_ACTION, CHANGE_ACTION, DECLINE_ACTION, FEEDBACK_ACTION, REVIEW_ACTION } from './ids.ts';
import { shownValue } from './shown.ts';
import { agreed, needed, outcome, waitsForFinance } from './standing.ts';
import type { RewardState, RewardView } from './view.ts';

const TITLES: Record<RewardState['kind'], string> = {
  proposed: 'Reward waiting for approval',
  approved: 'Reward approved',
  change_requested: 'Reward: a change was asked for',
  declined: 'Reward declined',
  noted: 'Reward answered with feedback',
  cancelled: 'Reward cancelled',
  reversed: 'Reward taken back',
  expired: 'Reward expired',
  paid: 'Reward paid',
};
const HOLDS_SHOWN = 3;

/** The message a manager decides a reward in, as it looks now; post it once, then update it with each new state. */
export function rewardApproval(view: RewardView): SlackMessage {
  const title = titleOf(view);
  const who = view.company === null ? mrkdwn`${view.name}` : mrkdwn`${view.name} of ${view.company}`;
  const company = view.company === null ? mrkdwn`` : mrkdwn` of ${view.company}`;
  const { state } = view;
  const blocks: KnownBlock[] = [
    header(title),
    section(mrkdwn`*${view.name}*${company}\n${passage(view.act, 1000)}`),
    fields(facts(view)),
    ...(state.kind === 'proposed'
      ? [...obstacles(view), context(needed(view)), actions(decisions(view))]
      : [context(...agreed(view), ...outcome(state))]),
  ];
  return message(mrkdwn`${title}: ${worth(view.amount, view.currency)} to ${who}`, blocks);
}

function titleOf(view: RewardView): string {
  if (view.state.kind !== 'proposed') return TITLES[view.state.kind];
  if (view.holds.length > 0) return 'Reward on hold';
  if (view.escalatedAt !== null) return `${TITLES.proposed}, escalated`;
  return waitsForFinance(view) ? `${TITLES.proposed} by finance` : TITLES.proposed;
}

function facts(view: RewardView): [string, Mrkdwn][] {
  const { amount, currency, yearToDate, budget } = view;
  const item = view.item === null ? mrkdwn`` : mrkdwn`\n${view.item}`;
  const all: [string, Mrkdwn][] = [
    ['Amount', mrkdwn`${worth(amount, currency)}${item}`],
    ['Programme', mrkdwn`${view.programme}`],
    ['Proof', view.proof === null ? mrkdwn`none given` : link(view.proof)],
    ['Proposed by', mrkdwn`${view.proposedBy}, ${moment(view.proposedAt)}`],
  ];
  if (view.reportedBy !== null) all.push(['Told by', mrkdwn`${view.reportedBy}`]);
  if (view.revisedBy !== null) all.push(['Changed by', mrkdwn`${view.revisedBy}`]);
  if (currency !== 'thanks') {
    all.push([`In ${yearToDate.year} so far`, mrkdwn`${worth(yearToDate.amount, currency)}`]);
  }
  all.push(['Trust', mrkdwn`${view.trust}`]);
  if (budget !== null) all.push(['Budget', budgetWords(view, budget)]);
  else if (!currency.startsWith('points:') && currency !== 'thanks')
    all.push(['Budget', mrkdwn`none is set`]);
  return all;
}

/** One figure, and when it was read: the budget moves on under a message that stands. */
function budgetWords({ currency, state }: RewardView, budget: NonNullable<RewardView['budget']>): Mrkdwn {
  const { left, after, asOf } = budget;
  // What does not hold it is told by how much in the warning.
  const isAfter = state.kind === 'proposed' && after >= 0;
  const words = isAfter
    ? mrkdwn`${worth(after, currency)} left after this`
    : mrkdwn`${worth(left, currency)} left`;
  return mrkdwn`${words}\nas of ${moment(asOf)}`;
}

/** What stands in the way, or should be known before a yes. */
function obstacles(view: RewardView): KnownBlock[] {
  const { holds, budget, currency, yearToDate } = view;
  const over = -(budget?.after ?? 0);
  const more = holds.length - HOLDS_SHOWN;
  const warnings = [
    ...holds
      .slice(0, HOLDS_SHOWN)
      .map(
        ({ reason, expectedBy }) =>
          mrkdwn`⏸ *On hold:* ${passage(reason, 300)} Expected to be looked at by ${moment(expectedBy)}.`,
      ),
    ...(more > 0 ? [mrkdwn`and ${more} more holds`] : []),
    ...(over > 0 ? [mrkdwn`⚠️ *Over budget by ${worth(over, currency)}*`] : []),
    ...(yearToDate.warning === null ? [] : [mrkdwn`⚠️ ${passage(yearToDate.warning, 300)}`]),
    ...(view.elsewhere ? [elsewhere(view)] : []),
  ];
  return warnings.map((warning) => section(warning));
}

/** Nobody approves their own proposal, so whose it is must be known where it is approved. */
function elsewhere({ reportedBy, proposedBy, url }: RewardView): Mrkdwn {
  const who = reportedBy ?? proposedBy;
  return mrkdwn`We cannot find ${who} in Slack, so this one is ${labelledLink(url, 'approved in the console')}.`;
}

function decisions(view: RewardView): Button[] {
  const { holds, elsewhere: isElsewhere, url } = view;
  const value = shownValue(view);
  const first =
    holds.length > 0 || isElsewhere
      ? linkButton({ text: 'Review in the console', actionId: REVIEW_ACTION, url })
      : [button({ text: 'Approve', actionId: APPROVE_ACTION, value, style: 'primary' })];
  return [
    ...first,
    button({ text: 'Ask for change', actionId: CHANGE_ACTION, value }),
    button({ text: 'Decline', actionId: DECLINE_ACTION, value, style: 'danger' }),
    button({ text: 'Feedback only', actionId: FEEDBACK_ACTION, value }),
  ];
}
