import type { KnownBlock, ModalView } from '@slack/types';

import type { Problem } from '#core/problem.ts';

import { input, prefilled } from '../../blocks/inputs.ts';
import { plainText, section } from '../../blocks/layout.ts';
import { mrkdwn, passage } from '../../blocks/mrkdwn.ts';
import { asText, parseObject } from '../../json.ts';
import {
  ACT_BLOCK,
  ACT_INPUT,
  AMOUNT_BLOCK,
  AMOUNT_INPUT,
  PROOF_BLOCK,
  PROOF_INPUT,
  REVISION_MODAL,
} from './ids.ts';
import type { RevisionForm } from './view.ts';

/** Longest act and proof, in characters. */
export const ACT_MAX = 200;
export const PROOF_MAX = 2000;

/** A proposal with what it says now, to be changed as it was asked. */
export function revisionModal(form: RevisionForm): ModalView {
  return {
    type: 'modal',
    callback_id: REVISION_MODAL,
    private_metadata: JSON.stringify({ rewardId: form.rewardId }),
    title: plainText('Change the proposal', 24),
    submit: plainText('Propose again', 24),
    close: plainText('Cancel', 24),
    blocks: [
      section(mrkdwn`*To ${form.name}*\n${form.askedBy} asked: ${passage(form.asked, 1000)}`),
      ...amount(form),
      text(ACT_BLOCK, ACT_INPUT, 'What they did', form.act, { max: ACT_MAX }),
      text(PROOF_BLOCK, PROOF_INPUT, 'Proof', form.proof, {
        max: PROOF_MAX,
        optional: true,
        multiline: true,
      }),
    ],
  };
}

/** Takes the form's place where the proposal cannot be changed. */
export function revisionProblem(problem: Problem): ModalView {
  return {
    type: 'modal',
    title: plainText('Not changed', 24),
    close: plainText('Close', 24),
    blocks: [section(mrkdwn`${passage(problem.message, 1000)}\n${passage(problem.remedy, 1000)}`)],
  };
}

/** Reads back which reward `revisionModal` was about; null where it is not that. */
export function readRevised(metadata: string): string | null {
  return asText(parseObject(metadata)?.['rewardId']);
}

function amount({ amount: typed, currency }: RevisionForm): KnownBlock[] {
  if (typed === null) return [];
  return [text(AMOUNT_BLOCK, AMOUNT_INPUT, `Amount in ${currency}`, typed, { max: 20 })];
}

function text(
  blockId: string,
  actionId: string,
  label: string,
  now: string,
  { max, optional = false, multiline = false }: { max: number; optional?: boolean; multiline?: boolean },
): KnownBlock {
  const begun = prefilled(now, max);
  return input({
    blockId,
    label,
    optional,
    element: {
      type: 'plain_text_input',
      action_id: actionId,
      multiline,
      max_length: max,
      ...(begun === '' ? {} : { initial_value: begun }),
    },
  });
}
