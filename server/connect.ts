import { ok, refuse, type Result } from '#core/problem.ts';
import { exchange, partialGrant } from '#slack-app/oauth.ts';
import { crmAuthorization } from './connection/line.ts';
import type { Authorization } from './directory/directory.ts';
import type { Services } from './services.ts';
import { chooseFirstChannels } from './slack-channels.ts';

/** Turns HubSpot's code into a connection that has begun to sync. */
export async function connectHubspot(
  services: Services,
  { workspaceId, codeVerifier }: Authorization,
  code: string,
  redirectUri: string,
): Promise<Result<string>> {
  const authorization = await crmAuthorization(services.config);
  const tokens = await authorization.exchange({ code, codeVerifier, redirectUri });
  if (!tokens.ok) return tokens;
  const { createHubspot } = await import('#connectors/hubspot/index.ts');
  const account = await createHubspot({
    apiUrl: services.config.HUBSPOT_API_URL,
    uiHost: services.config.HUBSPOT_APP_URL,
    portalId: '',
    accessToken: async () => tokens.value.accessToken,
    spend: (_budget, call) => call(),
  }).account();
  if (!account.ok) return account;
  const { id, name } = account.value;
  // A sandbox is reached without TLS; the vendor names its host alone.
  const uiHost = services.config.HUBSPOT_APP_URL.startsWith('http:')
    ? `http://${account.value.uiHost}`
    : account.value.uiHost;
  const connectionId = `hubspot-${id}`;
  const claimed = await claim(services, { connectionId, vendor: 'hubspot', accountId: id, workspaceId });
  if (!claimed.ok) return claimed;
  await services
    .workspace(workspaceId)
    .connections.add({ id: connectionId, vendor: 'hubspot', account: id, name, initial: true }, 'admin');
  await services.connection(connectionId).link.establish(
    {
      id: connectionId,
      workspaceId,
      vendor: 'hubspot',
      accountId: id,
      name,
      uiHost,
      scopes: tokens.value.scopes,
    },
    tokens.value,
    null,
  );
  return ok(connectionId);
}

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
  const { teamId, teamName, botToken, scopes } = install.value;
  const connectionId = `slack-${teamId}`;
  const claimed = await claim(services, { connectionId, vendor: 'slack', accountId: teamId, workspaceId });
  if (!claimed.ok) return claimed;
  await services.connection(connectionId).link.establish(
    { id: connectionId, workspaceId, vendor: 'slack', accountId: teamId, name: teamName, uiHost: '', scopes },
    // A bot token without rotation does not end.
    { accessToken: botToken, refreshToken: '', expiresAt: Number.MAX_SAFE_INTEGER },
    partialGrant(install.value),
  );
  await services
    .workspace(workspaceId)
    .connections.add(
      { id: connectionId, vendor: 'slack', account: teamId, name: teamName, initial: false },
      'admin',
    );
  await chooseFirstChannels(services, workspaceId, connectionId, install.value);
  return ok(connectionId);
}

async function claim(
  { directory }: Services,
  account: { connectionId: string; vendor: string; accountId: string; workspaceId: string },
): Promise<Result<null>> {
  const owner = await directory.claim(account, Date.now());
  return owner === account.workspaceId
    ? ok(null)
    : refuse('forbidden', 'This account belongs to another workspace.', 'Disconnect it there first.');
}
