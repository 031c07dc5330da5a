import { verifyWithJwks } from 'hono/jwt';
import * as z from 'zod';

import { ok, refuse, type Result } from '#core/problem.ts';

import { attempt, createWebClient } from '#slack-app/client.ts';

/** Somebody Slack vouches for. */
export interface SlackIdentity {
  teamId: string;
  /** Of the organisation the team belongs to, where it does. */
  enterpriseId: string | null;
  userId: string;
  name: string;
  /** Null where Slack has not verified it. */
  email: string | null;
  image: string | null;
}

/** Where Slack's OpenID endpoints are: the origin of its consent screen is its issuer as well. */
export interface OpenIdEndpoints {
  /** As of `oauth/v2/authorize`. */
  authorizeUrl: string;
  apiUrl: string;
}

/** What a round trip is recognised by when it comes back. */
export interface OpenIdChecks {
  state: string;
  nonce: string;
}

/** Where to send somebody who signs in. Slack's documents name no PKCE here: the client keeps a secret instead. */
export function signInUrl(
  { authorizeUrl }: OpenIdEndpoints,
  request: OpenIdChecks & { clientId: string; redirectUri: string },
): string {
  const url = new URL('/openid/connect/authorize', authorizeUrl);
  url.searchParams.set('response_type', 'code');
  url.searchParams.set('scope', 'openid profile email');
  url.searchParams.set('client_id', request.clientId);
  url.searchParams.set('redirect_uri', request.redirectUri);
  url.searchParams.set('state', request.state);
  url.searchParams.set('nonce', request.nonce);
  return url.href;
}

/**
 * Trades a code for who signed in: the ID token must be signed by a key Slack publishes, be for this client, and carry
 * the nonce of this round trip (OpenID Connect Core 1.0, section 3.1.3.7). Fails with the vendor's problems, or
 * `state_mismatch` for a token that is not ours.
 */
export async function identify(
  endpoints: OpenIdEndpoints,
  request: {
    fetch: typeof fetch;
    clientId: string;
    clientSecret: string;
    code: string;
    redirectUri: string;
    nonce: string;
  },
): Promise<Result<SlackIdentity>> {
  const { clientId, clientSecret, code, redirectUri, nonce } = request;
  const client = createWebClient({ apiUrl: endpoints.apiUrl, fetch: request.fetch });
  const answered = await attempt(
    client.openid.connect.token({
      client_id: clientId,
      client_secret: clientSecret,
      code,
      redirect_uri: redirectUri,
      grant_type: 'authorization_code',
    }),
    (answer) => answer.id_token ?? '',
  );
  if (!answered.ok) {
    const { retryAfter: _, ...problem } = answered.problem;
    return { ok: false, problem };
  }
  const keys = await readKeys(endpoints, request.fetch);
  return keys.ok
    ? readToken(answered.value, keys.value, { issuer: issuerOf(endpoints), clientId, nonce })
    : keys;
}

type Keys = NonNullable<Parameters<typeof verifyWithJwks>[1]['keys']>;

const published = z.object({ keys: z.array(z.looseObject({ kid: z.string(), kty: z.literal('RSA') })) });

async function readKeys(endpoints: OpenIdEndpoints, call: typeof fetch): Promise<Result<Keys>> {
  const address = new URL('/openid/connect/keys', endpoints.authorizeUrl);
  try {
    const answer = await call(address.href, { signal: AbortSignal.timeout(10_000), redirect: 'manual' });
    const body = published.safeParse(await answer.json());
    if (answer.ok && body.success) return ok(body.data.keys);
  } catch (error) {
    console.error('keys of Slack', error instanceof Error ? error.message : error);
  }
  return refuse('vendor_unavailable', 'Slack’s signing keys could not be read.', 'Try again in a minute.');
}

const claims = z.object({
  nonce: z.string(),
  exp: z.number(),
  name: z.string().optional(),
  email: z.string().optional(),
  email_verified: z.boolean().optional(),
  picture: z.string().optional(),
  'https://slack.com/team_id': z.string().min(1),
  'https://slack.com/user_id': z.string().min(1),
  'https://slack.com/enterprise_id': z.string().min(1).nullish(),
});

/** Reads an ID token, or says that it is none for us. */
export async function readToken(
  token: string,
  keys: Keys,
  expected: { issuer: string; clientId: string; nonce: string },
): Promise<Result<SlackIdentity>> {
  try {
    const payload = await verifyWithJwks(token, {
      keys,
      allowedAlgorithms: ['RS256'],
      // Slack's clock may be a moment ahead of ours.
      verification: { iss: expected.issuer, aud: expected.clientId, iat: false },
    });
    const read = claims.safeParse(payload);
    if (!read.success || read.data.nonce !== expected.nonce) return foreign();
    const { name = '', email, email_verified: isVerified, picture, ...slack } = read.data;
    return ok({
      teamId: slack['https://slack.com/team_id'],
      enterpriseId: slack['https://slack.com/enterprise_id'] ?? null,
      userId: slack['https://slack.com/user_id'],
      name,
      email: isVerified === true ? (email ?? null) : null,
      image: picture ?? null,
    });
  } catch (error) {
    console.error('ID token of Slack', error instanceof Error ? error.name : error);
    return foreign();
  }
}

function issuerOf({ authorizeUrl }: OpenIdEndpoints): string {
  return new URL(authorizeUrl).origin;
}

function foreign(): Result<never> {
  return refuse(
    'state_mismatch',
    'What Slack answered is not for this sign-in.',
    'Start again from the sign-in page.',
  );
}
