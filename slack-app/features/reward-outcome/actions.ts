import type { AllMiddlewareArgs, BlockButtonAction, SlackActionMiddlewareArgs } from '@slack/bolt';

import { readPlainPress } from '../../press.ts';
import type { SlackVerbs } from '../../verbs.ts';
import { revisionModal, revisionProblem } from './modal.ts';

type PressArgs = Pick<
  SlackActionMiddlewareArgs<BlockButtonAction> & AllMiddlewareArgs,
  'ack' | 'body' | 'context'
>;

/** Opens the proposal with what it says now. */
export async function openRevision(verbs: SlackVerbs, { ack, body, context }: PressArgs): Promise<void> {
  const press = readPlainPress(body, context);
  if (press === null) return;
  await ack();
  const form = await verbs.revisionForm(press.actor, press.id);
  const view = form.ok ? revisionModal(form.value) : revisionProblem(form.problem);
  await verbs.openModal(press.actor, press.triggerId, view);
}

/** Slack reports a press on a link too; there is nothing to do. */
export async function see({ ack }: Pick<PressArgs, 'ack'>): Promise<void> {
  await ack();
}
