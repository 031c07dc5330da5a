import { ok, refuse, type Result } from '#core/problem.ts';
import type { TokenSet } from '#connectors/connector.ts';
import { authorizationOf, jwtGrant, proxyOf, salesforceApp } from '#server/crm-grants.ts';
import type { SalesforceOrg } from '#server/connection/facts.ts';
import type { Authorization } from '#server/directory/directory.ts';
import type { Services } from '#server/services.ts';
import { claim } from './claim.ts';

/** Turns Salesforce's code into a connection that has begun to sync. */
export async function connectSalesforce(
  services: Services,
  { workspaceId, codeVerifier, loginUrl }: Authorization,
  code: string,
  redirectUri: string,
): Promise<Result<string>> {
  const login = loginUrl ?? services.config.SALESFORCE_LOGIN_URL;
  const app = salesforceApp(services.config);
  if (!app.ok) return app;
  const authorization = await authorizationOf(services.config, 'salesforce', { loginUrl: login });
  const tokens = await authorization.exchange({ code, codeVerifier, redirectUri });
  if (!tokens.ok) return tokens;
  return establish(services, workspaceId, tokens.value, { loginUrl: login, username: null });
}

/** Connects as an integration user with the JWT bearer flow: no consent screen, and no token that could be lost. */
export async function connectSalesforceUser(
  services: Services,
  workspaceId: string,
  { loginUrl, username }: { loginUrl: string; username: string },
): Promise<Result<string>> {
  const grant = await jwtGrant(services.config, loginUrl);
  if (!grant.ok) return grant;
  const tokens = await grant.value.token(username);
  if (!tokens.ok) return tokens;
  return establish(services, workspaceId, tokens.value, { loginUrl, username });
}

async function establish(
  services: Services,
  workspaceId: string,
  tokens: TokenSet,
  from: Pick<SalesforceOrg, 'loginUrl' | 'username'>,
): Promise<Result<string>> {
  const apiUrl = tokens.apiUrl;
  if (apiUrl === null) return nowhere;
  const { createSalesforce } = await import('#connectors/salesforce/index.ts');
  const account = await createSalesforce({
    apiUrl,
    uiHost: '',
    orgId: '',
    accessToken: async () => tokens.accessToken,
    refused: () => undefined,
    spend: (_budget, call) => call(),
    onUsage: () => undefined,
    proxy: proxyOf(services.config),
  }).account();
  if (!account.ok) return account;
  const { id, name, uiHost } = account.value;
  const connectionId = `salesforce-${id}`;
  const claimed = await claim(services, { connectionId, vendor: 'salesforce', accountId: id, workspaceId });
  if (!claimed.ok) return claimed;
  await services
    .workspace(workspaceId)
    .connections.add({ id: connectionId, vendor: 'salesforce', account: id, name, initial: true }, 'admin');
  await services.connection(connectionId).link.establish(
    {
      id: connectionId,
      workspaceId,
      vendor: 'salesforce',
      accountId: id,
      name,
      uiHost,
      scopes: tokens.scopes,
      org: { apiUrl, ...from },
    },
    tokens,
    null,
  );
  return ok(connectionId);
}

const nowhere = refuse(
  'vendor_refused',
  'Salesforce did not say where the org is reached.',
  'Connect again; if it stays, give the org’s My Domain address.',
);
