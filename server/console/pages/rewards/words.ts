import type { FraudHold } from '#core/fraud/hold.ts';
import { nextStep, type Step } from '#core/reward/approval.ts';
import type { Reward, Source } from '#core/reward/reward.ts';
import type { QueueName, QueueSort } from '#server/workspace/rewards/queue.ts';
import { actorWords } from '#server/console/parts/actor.ts';
import { moneyText } from '#server/console/parts/money.tsx';

export const REWARDS_PATH = '/console/rewards';

export const QUEUE_WORDS: Record<QueueName, string> = {
  mine: 'Waiting for me',
  others: 'Waiting for others',
  held: 'Held',
  change: 'Change asked for',
  history: 'History',
};

export const SORT_WORDS: Record<QueueSort, string> = {
  oldest: 'Longest waiting',
  newest: 'Newest',
  largest: 'Largest amount',
  soonest: 'Runs out soonest',
};

/** Inside a sentence, and as a choice. */
export const SOURCE_WORDS: Record<Source, string> = {
  rule: 'a rule',
  api: 'the API',
  web: 'the console',
  slack: 'Slack',
  crm: 'the CRM',
};

const STEP_WORDS: Record<Step, string> = { approve: 'manager', approve_finance: 'finance' };

/** Whose yes is still to come, in words: `1 of 2 managers, then finance`. */
export function waitsWords(reward: Pick<Reward, 'chain' | 'approvals'>): string {
  const { chain, approvals } = reward;
  const managers = chain.filter((step) => step === 'approve').length;
  const isForFinance = chain.includes('approve_finance');
  if (nextStep(reward) === 'approve_finance') return managers === 0 ? 'Finance' : 'Finance, managers agreed';
  const given = approvals.length === 0 ? '' : `${approvals.length} of `;
  const people =
    managers === 1 ? 'A manager' : given === '' ? `${managers} managers` : `${given}${managers} managers`;
  return isForFinance ? `${people}, then finance` : people;
}

/** Whose yes is owed besides those given: `It then needs another manager and finance.` */
export function stillWords({ chain, approvals }: Pick<Reward, 'chain' | 'approvals'>): string {
  const left = chain.slice(approvals.length);
  const managers = left.filter((step) => step === 'approve').length;
  const people = managers === 0 ? [] : [managers === 1 ? 'another manager' : `${managers} more managers`];
  return `It then needs ${[...people, ...(managers < left.length ? ['finance'] : [])].join(' and ')}.`;
}

/** Whether a hold on it is open, so that nobody can approve it yet. */
export function isHeld(
  { holds }: { holds: readonly Pick<FraudHold, 'state' | 'lapsesAt'>[] },
  now: number,
): boolean {
  return holds.some(({ state, lapsesAt }) => state === 'open' && (lapsesAt === null || lapsesAt > now));
}

/** The steps by name: `manager`, `finance`. */
export function stepWords(step: Step): string {
  return STEP_WORDS[step];
}

/** What a decision has come to, to be said once: `R0001 is declined.` */
export function outcomeWords(reward: Reward): string {
  const { id, state, amount, currency, kind } = reward;
  if (state === 'proposed') {
    return `${id}: your yes is kept; still waits for ${waitsWords(reward).toLowerCase()}.`;
  }
  if (state === 'change_requested') return `${id} is with its proposer again.`;
  if (state === 'noted') return `${id} is answered with feedback.`;
  if (state === 'declined') return `${id} is declined.`;
  if (kind === 'thanks') return `${id} is approved: thanks will be said.`;
  return `${id} is approved: ${moneyText(amount, currency)} will be ${kind === 'money' ? 'paid' : 'given'}.`;
}

/** Who proposed a reward, as one line of text. */
export function proposerWords({ proposedBy, reportedBy }: Reward): string {
  const by = actorWords(proposedBy);
  return reportedBy === null ? by : `${by}, as told by ${actorWords(reportedBy)}`;
}
