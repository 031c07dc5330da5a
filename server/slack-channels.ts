import type { SlackInstall } from '#slack-app/oauth.ts';
import type { Services } from './services.ts';
import type { Channel } from './workspace/slack/channels.ts';

/**
 * Where messages go until an admin says otherwise: the channel picked on Slack's consent screen, else one named for
 * the purpose, else a direct message to whoever installed the app. A channel chosen before is kept.
 */
export async function chooseFirstChannels(
  { workspace, connection }: Services,
  workspaceId: string,
  connectionId: string,
  install: SlackInstall,
): Promise<void> {
  const connections = workspace(workspaceId).connections;
  const chosen = await connections.channels();
  const listed = await connection(connectionId).messages.channels();
  const channels = listed.ok ? listed.value : [];
  const named = (pattern: RegExp): Channel | null => {
    const found = channels.find((channel) => pattern.test(channel.name));
    return found === undefined ? null : { connection: connectionId, id: found.id, name: found.name };
  };
  const picked: Channel | null =
    install.channelId === null
      ? null
      : {
          connection: connectionId,
          id: install.channelId,
          name: channels.find((channel) => channel.id === install.channelId)?.name ?? null,
        };
  const fallback: Channel = { connection: connectionId, id: install.installerUserId, name: null };
  if (!chosen.some(({ purpose }) => purpose === 'alerts')) {
    await connections.chooseChannel(
      'alerts',
      picked ?? named(/advoca/) ?? named(/^general$/) ?? fallback,
      'admin',
    );
  }
  const approvals = named(/approv/);
  if (approvals !== null && !chosen.some(({ purpose }) => purpose === 'approvals')) {
    await connections.chooseChannel('approvals', approvals, 'admin');
  }
}
