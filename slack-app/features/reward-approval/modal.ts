import type { ModalView } from '@slack/types';

import type { Problem } from '#core/problem.ts';
import type { Decision } from '#core/reward/decision.ts';

import { input } from '../../blocks/inputs.ts';
import { plainText, section } from '../../blocks/layout.ts';
import { mrkdwn, type Mrkdwn, passage } from '../../blocks/mrkdwn.ts';
import { worth } from '../../blocks/money.ts';
import { asText, parseObject } from '../../json.ts';
import type { MessagePlace } from '../../verbs.ts';
import type { ShownReward } from './shown.ts';
import { DECISION_MODAL, WORDS_BLOCK, WORDS_INPUT } from './ids.ts';
import type { RewardSubject } from './view.ts';

/** Longest words with a decision, in characters. */
export const WORDS_MAX = 500;

/** A decision that takes words. */
export type WordedDecision = Exclude<Decision, 'approve'>;

/** What the modal carries from the press to the submission. */
export interface DecisionSubject extends MessagePlace, ShownReward {
  decision: WordedDecision;
}

const ASKS: Record<WordedDecision, { title: string; submit: string; label: string; hint: string }> = {
  change: {
    title: 'Ask for a change',
    submit: 'Ask',
    label: 'What should be different?',
    hint: 'Whoever proposed it is told, and can change it and propose it again.',
  },
  decline: {
    title: 'Decline the reward',
    submit: 'Decline',
    label: 'Reason',
    hint: 'It is kept with the reward, and whoever proposed it is told.',
  },
  feedback: {
    title: 'Feedback only',
    submit: 'Send feedback',
    label: 'Feedback',
    hint: 'Whoever proposed it is told. The reward ends with your words, and nothing is paid.',
  },
};

/** Asks for the words of a decision, and says about which reward. */
export function decisionModal(subject: DecisionSubject, reward: RewardSubject): ModalView {
  const { title, submit, label, hint } = ASKS[subject.decision];
  return {
    type: 'modal',
    callback_id: DECISION_MODAL,
    private_metadata: JSON.stringify(subject),
    title: plainText(title, 24),
    submit: plainText(submit, 24),
    close: plainText('Cancel', 24),
    blocks: [
      section(about(reward)),
      input({
        blockId: WORDS_BLOCK,
        label,
        hint,
        element: {
          type: 'plain_text_input',
          action_id: WORDS_INPUT,
          multiline: true,
          min_length: 1,
          max_length: WORDS_MAX,
          focus_on_load: true,
        },
      }),
    ],
  };
}

function about({ name, company, act, amount, currency }: RewardSubject): Mrkdwn {
  const of = company === null ? mrkdwn`` : mrkdwn` of ${passage(company, 60)}`;
  return mrkdwn`*${worth(amount, currency)}* to *${passage(name, 60)}*${of}\n${passage(act, 300)}`;
}

/** Takes the modal's place when the decision could not be made. */
export function problemModal(problem: Problem): ModalView {
  return {
    type: 'modal',
    title: plainText('Not decided', 24),
    close: plainText('Close', 24),
    blocks: [section(mrkdwn`${passage(problem.message, 1000)}\n${passage(problem.remedy, 1000)}`)],
  };
}

/** Reads back what `decisionModal` carried; null where it is not that. */
export function readSubject(metadata: string): DecisionSubject | null {
  const carried = parseObject(metadata);
  const decision = asText(carried?.['decision']);
  const rewardId = asText(carried?.['rewardId']);
  const channelId = asText(carried?.['channelId']);
  const messageTs = asText(carried?.['messageTs']);
  if (rewardId === null || channelId === null || messageTs === null || !isWorded(decision)) return null;
  // A modal that was opened without a revision shows the first one.
  const revision = Number(carried?.['revision'] ?? 1);
  if (!Number.isSafeInteger(revision)) return null;
  return { decision, rewardId, revision, channelId, messageTs };
}

function isWorded(decision: string | null): decision is WordedDecision {
  return decision !== null && Object.hasOwn(ASKS, decision);
}
