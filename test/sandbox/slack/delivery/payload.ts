import { stateValues, type Entries } from './fields.ts';
import { objectsIn, type Json } from '../json.ts';
import type { Channel } from '../team/channels.ts';
import type { Member } from '../team/members.ts';
import { allBlocks, messageObject, type Message } from '../team/messages.ts';
import type { Team } from '../team/team.ts';
import { viewObject, type View } from '../team/views.ts';

/** Where an element was pressed. */
export type Surface = { message: Message; channel: Channel } | { view: View };

/** The deprecated verification token; the app must trust the signature instead. */
export const VERIFICATION_TOKEN = 'sandbox-verification-token';

/** The fields every interaction payload has. */
export function payloadBase(team: Team, type: string, member: Member): Json {
  return {
    type,
    user: { id: member.id, username: member.name, name: member.name, team_id: team.id },
    api_app_id: team.app.id,
    token: VERIFICATION_TOKEN,
    ...installedFor(team),
  };
}

/** The organisation the workspace belongs to, where the app is installed for all of it. */
export const ENTERPRISE = 'E0NORTHWND';

function installedFor({ id, domain, name, knobs }: Team): Json {
  if (!knobs.orgInstall) return { team: { id, domain }, enterprise: null, is_enterprise_install: false };
  const enterprise = { id: ENTERPRISE, name: `${name} Organisation` };
  const team = { id, domain, enterprise_id: enterprise.id, enterprise_name: enterprise.name };
  return { team, enterprise, is_enterprise_install: true };
}

/** The fields that say where a block_actions or block_suggestion payload comes from. */
export function surfaceFields(team: Team, surface: Surface, entries: Entries): Json {
  if ('view' in surface) {
    const values = stateValues(objectsIn(surface.view.content, 'blocks'), entries);
    return {
      container: { type: 'view', view_id: surface.view.id },
      view: viewObject(surface.view, team.app, team.id, values),
    };
  }
  const { message, channel } = surface;
  const isEphemeral = message.ephemeralTo !== null;
  const fields: Json = {
    container: { type: 'message', message_ts: message.ts, channel_id: channel.id, is_ephemeral: isEphemeral },
    channel: { id: channel.id, name: channel.directWith === null ? channel.name : 'directmessage' },
    state: { values: stateValues(allBlocks(message), entries) },
  };
  // Slack sends no copy of a message that only one person can see.
  if (!isEphemeral) fields['message'] = messageObject(message, team.app, team.id);
  return fields;
}

/** An interaction as the app receives it: one form field named payload. */
export function payloadForm(payload: Json): string {
  return new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
}
