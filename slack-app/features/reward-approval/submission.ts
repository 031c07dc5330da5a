import type { AllMiddlewareArgs, SlackViewMiddlewareArgs, ViewSubmitAction } from '@slack/bolt';

import { plain } from '../../blocks/text.ts';
import { actorIn } from '../../press.ts';
import type { SlackVerbs } from '../../verbs.ts';
import { WORDS_BLOCK, WORDS_INPUT } from './ids.ts';
import { problemModal, readSubject, WORDS_MAX } from './modal.ts';

type SubmissionArgs = Pick<
  SlackViewMiddlewareArgs<ViewSubmitAction> & AllMiddlewareArgs,
  'ack' | 'body' | 'view' | 'context'
>;

/** Commits the decision and closes the modal, or shows in it why that was not possible. */
export async function submitDecision(verbs: SlackVerbs, args: SubmissionArgs): Promise<void> {
  const { ack, body, view, context } = args;
  const subject = readSubject(view.private_metadata);
  const actor = actorIn(context, body.user);
  if (subject === null || actor === null) return;
  const reason = (view.state.values[WORDS_BLOCK]?.[WORDS_INPUT]?.value ?? '').trim();
  const fault = wordsFault(reason);
  if (fault !== null) return ack({ response_action: 'errors', errors: { [WORDS_BLOCK]: fault } });

  const key = ['submission', actor.teamId, actor.userId, view.id, view.hash].join(':');
  const decided = await verbs.decideReward(actor, { key, reason, responseUrl: null, ...subject });
  if (decided.ok) return ack();
  const { problem } = decided;
  if (problem.field === 'reason') {
    return ack({ response_action: 'errors', errors: { [WORDS_BLOCK]: plain(problem.message, 150) } });
  }
  return ack({ response_action: 'update', view: problemModal(problem) });
}

function wordsFault(words: string): string | null {
  if (words === '') return 'Say it in a few words.';
  return Array.from(words).length > WORDS_MAX ? `At most ${WORDS_MAX} characters.` : null;
}
