import type { AllMiddlewareArgs, SlackViewMiddlewareArgs, ViewSubmitAction } from '@slack/bolt';

import { plain } from '../../blocks/text.ts';
import { actorIn } from '../../press.ts';
import type { SlackVerbs } from '../../verbs.ts';
import { showHome } from './event.ts';
import { DELEGATE_BLOCK, DELEGATE_INPUT, UNTIL_BLOCK, UNTIL_INPUT } from './ids.ts';

type SubmissionArgs = Pick<
  SlackViewMiddlewareArgs<ViewSubmitAction> & AllMiddlewareArgs,
  'ack' | 'body' | 'view' | 'context'
>;

/** Names the delegate and closes the modal, or says in it what is wrong. */
export async function submitHandOver(verbs: SlackVerbs, args: SubmissionArgs): Promise<void> {
  const { ack, body, view, context } = args;
  const actor = actorIn(context, body.user);
  if (actor === null) return;
  const { values } = view.state;
  const to = values[DELEGATE_BLOCK]?.[DELEGATE_INPUT]?.selected_user ?? null;
  const lastDay = values[UNTIL_BLOCK]?.[UNTIL_INPUT]?.selected_date ?? null;
  const errors: Record<string, string> = {
    ...(to === null ? { [DELEGATE_BLOCK]: 'Choose a colleague.' } : {}),
    ...(lastDay === null ? { [UNTIL_BLOCK]: 'Choose a day.' } : {}),
  };
  if (to === null || lastDay === null) return ack({ response_action: 'errors', errors });

  const set = await verbs.setDelegate(actor, { to, lastDay });
  if (!set.ok) {
    const { message, remedy, field } = set.problem;
    const block = field === 'until' ? UNTIL_BLOCK : DELEGATE_BLOCK;
    return ack({ response_action: 'errors', errors: { [block]: plain(`${message} ${remedy}`, 150) } });
  }
  await ack();
  await showHome(verbs, actor, null);
}
