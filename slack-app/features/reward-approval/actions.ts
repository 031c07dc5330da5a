import type { AllMiddlewareArgs, BlockButtonAction, SlackActionMiddlewareArgs } from '@slack/bolt';

import { problemText, readPress } from '../../press.ts';
import type { SlackVerbs } from '../../verbs.ts';
import { decisionModal, problemModal, type WordedDecision } from './modal.ts';
import { readShown } from './shown.ts';

type PressArgs = Pick<
  SlackActionMiddlewareArgs<BlockButtonAction> & AllMiddlewareArgs,
  'ack' | 'body' | 'context'
>;

/** Commits the approval, then acks: Slack never repeats a press, so one that was acked must not be lost. */
export async function approve(verbs: SlackVerbs, { ack, body, context }: PressArgs): Promise<void> {
  const press = readPress(body, context);
  if (press === null) return;
  const { actor, key, id, channelId, messageTs, responseUrl } = press;
  const place = { channelId, messageTs, responseUrl };
  const decided = await verbs.decideReward(actor, {
    key,
    ...readShown(id),
    decision: 'approve',
    reason: null,
    ...place,
  });
  await ack();
  if (!decided.ok) await verbs.whisper(actor, channelId, responseUrl, problemText(decided.problem));
}

/** Acks, then asks for the words, naming the reward: opening a modal is a call to Slack. */
export async function askForWords(
  verbs: SlackVerbs,
  decision: WordedDecision,
  { ack, body, context }: PressArgs,
): Promise<void> {
  const press = readPress(body, context);
  if (press === null) return;
  await ack();
  const { channelId, messageTs } = press;
  const shown = readShown(press.id);
  const subject = await verbs.rewardSubject(press.actor, shown.rewardId);
  const view = subject.ok
    ? decisionModal({ decision, ...shown, channelId, messageTs }, subject.value)
    : problemModal(subject.problem);
  await verbs.openModal(press.actor, press.triggerId, view);
}

/** Slack reports a press on a link too; there is nothing to do. */
export async function review({ ack }: Pick<PressArgs, 'ack'>): Promise<void> {
  await ack();
}
