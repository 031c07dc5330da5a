import type { ModalView } from '@slack/types';

import type { Problem } from '#core/problem.ts';

import { plainText, section } from '../../blocks/layout.ts';
import { mrkdwn, passage } from '../../blocks/mrkdwn.ts';
import { asText, parseObject } from '../../json.ts';
import { DECLINE_MODAL, REASON_BLOCK, REASON_INPUT } from './ids.ts';

/** Longest reason, in characters. */
export const REASON_MAX = 500;

/** What the decline modal carries from the press to the submission: opaque ids. */
export interface DeclineSubject {
  rewardId: string;
  channelId: string;
  messageTs: string;
}

/** Asks why a reward is declined. */
export function declineModal(subject: DeclineSubject): ModalView {
  return {
    type: 'modal',
    callback_id: DECLINE_MODAL,
    private_metadata: JSON.stringify(subject),
    title: plainText('Decline the reward', 24),
    submit: plainText('Decline', 24),
    close: plainText('Cancel', 24),
    blocks: [
      {
        type: 'input',
        block_id: REASON_BLOCK,
        label: plainText('Reason', 75),
        hint: plainText('It is kept with the reward, for whoever proposed it.', 150),
        element: {
          type: 'plain_text_input',
          action_id: REASON_INPUT,
          multiline: true,
          min_length: 1,
          max_length: REASON_MAX,
          focus_on_load: true,
        },
      },
    ],
  };
}

/** Takes the decline modal's place when the decision could not be made. */
export function problemModal(problem: Problem): ModalView {
  return {
    type: 'modal',
    title: plainText('Not declined', 24),
    close: plainText('Close', 24),
    blocks: [section(mrkdwn`${passage(problem.message, 1000)}\n${passage(problem.remedy, 1000)}`)],
  };
}

/** Reads back what `declineModal` carried; null where it is not that. */
export function readSubject(metadata: string): DeclineSubject | null {
  const carried = parseObject(metadata);
  const rewardId = asText(carried?.['rewardId']);
  const channelId = asText(carried?.['channelId']);
  const messageTs = asText(carried?.['messageTs']);
  if (rewardId === null || channelId === null || messageTs === null) return null;
  return { rewardId, channelId, messageTs };
}
