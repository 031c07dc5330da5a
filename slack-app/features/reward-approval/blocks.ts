import type { KnownBlock } from '@slack/types';

import { formatAmount, isCurrency } from '#core/reward/currency.ts';

import {
  actions,
  button,
  context,
  fields,
  header,
  message,
  section,
  type SlackMessage,
} from '../../blocks/layout.ts';
import { labelledLink, link, mrkdwn, type Mrkdwn, moment, passage } from '../../blocks/mrkdwn.ts';
import { APPROVE_ACTION, DECLINE_ACTION } from './ids.ts';
import type { RewardState, RewardView } from './view.ts';

const TITLES: Record<RewardState['kind'], string> = {
  proposed: 'Reward waiting for approval',
  approved: 'Reward approved',
  declined: 'Reward declined',
  expired: 'Reward expired',
  paid: 'Reward paid',
};

/** The message a manager decides a reward in, as it looks now; post it once, then update it with each new state. */
export function rewardApproval(view: RewardView): SlackMessage {
  const title = TITLES[view.state.kind];
  const company = view.company === null ? mrkdwn`` : mrkdwn` of ${view.company}`;
  const blocks: KnownBlock[] = [
    header(title),
    section(mrkdwn`*${view.name}*${company}\n${passage(view.act, 1000)}`),
    fields(facts(view)),
    ...(view.state.kind === 'proposed' ? decision(view) : [context(...outcome(view.state))]),
  ];
  return message(mrkdwn`${title}: ${money(view.amount, view.currency)} to ${view.name}${company}`, blocks);
}

function facts(view: RewardView): [string, Mrkdwn][] {
  const all: [string, Mrkdwn][] = [
    ['Amount', mrkdwn`${money(view.amount, view.currency)}`],
    ['Proof', view.proof === null ? mrkdwn`none given` : link(view.proof)],
    ['Proposed by', mrkdwn`${view.proposedBy}, ${moment(view.proposedAt)}`],
  ];
  if (view.reportedBy !== null) all.push(['Told by', mrkdwn`${view.reportedBy}`]);
  if (view.state.kind === 'proposed') all.push(['Budget after', budget(view)]);
  return all;
}

function budget(view: RewardView): Mrkdwn {
  return view.budgetAfter === null
    ? mrkdwn`no budget set`
    : mrkdwn`${money(view.budgetAfter, view.currency)}`;
}

function decision(view: RewardView): KnownBlock[] {
  const over = -(view.budgetAfter ?? 0);
  const approve = button({
    text: 'Approve',
    actionId: APPROVE_ACTION,
    value: view.rewardId,
    style: 'primary',
  });
  return [
    ...(over > 0 ? [section(mrkdwn`⚠️ *Over budget by ${money(over, view.currency)}*`)] : []),
    ...(view.approveAt === null ? [] : [section(elsewhere(view, view.approveAt))]),
    actions([
      ...(view.approveAt === null ? [approve] : []),
      button({ text: 'Decline', actionId: DECLINE_ACTION, value: view.rewardId, style: 'danger' }),
    ]),
  ];
}

/** Nobody approves their own proposal, so whose it is must be known where it is approved. */
function elsewhere({ reportedBy, proposedBy }: RewardView, address: string): Mrkdwn {
  const who = reportedBy ?? proposedBy;
  return mrkdwn`We cannot find ${who} in Slack, so this one is ${labelledLink(address, 'approved in the console')}.`;
}

function outcome(state: Exclude<RewardState, { kind: 'proposed' }>): Mrkdwn[] {
  if (state.kind === 'expired') return [mrkdwn`Expired ${moment(state.at)} without a decision`];
  const decided = mrkdwn`${state.kind === 'declined' ? 'Declined' : 'Approved'} by ${state.by}, ${moment(state.at)}`;
  if (state.kind === 'declined') return [decided, mrkdwn`Reason: ${passage(state.reason, 1000)}`];
  return state.kind === 'paid' ? [decided, mrkdwn`Paid ${moment(state.paidAt)}`] : [decided];
}

function money(amount: number, currency: string): string {
  return isCurrency(currency) ? formatAmount(amount, currency) : `${amount} ${currency}`;
}
