import { conversationObject } from '../team/channels.ts';
import { page } from './args.ts';
import { done, missingScope, refused, type Call, type Methods, type Reply } from './method.ts';

const SCOPE_FOR: Record<string, string> = {
  public_channel: 'channels:read',
  private_channel: 'groups:read',
  im: 'im:read',
  mpim: 'mpim:read',
};

function list({ team, args, caller }: Call): Reply {
  const types = (args.text('types') || 'public_channel').split(',').map((type) => type.trim());
  for (const type of types) {
    const scope = SCOPE_FOR[type];
    if (scope === undefined) return refused('invalid_types');
    if (!caller.scopes.has(scope)) return missingScope(scope, caller);
  }
  const visible = team.channels.all().filter((channel) => {
    if (channel.isArchived && args.flag('exclude_archived')) return false;
    if (channel.directWith !== null) return types.includes('im');
    return channel.isPrivate
      ? channel.hasApp && types.includes('private_channel')
      : types.includes('public_channel');
  });
  const found = page(visible, args);
  if (found === null) return refused('invalid_cursor');
  return done({
    channels: found.items.map((channel) => conversationObject(channel, team.id)),
    response_metadata: { next_cursor: found.next },
  });
}

function info({ team, args, caller }: Call): Reply {
  const channel = team.channels.find(args.text('channel'));
  if (channel === null || (channel.isPrivate && !channel.hasApp)) return refused('channel_not_found');
  const kind = channel.isPrivate ? 'groups:read' : 'channels:read';
  const scope = channel.directWith === null ? kind : 'im:read';
  return caller.scopes.has(scope)
    ? done({ channel: conversationObject(channel, team.id) })
    : missingScope(scope, caller);
}

function open({ team, args }: Call): Reply {
  const users = args
    .text('users')
    .split(',')
    .filter((id) => id !== '');
  if (users.length === 0) return refused('users_list_not_supplied');
  const [userId = ''] = users;
  if (team.members.get(userId) === null) return refused('user_not_found');
  if (users.length > 1) return refused('not_enough_users');
  return done({ channel: { id: team.channels.direct(userId).id } });
}

function join({ team, args }: Call): Reply {
  const channel = team.channels.find(args.text('channel'));
  if (channel === null || channel.isPrivate) return refused('channel_not_found');
  if (channel.isArchived) return refused('is_archived');
  channel.hasApp = true;
  return done({ channel: conversationObject(channel, team.id) });
}

/** conversations.*: channels and direct messages. */
export const CONVERSATIONS: Methods = {
  'conversations.list': { tier: 2, scopes: [], run: list },
  'conversations.info': { tier: 3, scopes: [], run: info },
  'conversations.open': { tier: 3, scopes: ['im:write'], run: open },
  'conversations.join': { tier: 3, scopes: ['channels:join'], run: join },
};
