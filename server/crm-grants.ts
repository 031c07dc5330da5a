import { NO_EXPIRY, type CrmAuthorization } from '#connectors/connector.ts';
import type { CrmVendor } from '#core/crm/crm.ts';
import { ok, refuse, type Result } from '#core/problem.ts';
import type { Config } from './config.ts';
import type { Identity, SalesforceOrg } from './connection/facts.ts';
import type { Renewal } from './connection/tokens.ts';

/** What a Salesforce app needs before anybody can connect. */
export interface SalesforceApp {
  clientId: string;
  clientSecret: string;
}

/** The app as Salesforce knows it, or `config_invalid` naming what is not set. */
export function salesforceApp(config: Config): Result<SalesforceApp> {
  const { SALESFORCE_CLIENT_ID: clientId, SALESFORCE_CLIENT_SECRET: clientSecret } = config;
  if (clientId !== undefined && clientSecret !== undefined) return ok({ clientId, clientSecret });
  return refuse(
    'config_invalid',
    'This server does not know its Salesforce app yet.',
    'Set SALESFORCE_CLIENT_ID and SALESFORCE_CLIENT_SECRET; .dev.vars.example explains both.',
  );
}

/** The proxy that gives calls to Salesforce one address of ours, where one is set. */
export function proxyOf(config: Config): { url: string; secret: string } | undefined {
  const { SALESFORCE_PROXY_URL: url, SALESFORCE_PROXY_SECRET: secret } = config;
  return url === undefined ? undefined : { url, secret: secret ?? '' };
}

/** OAuth with a CRM; its SDK is loaded on first use. */
export async function authorizationOf(
  config: Config,
  vendor: CrmVendor,
  org?: Pick<SalesforceOrg, 'loginUrl'>,
): Promise<CrmAuthorization> {
  if (vendor === 'hubspot') {
    const { createHubspotAuthorization } = await import('#connectors/hubspot/index.ts');
    return createHubspotAuthorization({
      appUrl: config.HUBSPOT_APP_URL,
      apiUrl: config.HUBSPOT_API_URL,
      clientId: config.HUBSPOT_CLIENT_ID,
      clientSecret: config.HUBSPOT_CLIENT_SECRET,
    });
  }
  const { createSalesforceAuthorization } = await import('#connectors/salesforce/index.ts');
  return createSalesforceAuthorization({
    loginUrl: org?.loginUrl ?? config.SALESFORCE_LOGIN_URL,
    clientId: config.SALESFORCE_CLIENT_ID ?? '',
    clientSecret: config.SALESFORCE_CLIENT_SECRET ?? '',
    proxy: proxyOf(config),
  });
}

/** How the grant of a connection is renewed: with its refresh token, or by signing for its integration user. */
export async function renewalOf(config: Config, identity: Identity | undefined): Promise<Renewal> {
  const username = identity?.org?.username ?? null;
  if (identity?.org !== undefined && username !== null) {
    const grant = await jwtGrant(config, identity.org.loginUrl);
    return { rotates: false, renew: async () => (grant.ok ? grant.value.token(username) : grant) };
  }
  if (identity?.vendor === 'slack') return slackRenewal(config);
  const vendor = identity?.vendor === 'salesforce' ? 'salesforce' : 'hubspot';
  const authorization = await authorizationOf(config, vendor, identity?.org);
  return { rotates: authorization.rotates, renew: (refreshToken) => authorization.refresh(refreshToken) };
}

/**
 * Slack spends a refresh token by using it, yet using an old one costs nothing: it answers `invalid_refresh_token`. So
 * where an answer got lost the same token is tried again, which tells whether it was spent.
 */
function slackRenewal(config: Config): Renewal {
  return {
    rotates: false,
    async renew(refreshToken) {
      const { refresh } = await import('#slack-app/oauth.ts');
      const renewed = await refresh({
        apiUrl: config.SLACK_API_URL,
        fetch: (input, init) => fetch(input, init),
        clientId: config.SLACK_CLIENT_ID,
        clientSecret: config.SLACK_CLIENT_SECRET,
        refreshToken,
      });
      if (!renewed.ok) return renewed;
      const { accessToken, refreshToken: next, expiresIn } = renewed.value;
      const expiresAt = expiresIn === null ? NO_EXPIRY : Date.now() + expiresIn * 1000;
      return ok({ accessToken, refreshToken: next, expiresAt, scopes: [], apiUrl: null });
    },
  };
}

/** The JWT bearer flow, or `config_invalid` where no key is set. */
export async function jwtGrant(config: Config, loginUrl: string) {
  const { SALESFORCE_JWT_KEY: privateKey, SALESFORCE_CLIENT_ID: clientId } = config;
  if (privateKey === undefined || clientId === undefined) {
    return refuse(
      'config_invalid',
      'This server holds no key to sign in to Salesforce with.',
      'Set SALESFORCE_CLIENT_ID and SALESFORCE_JWT_KEY; .dev.vars.example explains both.',
    );
  }
  const { createSalesforceJwt } = await import('#connectors/salesforce/index.ts');
  return ok(createSalesforceJwt({ loginUrl, clientId, privateKey, proxy: proxyOf(config) }));
}
