import type { BlockButtonAction, Context } from '@slack/bolt';

import type { Problem } from '#core/problem.ts';

import { clean, escapeMrkdwn } from './blocks/text.ts';
import type { MessagePlace, SlackActor } from './verbs.ts';

/** A button pressed under one of our messages. */
export interface ButtonPress extends MessagePlace {
  actor: SlackActor;
  key: string;
  /** The opaque id the button carries. */
  id: string;
  triggerId: string;
  responseUrl: string | null;
}

/** Reads a press; null for one from somewhere else than a channel's message, or on a button without an id. */
export function readPress(body: BlockButtonAction, context: Context): ButtonPress | null {
  const action = body.actions[0];
  const channelId = body.channel?.id;
  const messageTs = body.message?.ts;
  if (!action?.value || !channelId || !messageTs || !context.teamId) return null;
  const actor = { teamId: context.teamId, userId: body.user.id, userName: personName(body.user) };
  return {
    actor,
    key: ['press', actor.teamId, actor.userId, messageTs, action.action_id, action.action_ts].join(':'),
    id: action.value,
    channelId,
    messageTs,
    triggerId: body.trigger_id,
    responseUrl: body.response_url || null,
  };
}

/** The name Slack gives for someone, or their id. */
export function personName(user: { id: string; username?: string; name?: string }): string {
  return clean(user.username ?? user.name ?? '') || user.id;
}

/** A problem as mrkdwn for the person who ran into it. */
export function problemText(problem: Problem): string {
  return `${escapeMrkdwn(problem.message, 1000)} ${escapeMrkdwn(problem.remedy, 1000)}`;
}
