import type { AllMiddlewareArgs, SlackViewMiddlewareArgs, ViewSubmitAction } from '@slack/bolt';

import { plain } from '../../blocks/text.ts';
import { personName } from '../../press.ts';
import type { SlackVerbs } from '../../verbs.ts';
import { REASON_BLOCK, REASON_INPUT } from './ids.ts';
import { problemModal, readSubject, REASON_MAX } from './modal.ts';

type SubmissionArgs = Pick<
  SlackViewMiddlewareArgs<ViewSubmitAction> & AllMiddlewareArgs,
  'ack' | 'body' | 'view' | 'context'
>;

/** Commits the refusal and closes the modal, or shows in it why that was not possible. */
export async function submitDecline(verbs: SlackVerbs, args: SubmissionArgs): Promise<void> {
  const { ack, body, view, context } = args;
  const subject = readSubject(view.private_metadata);
  if (subject === null || context.teamId === undefined) return;
  const reason = (view.state.values[REASON_BLOCK]?.[REASON_INPUT]?.value ?? '').trim();
  const fault = reasonFault(reason);
  if (fault !== null) return ack({ response_action: 'errors', errors: { [REASON_BLOCK]: fault } });

  const actor = { teamId: context.teamId, userId: body.user.id, userName: personName(body.user) };
  const key = ['submission', actor.teamId, actor.userId, view.id, view.hash].join(':');
  const press = { key, decision: 'decline' as const, reason, responseUrl: null, ...subject };
  const decided = await verbs.decideReward(actor, press);
  if (decided.ok) return ack();
  const { problem } = decided;
  if (problem.field === 'reason') {
    return ack({ response_action: 'errors', errors: { [REASON_BLOCK]: plain(problem.message, 150) } });
  }
  return ack({ response_action: 'update', view: problemModal(problem) });
}

function reasonFault(reason: string): string | null {
  if (reason === '') return 'Say in a few words why.';
  return Array.from(reason).length > REASON_MAX ? `At most ${REASON_MAX} characters.` : null;
}
