import { NO_EXPIRY } from '#connectors/connector.ts';
import { ok, type Result } from '#core/problem.ts';
import { exchange, partialGrant } from '#slack-app/oauth.ts';
import type { Authorization } from '#server/directory/directory.ts';
import type { Services } from '#server/services.ts';
import { chooseFirstChannels } from '#server/slack-channels.ts';
import { claim } from './claim.ts';

/** Turns Slack's code into a connection with channels to speak in. */
export async function connectSlack(
  services: Services,
  { workspaceId }: Authorization,
  code: string,
  redirectUri: string,
): Promise<Result<string>> {
  const { SLACK_API_URL, SLACK_CLIENT_ID, SLACK_CLIENT_SECRET } = services.config;
  const install = await exchange({
    apiUrl: SLACK_API_URL,
    fetch: (input, init) => fetch(input, init),
    clientId: SLACK_CLIENT_ID,
    clientSecret: SLACK_CLIENT_SECRET,
    code,
    redirectUri,
  });
  if (!install.ok) return install;
  const { accountId, accountName: name, scopes, installerUserId } = install.value;
  const { accessToken, refreshToken, expiresIn } = install.value;
  const connectionId = `slack-${accountId}`;
  const claimed = await claim(services, { connectionId, vendor: 'slack', accountId, workspaceId });
  if (!claimed.ok) return claimed;
  await services
    .connection(connectionId)
    .link.establish(
      { id: connectionId, workspaceId, vendor: 'slack', accountId, name, uiHost: '', scopes },
      { accessToken, refreshToken, expiresAt: endOf(expiresIn) },
      partialGrant(install.value),
    );
  await services
    .workspace(workspaceId)
    .connections.add(
      { id: connectionId, vendor: 'slack', account: accountId, name, initial: false },
      'admin',
    );
  await services.workspace(workspaceId).members.installedBy({ team: accountId, id: installerUserId });
  await chooseFirstChannels(services, workspaceId, connectionId, install.value);
  return ok(connectionId);
}

/** When a token ends that was given just now; one without rotation does not. */
function endOf(expiresIn: number | null): number {
  return expiresIn === null ? NO_EXPIRY : Date.now() + expiresIn * 1000;
}
