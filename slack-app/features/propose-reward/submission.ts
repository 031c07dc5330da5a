import type { AllMiddlewareArgs, SlackViewMiddlewareArgs, ViewSubmitAction } from '@slack/bolt';

import type { Problem } from '#core/problem.ts';

import { plain } from '../../blocks/text.ts';
import { actorIn } from '../../press.ts';
import type { SlackVerbs } from '../../verbs.ts';
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
} from './ids.ts';
import { proposedModal, proposeProblem, readPermalink } from './modal.ts';
import type { RewardDraft } from './view.ts';

type SubmissionArgs = Pick<
  SlackViewMiddlewareArgs<ViewSubmitAction> & AllMiddlewareArgs,
  'ack' | 'body' | 'view' | 'context'
>;
type Values = SubmissionArgs['view']['state']['values'];

/** Where a problem of the server's is shown, by the field it names. */
const BLOCK_OF: Readonly<Record<string, string>> = {
  personId: PERSON_BLOCK,
  act: ACT_BLOCK,
  amount: AMOUNT_BLOCK,
  currency: CURRENCY_BLOCK,
  item: ITEM_BLOCK,
  programme: PROGRAMME_BLOCK,
  note: NOTE_BLOCK,
};

/** Proposes what was sent in, or says at each field what is wrong. */
export async function submitProposal(verbs: SlackVerbs, args: SubmissionArgs): Promise<void> {
  const { ack, body, view, context } = args;
  const actor = actorIn(context, body.user);
  if (actor === null) return;
  const key = ['proposal', actor.teamId, actor.userId, view.id].join(':');
  const draft = { key, ...readDraft(view.state.values), permalink: readPermalink(view.private_metadata) };
  const errors = faults(draft, view.state.values);
  if (Object.keys(errors).length > 0) return ack({ response_action: 'errors', errors });

  const proposed = await verbs.proposeReward(actor, draft);
  if (proposed.ok) return ack({ response_action: 'update', view: proposedModal(proposed.value) });
  const { problem } = proposed;
  const block = blockOf(problem, view.state.values);
  if (block === null) return ack({ response_action: 'update', view: proposeProblem(problem) });
  const text = plain(`${problem.message} ${problem.remedy}`, 150);
  return ack({ response_action: 'errors', errors: { [block]: text } });
}

function readDraft(values: Values): Omit<RewardDraft, 'key' | 'permalink'> {
  const typed = (block: string, field: string) => (values[block]?.[field]?.value ?? '').trim();
  const chosen = (block: string, field: string) => values[block]?.[field]?.selected_option?.value ?? null;
  return {
    personId: chosen(PERSON_BLOCK, PERSON_INPUT) ?? '',
    act: typed(ACT_BLOCK, ACT_INPUT),
    amount: typed(AMOUNT_BLOCK, AMOUNT_INPUT) || null,
    currency: chosen(CURRENCY_BLOCK, CURRENCY_INPUT) ?? '',
    item: chosen(ITEM_BLOCK, ITEM_INPUT),
    programme: chosen(PROGRAMME_BLOCK, PROGRAMME_INPUT),
    note: typed(NOTE_BLOCK, NOTE_INPUT),
  };
}

/** What is missing, at the fields the form has. */
function faults(draft: Omit<RewardDraft, 'key'>, values: Values): Record<string, string> {
  const errors: Record<string, string> = {};
  if (draft.personId === '') errors[PERSON_BLOCK] = 'Choose who helped.';
  if (draft.act === '') errors[ACT_BLOCK] = 'Say what they did.';
  const [where, other] = AMOUNT_BLOCK in values ? [AMOUNT_BLOCK, ITEM_BLOCK] : [ITEM_BLOCK, AMOUNT_BLOCK];
  const both = draft.amount !== null && draft.item !== null;
  if (both) errors[where] = 'Either an amount or something of the catalogue, not both.';
  if (draft.amount === null && draft.item === null) {
    errors[where] = other in values ? 'An amount, or something of the catalogue.' : 'Say how much.';
  }
  if (draft.amount !== null && draft.currency === '') errors[CURRENCY_BLOCK] = 'Choose a currency.';
  return errors;
}

function blockOf({ field }: Problem, values: Values): string | null {
  const block = field === undefined ? undefined : BLOCK_OF[field];
  return block !== undefined && block in values ? block : null;
}
