import type { KnownBlock, ModalView } from '@slack/types';

import type { Problem } from '#core/problem.ts';

import { input, options, prefilled } from '../../blocks/inputs.ts';
import { context, plainText, section } from '../../blocks/layout.ts';
import { labelledLink, link, mrkdwn, passage, webAddress } from '../../blocks/mrkdwn.ts';
import { worth } from '../../blocks/money.ts';
import { asText, parseObject } from '../../json.ts';
import {
  ACT_BLOCK,
  ACT_INPUT,
  AMOUNT_BLOCK,
  AMOUNT_INPUT,
  CURRENCY_BLOCK,
  CURRENCY_INPUT,
  ITEM_BLOCK,
  ITEM_INPUT,
  NOTE_BLOCK,
  NOTE_INPUT,
  PERSON_BLOCK,
  PERSON_INPUT,
  PROGRAMME_BLOCK,
  PROGRAMME_INPUT,
  PROPOSE_MODAL,
} from './ids.ts';
import type { ProposeContext, ProposedReward, ProposeForm } from './view.ts';

/** Longest act and note, in characters. */
export const ACT_MAX = 200;
export const NOTE_MAX = 1500;

/** Asks for whom, for what and how much. */
export function proposeModal(form: ProposeForm, opened: ProposeContext): ModalView {
  const address = opened.permalink === null ? null : webAddress(opened.permalink, 1500);
  return {
    type: 'modal',
    callback_id: PROPOSE_MODAL,
    private_metadata: JSON.stringify({ permalink: address }),
    title: plainText('Propose a reward', 24),
    submit: plainText('Propose', 24),
    close: plainText('Cancel', 24),
    blocks: [person(), act(), ...worthOf(form), ...programme(form), ...note(opened), ...proof(address)],
  };
}

/** Takes the form's place once the reward is proposed. */
export function proposedModal(proposed: ProposedReward): ModalView {
  const said = mrkdwn`*${worth(proposed.amount, proposed.currency)}* to *${proposed.name}* is proposed.`;
  return {
    type: 'modal',
    title: plainText('Proposed', 24),
    close: plainText('Close', 24),
    blocks: [
      section(mrkdwn`${said}\n${passage(proposed.next, 500)}`),
      context(labelledLink(proposed.url, 'See it in the console')),
    ],
  };
}

/** Takes the form's place where nothing could be proposed at all. */
export function proposeProblem(problem: Problem): ModalView {
  return {
    type: 'modal',
    title: plainText('Not proposed', 24),
    close: plainText('Close', 24),
    blocks: [section(mrkdwn`${passage(problem.message, 1000)}\n${passage(problem.remedy, 1000)}`)],
  };
}

/** Reads back where the form was opened. */
export function readPermalink(metadata: string): string | null {
  const carried = asText(parseObject(metadata)?.['permalink']);
  return carried === null ? null : webAddress(carried, 1500);
}

function person(): KnownBlock {
  return input({
    blockId: PERSON_BLOCK,
    label: 'Who helped',
    element: {
      type: 'external_select',
      action_id: PERSON_INPUT,
      min_query_length: 2,
      placeholder: plainText('Part of a name, e-mail or company', 75),
    },
  });
}

function act(): KnownBlock {
  return input({
    blockId: ACT_BLOCK,
    label: 'What they did',
    hint: 'What they did, whatever they said: nobody is paid for being happy.',
    element: { type: 'plain_text_input', action_id: ACT_INPUT, min_length: 1, max_length: ACT_MAX },
  });
}

function worthOf({ currencies, currency: usual, items }: ProposeForm): KnownBlock[] {
  const money = options(currencies.map((currency) => ({ id: currency, name: currency })));
  const begun = money.find(({ value }) => value === usual);
  const catalogue = options(items);
  const amount = input({
    blockId: AMOUNT_BLOCK,
    label: 'Amount',
    ...(catalogue.length === 0 ? {} : { hint: 'Or choose something of the catalogue below.' }),
    optional: catalogue.length > 0,
    element: {
      type: 'plain_text_input',
      action_id: AMOUNT_INPUT,
      max_length: 20,
      placeholder: plainText('50 or 1,250.50', 75),
    },
  });
  const currency = input({
    blockId: CURRENCY_BLOCK,
    label: 'Currency',
    optional: catalogue.length > 0,
    element: {
      type: 'static_select',
      action_id: CURRENCY_INPUT,
      options: money,
      ...(begun === undefined ? {} : { initial_option: begun }),
    },
  });
  const item = input({
    blockId: ITEM_BLOCK,
    label: 'From the catalogue',
    optional: true,
    element: { type: 'static_select', action_id: ITEM_INPUT, options: catalogue },
  });
  return [...(money.length === 0 ? [] : [amount, currency]), ...(catalogue.length === 0 ? [] : [item])];
}

function programme({ programmes }: ProposeForm): KnownBlock[] {
  const all = options(programmes);
  // Where there is one, nobody has to choose it.
  if (all.length < 2 || all[0] === undefined) return [];
  const element = {
    type: 'static_select' as const,
    action_id: PROGRAMME_INPUT,
    options: all,
    initial_option: all[0],
  };
  return [input({ blockId: PROGRAMME_BLOCK, label: 'Programme', element })];
}

function note(opened: ProposeContext): KnownBlock[] {
  const begun = prefilled(opened.note, NOTE_MAX);
  return [
    input({
      blockId: NOTE_BLOCK,
      label: 'Note for whoever decides',
      optional: true,
      element: {
        type: 'plain_text_input',
        action_id: NOTE_INPUT,
        multiline: true,
        max_length: NOTE_MAX,
        ...(begun === '' ? {} : { initial_value: begun }),
      },
    }),
  ];
}

function proof(address: string | null): KnownBlock[] {
  return address === null ? [] : [context(mrkdwn`Proof: ${link(address)}`)];
}
