import type { BlockButtonAction, Context } from '@slack/bolt';

import type { Problem } from '#core/problem.ts';

import { clean, escapeMrkdwn } from './blocks/text.ts';
import type { MessagePlace, SlackActor } from './verbs.ts';

/** A button that was pressed. */
export interface PlainPress {
  actor: SlackActor;
  key: string;
  /** The opaque id the button carries. */
  id: string;
  /** Null on a home tab. */
  channelId: string | null;
  triggerId: string;
  responseUrl: string | null;
}

/** A button pressed under one of our messages in a channel. */
export type ButtonPress = PlainPress & MessagePlace;

/** Reads a press; null for one from somewhere else than a channel's message, or on a button without an id. */
export function readPress(body: BlockButtonAction, context: Context): ButtonPress | null {
  const channelId = body.channel?.id;
  const messageTs = body.message?.ts;
  if (!channelId || !messageTs) return null;
  const press = readPlainPress(body, context);
  return press === null ? null : { ...press, channelId, messageTs };
}

/** Reads a press wherever it was made: on a home tab, or under a message only one person sees. */
export function readPlainPress(body: BlockButtonAction, context: Context): PlainPress | null {
  const action = body.actions[0];
  const actor = actorIn(context, body.user);
  if (!action?.value || actor === null) return null;
  const place = body.message?.ts ?? body.view?.id ?? body.container?.['message_ts'] ?? '';
  return {
    actor,
    key: ['press', actor.teamId, actor.userId, place, action.action_id, action.action_ts].join(':'),
    id: action.value,
    channelId: body.channel?.id ?? null,
    triggerId: body.trigger_id,
    responseUrl: body.response_url || null,
  };
}

/** Who acts, and in which team; null where Slack names none. */
export function actorIn(
  context: { teamId?: string | undefined; enterpriseId?: string | undefined },
  user: { id: string; username?: string; name?: string; team_id?: string },
): SlackActor | null {
  const { teamId, enterpriseId } = context;
  if (!teamId) return null;
  const actor = { teamId, userId: user.id, userName: personName(user) };
  // Within one organisation people of several teams meet; elsewhere another team is another company.
  if (enterpriseId) return { ...actor, enterpriseId };
  const { team_id: homeTeamId } = user;
  return homeTeamId && homeTeamId !== teamId ? { ...actor, homeTeamId } : actor;
}

/** The name Slack gives for someone, or their id. */
export function personName(user: { id: string; username?: string; name?: string }): string {
  return clean(user.username ?? user.name ?? '') || user.id;
}

/** A problem as mrkdwn for the person who ran into it. */
export function problemText(problem: Problem): string {
  return `${escapeMrkdwn(problem.message, 1000)} ${escapeMrkdwn(problem.remedy, 1000)}`;
}
