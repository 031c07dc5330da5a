import type { AllMiddlewareArgs, BlockButtonAction, SlackActionMiddlewareArgs } from '@slack/bolt';

import type { Result } from '#core/problem.ts';

import { type ButtonPress, problemText, readPress } from '../../press.ts';
import type { AlertPress, SlackVerbs } from '../../verbs.ts';

type PressArgs = Pick<
  SlackActionMiddlewareArgs<BlockButtonAction> & AllMiddlewareArgs,
  'ack' | 'body' | 'context'
>;

const SNOOZE_FOR = 7 * 24 * 60 * 60 * 1000;

/** Marks the person as thanked, then acks. */
export async function thank(verbs: SlackVerbs, args: PressArgs): Promise<void> {
  await settle(verbs, args, async (press) => verbs.thankAdvocate(press.actor, alertPress(press)));
}

/** Keeps the person out of the alerts for a week, then acks. */
export async function snooze(verbs: SlackVerbs, args: PressArgs, now: number): Promise<void> {
  const until = now + SNOOZE_FOR;
  await settle(verbs, args, async (press) => verbs.snoozeAlert(press.actor, { ...alertPress(press), until }));
}

/** Slack reports a press on a link too; there is nothing to do. */
export async function openRecord({ ack }: Pick<PressArgs, 'ack'>): Promise<void> {
  await ack();
}

async function settle(
  verbs: SlackVerbs,
  { ack, body, context }: PressArgs,
  commit: (press: ButtonPress) => Promise<Result<unknown>>,
): Promise<void> {
  const press = readPress(body, context);
  if (press === null) return;
  const settled = await commit(press);
  await ack();
  if (!settled.ok) {
    await verbs.whisper(press.actor, press.channelId, press.responseUrl, problemText(settled.problem));
  }
}

function alertPress({ key, id, channelId, messageTs }: ButtonPress): AlertPress {
  return { key, personId: id, channelId, messageTs };
}
