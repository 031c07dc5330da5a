import type { AllMiddlewareArgs, BlockButtonAction, SlackActionMiddlewareArgs } from '@slack/bolt';

import { problemText, readPress } from '../../press.ts';
import type { SlackVerbs } from '../../verbs.ts';
import { declineModal } from './modal.ts';

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
    rewardId: id,
    decision: 'approve',
    reason: null,
    ...place,
  });
  await ack();
  if (!decided.ok) await verbs.whisper(actor, channelId, responseUrl, problemText(decided.problem));
}

/** Acks, then asks for the reason: opening a modal is a call to Slack. */
export async function decline(verbs: SlackVerbs, { ack, body, context }: PressArgs): Promise<void> {
  const press = readPress(body, context);
  if (press === null) return;
  await ack();
  const { channelId, messageTs } = press;
  await verbs.openModal(
    press.actor,
    press.triggerId,
    declineModal({ rewardId: press.id, channelId, messageTs }),
  );
}
