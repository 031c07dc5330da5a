import { NO_EXPIRY, type TokenSet } from '#connectors/connector.ts';
import { ok, refuse, type Result } from '#core/problem.ts';
import * as z from 'zod';
import { holdsScope, type RequiredScope } from './scopes.ts';
import { createTransport, type Proxy } from './transport.ts';
import type { Refusal } from './errors.ts';
import type { ConnectorError } from '#connectors/shared/connector-error.ts';

const tokenAnswer = z.object({
  access_token: z.string().min(1),
  /** Absent where the old one stays good. */
  refresh_token: z.string().min(1).optional(),
  instance_url: z.url(),
  scope: z.string().catch(''),
});

const AGAIN = 'Connect Salesforce again with the My Domain of the org.';
/** Signing in is quick, and somebody waits for it. */
const TIMEOUT_MS = 20_000;

/** Where and how a login server of Salesforce is reached. */
export interface LoginServer {
  /** Origin people sign in at: login.salesforce.com, test.salesforce.com or a My Domain. */
  loginUrl: string;
  proxy?: Proxy | undefined;
  fetch?: typeof fetch | undefined;
}

/** What becomes of a call that was refused, and of one that nobody answered. */
export interface Failing {
  refusal: (refusal: Refusal) => ConnectorError;
  unanswered?: (cause: unknown) => ConnectorError;
}

/** POSTs a form to an OAuth endpoint of the login server, once. Gives the body; throws ConnectorError. */
export function createFormSender({ loginUrl, proxy, fetch }: LoginServer, failing: Failing) {
  const send = createTransport({ origin: loginUrl, proxy, fetch, timeoutMs: TIMEOUT_MS, ...failing });
  return async (endpoint: 'token' | 'revoke', form: Record<string, string>): Promise<string> => {
    const { text } = await send({
      method: 'POST',
      url: new URL(`/services/oauth2/${endpoint}`, loginUrl).href,
      headers: { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(form).toString(),
    });
    return text;
  };
}

/**
 * The tokens of an answer, `kept` being the refresh token where it brings no new one. Salesforce tells no expiry: a
 * session ends when the org's settings say so. An org's address that is not encrypted is taken only from a login
 * server that is not either, as on a machine of one's own.
 */
export function readTokens(text: string, kept: string, loginUrl: string): Result<TokenSet> {
  const answer = tokenAnswer.safeParse(asJson(text)).data;
  if (!answer) return refuse('vendor_refused', 'Salesforce’s answer could not be read.', AGAIN);
  const { protocol, origin } = new URL(answer.instance_url);
  if (protocol !== 'https:' && protocol !== new URL(loginUrl).protocol) {
    return refuse('vendor_refused', 'Salesforce named an address for this org that is not encrypted.', AGAIN);
  }
  return ok({
    accessToken: answer.access_token,
    refreshToken: answer.refresh_token ?? kept,
    expiresAt: NO_EXPIRY,
    scopes: answer.scope.split(/\s+/).filter((scope) => scope !== ''),
    apiUrl: origin,
  });
}

/** Refuses new tokens that lack one of the scopes `needed`. */
export function checkScopes(tokens: TokenSet, needed: readonly RequiredScope[]): Result<TokenSet> {
  const missing = needed.filter(({ scope }) => !holdsScope(tokens.scopes, scope));
  if (missing.length === 0) return ok(tokens);
  const named = missing.map(({ scope, why }) => `${scope} (${why})`).join('; ');
  return refuse(
    'scope_missing',
    `Salesforce was not connected, because it did not grant ${named}`,
    'Allow these scopes in the settings of the External Client App, then connect again.',
  );
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null; // half an answer, or somebody else's page
  }
}
