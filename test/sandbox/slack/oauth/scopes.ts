/** Bot scopes this workspace knows, and what each lets the app do, in the words of the consent screen. */
export const SCOPES: Readonly<Record<string, string>> = {
  'app_mentions:read': 'See messages that mention it in channels it is in',
  'channels:join': 'Join public channels',
  'channels:read': 'See the names and topics of public channels',
  'chat:write': 'Send messages as itself',
  'chat:write.customize': 'Send messages under another name and picture',
  'chat:write.public': 'Send messages to public channels it is not in',
  commands: 'Add slash commands and shortcuts that people can use',
  'groups:read': 'See the names and topics of private channels it was added to',
  'im:history': 'See direct messages people send to it',
  'im:read': 'See which direct messages it is in',
  'im:write': 'Start direct messages with people',
  'incoming-webhook': 'Post messages to the channel you choose below',
  'links:read': 'See its own links in messages',
  'links:write': 'Show previews of its own links',
  'mpim:read': 'See which group direct messages it is in',
  'mpim:write': 'Start group direct messages with people',
  'reactions:read': 'See emoji reactions in channels it is in',
  'reactions:write': 'Add emoji reactions',
  'team:read': 'See the name, domain and icon of the workspace',
  'usergroups:read': 'See user groups in the workspace',
  'users:read': 'See the people in the workspace',
  'users:read.email': 'See the e-mail addresses of people in the workspace',
};

/** The scopes in a comma- or space-separated list. */
export function splitScopes(list: string): string[] {
  return [...new Set(list.split(/[\s,]+/u).filter((scope) => scope !== ''))];
}
