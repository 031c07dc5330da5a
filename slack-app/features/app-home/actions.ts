import type {
  AllMiddlewareArgs,
  BlockButtonAction,
  BlockStaticSelectAction,
  SlackActionMiddlewareArgs,
} from '@slack/bolt';

import { actorIn, readPlainPress } from '../../press.ts';
import type { SlackVerbs } from '../../verbs.ts';
import { readShown } from '../reward-approval/shown.ts';
import { showHome } from './event.ts';
import { DIGEST_OFF } from './ids.ts';
import { handOverModal } from './modal.ts';

type Args<Action extends BlockButtonAction | BlockStaticSelectAction> = Pick<
  SlackActionMiddlewareArgs<Action> & AllMiddlewareArgs,
  'ack' | 'body' | 'context'
>;

/** Commits the approval, acks, and shows what is left. */
export async function approveAtHome(verbs: SlackVerbs, { ack, body, context }: Args<BlockButtonAction>) {
  const press = readPlainPress(body, context);
  if (press === null) return;
  const { actor, key, id } = press;
  const shown = readShown(id);
  const decided = await verbs.decideReward(actor, { key, ...shown, decision: 'approve', reason: null });
  await ack();
  await showHome(verbs, actor, decided.ok ? null : decided.problem);
}

/** Asks to whom; opening a modal is a call to Slack, so the ack comes first. */
export async function handOver(verbs: SlackVerbs, { ack, body, context }: Args<BlockButtonAction>) {
  const press = readPlainPress(body, context);
  if (press === null) return;
  await ack();
  await verbs.openModal(press.actor, press.triggerId, handOverModal());
}

/** Whoever handed over decides alone again. */
export async function takeBack(verbs: SlackVerbs, { ack, body, context }: Args<BlockButtonAction>) {
  const press = readPlainPress(body, context);
  if (press === null) return;
  const ended = await verbs.clearDelegate(press.actor);
  await ack();
  await showHome(verbs, press.actor, ended.ok ? null : ended.problem);
}

/** Keeps when somebody wants their digest. */
export async function chooseDigest(verbs: SlackVerbs, { ack, body, context }: Args<BlockStaticSelectAction>) {
  const actor = actorIn(context, body.user);
  const chosen = body.actions[0]?.selected_option?.value;
  if (actor === null || chosen === undefined) return;
  const hour = Number(chosen);
  const isHour = /^\d{1,2}$/u.test(chosen) && hour < 24;
  if (!isHour && chosen !== DIGEST_OFF) return;
  const kept = await verbs.setDigest(actor, { enabled: isHour, hour: isHour ? hour : null });
  await ack();
  await showHome(verbs, actor, kept.ok ? null : kept.problem);
}

/** Slack reports a press on a link too; there is nothing to do. */
export async function review({ ack }: Pick<Args<BlockButtonAction>, 'ack'>): Promise<void> {
  await ack();
}
