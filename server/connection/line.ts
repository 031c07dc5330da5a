import type { ApiUsage, CrmConnector, Spend } from '#connectors/connector.ts';
import type { Config } from '#server/config.ts';
import { proxyOf } from '#server/crm-grants.ts';
import type { Env } from '#server/env.ts';
import type { Sql } from '#server/storage/sql.ts';
import type { Workspace } from '#server/workspace/workspace.ts';
import { getFact, setFact, type Identity } from './facts.ts';
import type { Secrets } from './secrets.ts';
import type { Tokens } from './tokens.ts';

/** What every noun of a connection stands on. */
export interface Line {
  sql: Sql;
  config: Config;
  env: Env;
  now: () => number;
  wake: (at: number) => void;
  /** Goes on after the answer; a failure is logged. */
  after: (work: Promise<unknown>) => void;
  secrets: Secrets;
  tokens: Tokens;
  spend: Spend;
  /** Takes in how much of a day's calls the vendor says is used. */
  noteUsage: (usage: ApiUsage) => void;
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

/** The CRM behind this connection, spending its budget and using its token; its SDK is loaded on first use. */
export async function crmConnector(line: Line): Promise<CrmConnector> {
  return identityOf(line).vendor === 'salesforce' ? salesforce(line) : hubspot(line);
}

async function hubspot(line: Line): Promise<CrmConnector> {
  const { createHubspot } = await import('#connectors/hubspot/index.ts');
  const { accountId, uiHost } = identityOf(line);
  return createHubspot({
    apiUrl: line.config.HUBSPOT_API_URL,
    uiHost,
    portalId: accountId,
    accessToken: () => line.tokens.access(),
    spend: line.spend,
    memory: schemaMemory(line),
    fetch: async (input, init) => {
      const response = await fetch(input, init);
      if (response.status === 401) line.tokens.refused(bearerIn(init));
      return response;
    },
  });
}

async function salesforce(line: Line): Promise<CrmConnector> {
  const { createSalesforce } = await import('#connectors/salesforce/index.ts');
  const { accountId, uiHost, org } = identityOf(line);
  if (org === undefined) throw new Error('a Salesforce connection knows its org');
  return createSalesforce({
    apiUrl: org.apiUrl,
    uiHost,
    orgId: accountId,
    accessToken: () => line.tokens.access(),
    refused: (token) => line.tokens.refused(token),
    spend: line.spend,
    onUsage: line.noteUsage,
    proxy: proxyOf(line.config),
    memory: schemaMemory(line),
  });
}

/** What the account lets us see, kept from one use to the next. */
function schemaMemory({ sql }: Line) {
  return {
    load: () => getFact(sql, 'schema') ?? null,
    save: (text: string | null) => setFact(sql, 'schema', text),
  };
}

function bearerIn(init: RequestInit | undefined): string {
  return (new Headers(init?.headers).get('authorization') ?? '').replace(/^Bearer /, '');
}
