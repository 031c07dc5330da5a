import type { CrmAuthorization, TokenSet } from '#connectors/connector.ts';
import { ConnectorError } from '#connectors/shared/connector-error.ts';
import { ok, type Result } from '#core/problem.ts';
import { asResult } from '#connectors/shared/as-result.ts';
import { codeGrantError, refreshError, revocationError, uncertainGrant } from './oauth-errors.ts';
import { REQUIRED_SCOPES } from './scopes.ts';
import { checkScopes, createFormSender, readTokens, type LoginServer } from './token-answer.ts';

export interface AuthorizationOptions extends LoginServer {
  clientId: string;
  clientSecret: string;
}

/** OAuth with Salesforce's web-server flow: consent with PKCE (S256), refresh tokens that rotate, and giving back. */
export function createAuthorization(options: AuthorizationOptions): CrmAuthorization {
  const { loginUrl, clientId, clientSecret } = options;
  const app = { client_id: clientId, client_secret: clientSecret };
  const post = createFormSender(options, { refusal: codeGrantError });
  return {
    requiredScopes: REQUIRED_SCOPES,
    rotates: true,

    authorizeUrl: ({ state, codeChallenge, redirectUri }) => {
      const url = new URL('/services/oauth2/authorize', loginUrl);
      url.searchParams.set('response_type', 'code');
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
        const form = { grant_type: 'authorization_code', code, code_verifier: codeVerifier };
        const answer = await post('token', { ...form, redirect_uri: redirectUri, ...app });
        const tokens = readTokens(answer, '', loginUrl);
        return tokens.ok ? checkScopes(withoutUnusable(tokens.value), REQUIRED_SCOPES) : tokens;
      }),

    refresh: (refreshToken) => refresh(options, refreshToken),

    revoke: ({ accessToken, refreshToken }) =>
      asResult(async () => {
        const giveBack = createFormSender(options, { refusal: revocationError });
        try {
          // The refresh token takes the access tokens made with it along; a signed user (JWT) has none.
          await giveBack('revoke', { token: refreshToken || accessToken });
        } catch (error) {
          if (!(error instanceof ConnectorError) || error.problem.code !== 'not_found') throw error;
        }
        return ok(null);
      }),
  };
}

/**
 * One try, never repeated: the old token ends with a successful refresh, and using it again ends the grant. Where the
 * answer did not come, or cannot be read, the result is `grant_uncertain`.
 */
function refresh(options: AuthorizationOptions, refreshToken: string): Promise<Result<TokenSet>> {
  const { loginUrl, clientId, clientSecret } = options;
  const post = createFormSender(options, {
    refusal: refreshError,
    unanswered: (cause) => new ConnectorError(uncertainGrant(reasonOf(cause)), null),
  });
  return asResult(async () => {
    const answer = await post('token', {
      grant_type: 'refresh_token',
      refresh_token: refreshToken,
      client_id: clientId,
      client_secret: clientSecret,
    });
    const tokens = readTokens(answer, refreshToken, loginUrl);
    return tokens.ok ? tokens : { ok: false, problem: uncertainGrant(tokens.problem.message) };
  });
}

/** Without a refresh token the scope for it was not granted, whatever the answer says. */
function withoutUnusable(tokens: TokenSet): TokenSet {
  if (tokens.refreshToken !== '') return tokens;
  return {
    ...tokens,
    scopes: tokens.scopes.filter((scope) => !/^(refresh_token|offline_access)$/.test(scope)),
  };
}

function reasonOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
