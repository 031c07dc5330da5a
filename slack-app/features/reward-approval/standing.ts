import { join, mrkdwn, type Mrkdwn, moment, passage } from '../../blocks/mrkdwn.ts';
import type { GivenApproval, RewardState, RewardView } from './view.ts';

const APPROVALS_SHOWN = 5;

/** Whose yes a waiting reward needs and why, who gave theirs and who is waited for. */
export function needed(view: RewardView): Mrkdwn {
  const { approvals, escalatedAt } = view;
  // While nobody has said yet, whom it needs is whom it waits for.
  const progress = [...given(approvals), ...(approvals.length > 0 ? [waitsFor(view)] : [])];
  const lines = [
    mrkdwn`${needsWords(view)}: ${passage(view.needs.because, 300)}`,
    ...(progress.length === 0 ? [] : [join(progress, ' · ')]),
    ...(escalatedAt === null ? [] : [mrkdwn`Escalated to the owners, ${moment(escalatedAt)}`]),
  ];
  return join(lines, '\n');
}

/** Who said yes to a reward that waits no more; nothing where the outcome tells all of it. */
export function agreed({ approvals, state }: RewardView): Mrkdwn[] {
  const isDecided = state.kind === 'approved' || state.kind === 'paid';
  if (isDecided && approvals.length < 2 && approvals[0]?.onBehalfOf == null) return [];
  return approvals.length === 0 ? [] : [join(given(approvals), ' · ')];
}

function given(approvals: readonly GivenApproval[]): Mrkdwn[] {
  return approvals.slice(0, APPROVALS_SHOWN).map(givenWords);
}

function needsWords({ needs: { managers, finance } }: RewardView): string {
  const people = managers > 1 ? `${managers} managers` : 'a manager';
  const all = [...(managers > 0 ? [people] : []), ...(finance ? ['finance'] : [])];
  return all.length === 0 ? 'Needs nobody' : `Needs ${all.join(' and ')}`;
}

function givenWords({ by, onBehalfOf, at }: GivenApproval): Mrkdwn {
  const who = onBehalfOf === null ? mrkdwn`${by}` : mrkdwn`${by} for ${onBehalfOf}`;
  return mrkdwn`${who} ✓ ${moment(at)}`;
}

function waitsFor(view: RewardView): Mrkdwn {
  if (waitsForFinance(view)) return mrkdwn`waits for finance`;
  return mrkdwn`waits for another manager`;
}

/** Whether the managers it needs have agreed, and finance has not. */
export function waitsForFinance({ needs, approvals }: RewardView): boolean {
  return needs.finance && approvals.length >= needs.managers;
}

/** Who decided and when, and with which words. */
export function outcome(state: Exclude<RewardState, { kind: 'proposed' }>): Mrkdwn[] {
  if (state.kind === 'expired') return [mrkdwn`Expired ${moment(state.at)} without a decision`];
  const decided = mrkdwn`${OUTCOMES[state.kind]} by ${state.by}, ${moment(state.at)}`;
  if ('reason' in state) {
    const label = state.kind === 'noted' ? 'Feedback' : 'Reason';
    return [decided, mrkdwn`${label}: ${passage(state.reason, 1000)}`];
  }
  return state.kind === 'paid' ? [decided, mrkdwn`Paid ${moment(state.paidAt)}`] : [decided];
}

/** What was done to a reward, before "by" and a name. */
export const OUTCOMES: Record<Exclude<RewardState['kind'], 'proposed' | 'expired'>, string> = {
  approved: 'Approved',
  paid: 'Approved',
  change_requested: 'Change asked for',
  declined: 'Declined',
  noted: 'Answered',
  cancelled: 'Cancelled',
  reversed: 'Taken back',
};
