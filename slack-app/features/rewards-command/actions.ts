import type { AllMiddlewareArgs, BlockButtonAction, SlackActionMiddlewareArgs } from '@slack/bolt';

import { problemText, readPlainPress } from '../../press.ts';
import type { SlackVerbs } from '../../verbs.ts';
import { readShown } from '../reward-approval/shown.ts';

type PressArgs = Pick<
  SlackActionMiddlewareArgs<BlockButtonAction> & AllMiddlewareArgs,
  'ack' | 'body' | 'context'
>;

/** Commits the approval, acks, and says what came of it: the list itself stands as it was. */
export async function approveInList(verbs: SlackVerbs, { ack, body, context }: PressArgs): Promise<void> {
  const press = readPlainPress(body, context);
  if (press === null) return;
  const { actor, key, id, channelId, responseUrl } = press;
  const shown = readShown(id);
  const decided = await verbs.decideReward(actor, { key, ...shown, decision: 'approve', reason: null });
  await ack();
  if (channelId === null) return;
  const text = decided.ok ? 'Your approval is recorded.' : problemText(decided.problem);
  await verbs.whisper(actor, channelId, responseUrl, text);
}

/** Slack reports a press on a link too; there is nothing to do. */
export async function reviewFromList({ ack }: Pick<PressArgs, 'ack'>): Promise<void> {
  await ack();
}
