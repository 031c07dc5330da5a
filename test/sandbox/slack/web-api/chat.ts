import type { Channel } from '../team/channels.ts';
import { messageObject, type Message } from '../team/messages.ts';
import { readDraft } from './draft.ts';
import { done, refused, type Call, type Methods, type Reply } from './method.ts';

function postMessage(call: Call): Reply {
  const { team, args } = call;
  const channel = writable(call);
  if ('kind' in channel) return channel;
  const read = readDraft(team, args);
  if ('reply' in read) return read.reply;
  const held = holdBack(call, channel);
  if (held !== null) return held;
  const message = team.messages.post(channel, read.draft);
  return done({ channel: channel.id, ts: message.ts, message: messageObject(message, team.app, team.id) });
}

function postEphemeral(call: Call): Reply {
  const { team, args } = call;
  const channel = writable(call);
  if ('kind' in channel) return channel;
  const member = team.members.get(args.text('user'));
  if (member === null) return refused('user_not_in_channel');
  const read = readDraft(team, args);
  if ('reply' in read) return read.reply;
  const held = holdBack(call, channel);
  if (held !== null) return held;
  return done({ message_ts: team.messages.post(channel, read.draft, member.id).ts });
}

function update(call: Call): Reply {
  const { team, args } = call;
  const message = ownMessage(call, 'cant_update_message');
  if ('kind' in message) return message;
  const read = readDraft(team, args);
  if ('reply' in read) return read.reply;
  // What is left out stays as it was: text alone changes nothing anybody sees of a message that has blocks.
  const blocks = args.has('blocks') ? read.draft.blocks : message.blocks;
  const attachments = args.has('attachments') ? (read.draft.attachments ?? []) : message.attachments;
  team.messages.edit(message, { ...read.draft, blocks, attachments }, true);
  return done({
    channel: message.channelId,
    ts: message.ts,
    text: message.text,
    message: messageObject(message, team.app, team.id),
  });
}

function remove(call: Call): Reply {
  const message = ownMessage(call, 'cant_delete_message');
  if ('kind' in message) return message;
  call.team.messages.delete(message.ts);
  return done({ channel: message.channelId, ts: message.ts });
}

/** The channel a call may write to, or the answer that refuses it. */
function writable({ team, args, caller }: Call): Channel | Reply {
  const reference = args.text('channel');
  if (team.members.get(reference) !== null) return team.channels.direct(reference);
  const channel = team.channels.find(reference);
  if (channel === null || (channel.isPrivate && !channel.hasApp)) return refused('channel_not_found');
  if (channel.isArchived) return refused('is_archived');
  return channel.hasApp || caller.scopes.has('chat:write.public') ? channel : refused('not_in_channel');
}

function holdBack({ team }: Call, channel: Channel): Reply | null {
  const seconds = team.knobs.rateLimits ? team.rateLimits.post(channel.id) : 0;
  return seconds > 0 ? { kind: 'rate_limited', seconds } : null;
}

/** The app's own message named by channel and ts, or the answer that refuses it; ephemeral ones cannot be found. */
function ownMessage({ team, args }: Call, notOwn: string): Message | Reply {
  const channel = team.channels.find(args.text('channel'));
  if (channel === null) return refused('channel_not_found');
  const message = team.messages.get(args.text('ts'));
  if (message === null || message.channelId !== channel.id || message.ephemeralTo !== null)
    return refused('message_not_found');
  return message.byApp ? message : refused(notOwn);
}

/** chat.*: messages. Posting is held to one a second a channel beside the method's own tier. */
export const CHAT: Methods = {
  'chat.postMessage': { tier: 'special', scopes: ['chat:write'], run: postMessage },
  'chat.postEphemeral': { tier: 4, scopes: ['chat:write'], run: postEphemeral },
  'chat.update': { tier: 3, scopes: ['chat:write'], run: update },
  'chat.delete': { tier: 3, scopes: ['chat:write'], run: remove },
};
