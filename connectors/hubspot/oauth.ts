import type { CrmAuthorization, TokenSet } from '#connectors/connector.ts';
import { ConnectorError } from '#connectors/shared/connector-error.ts';
import { ok, refuse, type Result } from '#core/problem.ts';
import { TokensApiRequestFactory } from '@hubspot/api-client/lib/codegen/oauth/apis/TokensApi.js';
import { ServerConfiguration } from '@hubspot/api-client/lib/codegen/oauth/servers.js';
import * as z from 'zod';
import { refusalError } from './errors.ts';
import { grantError } from './oauth-errors.ts';
import { REQUIRED_SCOPES } from './scopes.ts';
import { sdkConfiguration } from './sdk.ts';
import {
  API_VERSION,
  createTransport,
  plainRequest,
  type Transport,
  type VendorRequest,
} from './transport.ts';

export interface AuthorizationOptions {
  /** Origin of HubSpot's interface, where people consent. */
  appUrl: string;
  apiUrl: string;
  clientId: string;
  clientSecret: string;
  fetch?: typeof fetch | undefined;
  now: () => number;
}

const tokenAnswer = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1),
  expires_in: z.number().positive(),
});
const introspection = z.object({ scopes: z.array(z.string()) });

/** OAuth with HubSpot: consent with PKCE (S256), form-body exchange and refresh, and giving the grant back. */
export function createAuthorization(options: AuthorizationOptions): CrmAuthorization {
  const { appUrl, clientId, clientSecret } = options;
  const transport = createTransport({ fetch: options.fetch, refused: grantError });
  const tokens = new TokensApiRequestFactory(sdkConfiguration(ServerConfiguration, options.apiUrl));
  return {
    requiredScopes: REQUIRED_SCOPES,

    authorizeUrl: ({ state, codeChallenge, redirectUri }) => {
      const url = new URL('/oauth/authorize', appUrl);
      url.searchParams.set('client_id', clientId);
      url.searchParams.set('redirect_uri', redirectUri);
      url.searchParams.set('scope', REQUIRED_SCOPES.map(({ scope }) => scope).join(' '));
      url.searchParams.set('state', state);
      url.searchParams.set('code_challenge', codeChallenge);
      url.searchParams.set('code_challenge_method', 'S256');
      return url.href;
    },

    exchange: ({ code, codeVerifier, redirectUri }) =>
      asResult(async () => {
        const request = await tokens.create('authorization_code', code, redirectUri, clientId, clientSecret);
        const answer = await transport(withVerifier(request, codeVerifier));
        const set = toTokenSet(JSON.parse(answer.text), options.now());
        return withGrantedScopes(set, await grantedScopes(options, transport, set.accessToken));
      }),

    refresh: (refreshToken) =>
      asResult(async () => {
        const request = await tokens.create(
          'refresh_token',
          undefined,
          undefined,
          clientId,
          clientSecret,
          refreshToken,
        );
        const answer = await transport(request);
        return ok(toTokenSet(JSON.parse(answer.text), options.now()));
      }),

    // HubSpot gives the same refresh token back until the app is removed.
    rotates: false,

    revoke: (set) => asResult(() => revoke(options, transport, set)),
  };
}

/** The SDK's token request. It knows no PKCE, so the verifier joins its form here. */
function withVerifier(request: VendorRequest, verifier: string): VendorRequest {
  const form = new URLSearchParams(String(request.getBody()));
  form.set('code_verifier', verifier);
  return {
    getUrl: () => request.getUrl(),
    getHttpMethod: () => request.getHttpMethod(),
    getHeaders: () => request.getHeaders(),
    getBody: () => form,
  };
}

function toTokenSet(answer: unknown, now: number): TokenSet {
  const {
    access_token: accessToken,
    refresh_token: refreshToken,
    expires_in: seconds,
  } = tokenAnswer.parse(answer);
  const scopes = REQUIRED_SCOPES.map(({ scope }) => scope);
  return { accessToken, refreshToken, expiresAt: now + seconds * 1_000, scopes, apiUrl: null };
}

/** The scopes a token really has; null where HubSpot does not say. */
async function grantedScopes(
  options: AuthorizationOptions,
  transport: Transport,
  token: string,
): Promise<string[] | null> {
  const { apiUrl, clientId, clientSecret } = options;
  const form = { client_id: clientId, client_secret: clientSecret, token, token_type_hint: 'access_token' };
  try {
    const answer = await transport(
      plainRequest('POST', `${apiUrl}/oauth/${API_VERSION}/token/introspect`, form),
    );
    return introspection.safeParse(JSON.parse(answer.text)).data?.scopes ?? null;
  } catch (error) {
    // The grant is made; what we could not learn shows as scope_missing on first use.
    if (error instanceof ConnectorError || error instanceof SyntaxError) return null;
    throw error;
  }
}

function withGrantedScopes(set: TokenSet, granted: string[] | null): Result<TokenSet> {
  if (granted === null) return ok(set);
  const missing = REQUIRED_SCOPES.filter(({ scope }) => scope !== 'oauth' && !granted.includes(scope));
  if (missing.length === 0) return ok({ ...set, scopes: granted });
  const named = missing.map(({ scope, why }) => `${scope} (${why})`).join('; ');
  return refuse(
    'scope_missing',
    `HubSpot was not connected, because it did not grant ${named}`,
    'Connect again and allow all of them.',
  );
}

/** Uninstalls the app, then ends the refresh token: revoking alone leaves access tokens alive for half an hour. */
async function revoke(
  options: AuthorizationOptions,
  transport: Transport,
  set: TokenSet,
): Promise<Result<null>> {
  const { apiUrl, clientId, clientSecret, fetch } = options;
  const asApp = createTransport({ fetch, refused: refusalError, accessToken: async () => set.accessToken });
  try {
    await asApp(plainRequest('DELETE', `${apiUrl}/appinstalls/${API_VERSION}/external-install`));
  } catch (error) {
    // An expired token or an app already removed: the revocation below still ends the grant.
    const gone =
      error instanceof ConnectorError && ['unauthorized', 'not_found'].includes(error.problem.code);
    if (!gone) throw error;
  }
  const form = {
    client_id: clientId,
    client_secret: clientSecret,
    token: set.refreshToken,
    token_type_hint: 'refresh_token',
  };
  await transport(plainRequest('POST', `${apiUrl}/oauth/${API_VERSION}/token/revoke`, form));
  return ok(null);
}

async function asResult<T>(call: () => Promise<Result<T>>): Promise<Result<T>> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof ConnectorError) return { ok: false, problem: error.problem };
    return refuse(
      'vendor_unavailable',
      'HubSpot answered with something unreadable.',
      'Try again in a minute.',
    );
  }
}
