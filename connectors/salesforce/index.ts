import type { ApiUsage, CrmAuthorization, CrmConnector, Spend, TokenSet } from '#connectors/connector.ts';
import type { Result } from '#core/problem.ts';
import { createConnector } from './connector.ts';
import { createJwtGrant } from './jwt.ts';
import { createAuthorization } from './oauth.ts';
import type { Wait } from './repeat.ts';
import type { SchemaMemory } from './schema-memory.ts';
import type { Proxy } from './transport.ts';

/** OAuth with one login server of Salesforce for one app. `fetch` is the platform's unless given. */
export function createSalesforceAuthorization(options: {
  loginUrl: string;
  clientId: string;
  clientSecret: string;
  proxy?: Proxy | undefined;
  fetch?: typeof fetch;
}): CrmAuthorization {
  return createAuthorization(options);
}

/** Tokens for an integration user, signed for with our key: nobody consents, and nothing has to be kept. */
export function createSalesforceJwt(options: {
  loginUrl: string;
  clientId: string;
  privateKey: string;
  proxy?: Proxy | undefined;
  fetch?: typeof fetch;
  now?: () => number;
}): { token(username: string): Promise<Result<TokenSet>> } {
  return createJwtGrant({ now: () => Date.now(), ...options });
}

/** One connected org. `wait` is how a repeated call waits; all three ways out may be replaced. */
export function createSalesforce(options: {
  apiUrl: string;
  uiHost: string;
  orgId: string;
  accessToken: () => Promise<string>;
  refused: (token: string) => void;
  spend: Spend;
  onUsage: (usage: ApiUsage) => void;
  proxy?: Proxy | undefined;
  bulkAbove?: number | undefined;
  /** Where what the user may see is kept between uses; each use asks anew without. */
  memory?: SchemaMemory | undefined;
  fetch?: typeof fetch;
  now?: () => number;
  wait?: Wait;
}): CrmConnector {
  return createConnector({
    now: () => Date.now(),
    wait: (ms) => new Promise((done) => setTimeout(done, ms)),
    ...options,
  });
}
