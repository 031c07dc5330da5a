import type { TokenSet } from '#connectors/connector.ts';
import { refuse, type Result } from '#core/problem.ts';
import { asResult } from '#connectors/shared/as-result.ts';
import { jwtGrantError } from './oauth-errors.ts';
import { REQUIRED_SCOPES } from './scopes.ts';
import { checkScopes, createFormSender, readTokens, type LoginServer } from './token-answer.ts';

export interface JwtOptions extends LoginServer {
  clientId: string;
  /** PEM in PKCS #8; line breaks may be written as `\n`. */
  privateKey: string;
  now: () => number;
}

/** Salesforce takes assertions for at most five minutes ahead; three leave room for clocks that differ. */
const LIFETIME_S = 180;
const SIGNING = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };

/**
 * OAuth's JWT bearer flow (RFC 7523, RS256): tokens for a user an admin has approved beforehand. There is no refresh
 * token, so nothing can be lost on the way: asking again is always allowed.
 */
export function createJwtGrant(options: JwtOptions): { token(username: string): Promise<Result<TokenSet>> } {
  const { loginUrl, clientId, privateKey, now } = options;
  const post = createFormSender(options, { refusal: jwtGrantError });
  return {
    token: (username) =>
      asResult(async () => {
        const key = await importKey(privateKey);
        if (!key.ok) return key;
        const assertion = await sign(key.value, {
          iss: clientId,
          sub: username,
          aud: new URL(loginUrl).origin,
          exp: Math.floor(now() / 1_000) + LIFETIME_S,
        });
        const grantType = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
        const tokens = readTokens(await post('token', { grant_type: grantType, assertion }), '', loginUrl);
        if (!tokens.ok) return tokens;
        return checkScopes(
          tokens.value,
          REQUIRED_SCOPES.filter(({ scope }) => scope === 'api'),
        );
      }),
  };
}

async function importKey(pem: string): Promise<Result<CryptoKey>> {
  const body = /^\s*-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\s]+)-----END PRIVATE KEY-----\s*$/.exec(
    pem.replaceAll(String.raw`\n`, '\n'),
  )?.[1];
  if (body === undefined) return unusable('is not a PEM of the type PRIVATE KEY');
  try {
    const der = Uint8Array.from(atob(body.replaceAll(/\s/g, '')), (character) => character.charCodeAt(0));
    return { ok: true, value: await crypto.subtle.importKey('pkcs8', der, SIGNING, false, ['sign']) };
  } catch {
    return unusable('is not an RSA key');
  }
}

function unusable(why: string): Result<never> {
  return refuse(
    'config_invalid',
    `SALESFORCE_JWT_KEY ${why}.`,
    'Convert the key with `openssl pkcs8 -topk8 -nocrypt -in server.key` and set the outcome on the server.',
  );
}

async function sign(key: CryptoKey, claims: Record<string, string | number>): Promise<string> {
  const signed = `${base64Url(JSON.stringify({ alg: 'RS256', typ: 'JWT' }))}.${base64Url(JSON.stringify(claims))}`;
  const signature = await crypto.subtle.sign(SIGNING, key, new TextEncoder().encode(signed));
  return `${signed}.${base64Url(new Uint8Array(signature))}`;
}

function base64Url(content: string | Uint8Array): string {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}
