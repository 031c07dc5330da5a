import { ok, type Result } from '#core/problem.ts';
import { authorizationOf } from '#server/crm-grants.ts';
import type { Authorization } from '#server/directory/directory.ts';
import type { Services } from '#server/services.ts';
import { claim } from './claim.ts';

/** Turns HubSpot's code into a connection that has begun to sync. */
export async function connectHubspot(
  services: Services,
  { workspaceId, codeVerifier }: Authorization,
  code: string,
  redirectUri: string,
): Promise<Result<string>> {
  const authorization = await authorizationOf(services.config, 'hubspot');
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
