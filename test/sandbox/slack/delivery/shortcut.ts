import { messageObject } from '../team/messages.ts';
import { FORM, type Courier } from './courier.ts';
import { acknowledged, failed, type Outcome } from './outcome.ts';
import { payloadBase, payloadForm, surfaceFields } from './payload.ts';

/**
 * A person picks a shortcut of the app's: from the menu of a message, named by its timestamp, or from anywhere. The
 * app gets a `message_action` or a `shortcut` payload with a trigger for a modal.
 */
export async function runShortcut(
  courier: Courier,
  userId: string,
  callbackId: string,
  messageTs: string | null,
): Promise<Outcome> {
  const { team } = courier;
  const member = team.members.get(userId);
  if (member === null) return failed('user_not_found', `Nobody here has the id ${userId}.`);
  if (team.installations.current() === null)
    return failed('app_not_installed', `${team.app.name} is not installed here.`);
  const common = {
    ...payloadBase(team, messageTs === null ? 'shortcut' : 'message_action', member),
    callback_id: callbackId,
    trigger_id: team.triggers.issue(userId, null),
    action_ts: team.ids.nextTs(),
  };
  if (messageTs === null) return send(courier, common);
  const message = team.messages.get(messageTs);
  const channel = message === null ? null : team.channels.find(message.channelId);
  if (message === null || channel === null || message.ephemeralTo !== null)
    return failed('message_not_found', 'That message is no longer here.');
  const { channel: place } = surfaceFields(team, { message, channel }, {});
  const path = team.responseUrls.issue(team.id, {
    kind: 'actions',
    channelId: channel.id,
    userId,
    messageTs: message.ts,
  });
  return send(courier, {
    ...common,
    channel: place,
    message_ts: message.ts,
    message: messageObject(message, team.app, team.id),
    response_url: team.address + path,
  });
}

async function send(courier: Courier, payload: Parameters<typeof payloadForm>[0]): Promise<Outcome> {
  const answer = await courier.send('shortcut', FORM, payloadForm(payload));
  return acknowledged(answer, courier.team.app.name);
}
