import type { AllMiddlewareArgs, SlackViewMiddlewareArgs, ViewSubmitAction } from '@slack/bolt';

import { plain } from '../../blocks/text.ts';
import { actorIn } from '../../press.ts';
import type { SlackVerbs } from '../../verbs.ts';
import { ACT_BLOCK, ACT_INPUT, AMOUNT_BLOCK, AMOUNT_INPUT, PROOF_BLOCK, PROOF_INPUT } from './ids.ts';
import { readRevised, revisionProblem } from './modal.ts';

type SubmissionArgs = Pick<
  SlackViewMiddlewareArgs<ViewSubmitAction> & AllMiddlewareArgs,
  'ack' | 'body' | 'view' | 'context'
>;

/** Where a problem of the server's is shown, by the field it names. */
const BLOCK_OF: Readonly<Record<string, string>> = {
  amount: AMOUNT_BLOCK,
  act: ACT_BLOCK,
  proof: PROOF_BLOCK,
};

/** Proposes the reward again and closes the modal, or says at each field what is wrong. */
export async function submitRevision(verbs: SlackVerbs, args: SubmissionArgs): Promise<void> {
  const { ack, body, view, context } = args;
  const rewardId = readRevised(view.private_metadata);
  const actor = actorIn(context, body.user);
  if (rewardId === null || actor === null) return;
  const { values } = view.state;
  const typed = (block: string, field: string) => (values[block]?.[field]?.value ?? '').trim();
  const act = typed(ACT_BLOCK, ACT_INPUT);
  const amount = AMOUNT_BLOCK in values ? typed(AMOUNT_BLOCK, AMOUNT_INPUT) : null;
  const errors: Record<string, string> = {
    ...(act === '' ? { [ACT_BLOCK]: 'Say what they did.' } : {}),
    ...(amount === '' ? { [AMOUNT_BLOCK]: 'Say how much.' } : {}),
  };
  if (Object.keys(errors).length > 0) return ack({ response_action: 'errors', errors });

  const key = ['revision', actor.teamId, actor.userId, view.id, view.hash].join(':');
  const proof = typed(PROOF_BLOCK, PROOF_INPUT);
  const revised = await verbs.reviseReward(actor, { key, rewardId, amount, act, proof });
  if (revised.ok) return ack();
  const { problem } = revised;
  const block = BLOCK_OF[problem.field ?? ''];
  if (block === undefined || !(block in values)) {
    return ack({ response_action: 'update', view: revisionProblem(problem) });
  }
  const text = plain(`${problem.message} ${problem.remedy}`, 150);
  return ack({ response_action: 'errors', errors: { [block]: text } });
}
