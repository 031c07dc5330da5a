import type { CrmAuthorization, CrmConnector, Spend } from '#connectors/connector.ts';
import type { Config } from '#server/config.ts';
import type { Env } from '#server/env.ts';
import type { Sql } from '#server/storage/sql.ts';
import type { Workspace } from '#server/workspace/workspace.ts';
import { getFact, type Identity } from './facts.ts';
import type { Tokens } from './tokens.ts';

/** What every noun of a connection stands on. */
export interface Line {
  sql: Sql;
  config: Config;
  env: Env;
  now: () => number;
  wake: (at: number) => void;
  tokens: Tokens;
  spend: Spend;
}

/** Who the connection is; a connection nobody made has no identity. */
export function identityOf({ sql }: Line): Identity {
  const identity = getFact(sql, 'identity');
  if (identity === undefined) throw new Error('this connection was never made');
  return identity;
}

/** The workspace the connection serves. */
export function workspaceOf(line: Line): DurableObjectStub<Workspace> {
  return line.env.WORKSPACE.getByName(identityOf(line).workspaceId);
}

/** OAuth with the CRM; its SDK is loaded on first use. */
export async function crmAuthorization(config: Config): Promise<CrmAuthorization> {
  const { createHubspotAuthorization } = await import('#connectors/hubspot/index.ts');
  return createHubspotAuthorization({
    appUrl: config.HUBSPOT_APP_URL,
    apiUrl: config.HUBSPOT_API_URL,
    clientId: config.HUBSPOT_CLIENT_ID,
    clientSecret: config.HUBSPOT_CLIENT_SECRET,
  });
}

/** The CRM behind this connection, spending its budget and using its token. */
export async function crmConnector(line: Line): Promise<CrmConnector> {
  const { createHubspot } = await import('#connectors/hubspot/index.ts');
  const { accountId, uiHost } = identityOf(line);
  return createHubspot({
    apiUrl: line.config.HUBSPOT_API_URL,
    uiHost,
    portalId: accountId,
    accessToken: () => line.tokens.access(),
    spend: line.spend,
    fetch: async (input, init) => {
      const response = await fetch(input, init);
      if (response.status === 401) line.tokens.refused(bearerIn(init));
      return response;
    },
  });
}

function bearerIn(init: RequestInit | undefined): string {
  return (new Headers(init?.headers).get('authorization') ?? '').replace(/^Bearer /, '');
}
