import type { Context, MiddlewareHandler } from 'hono';
import type { Random } from '../random.ts';
import type { CallLog } from './call-log.ts';
import type { Knobs } from './knobs.ts';
import type { Actor, Portal } from './portal.ts';
import { rateLimited, refusal } from './refusal.ts';
import { rateLimitHeaders, SlidingWindow } from './rate-limit.ts';
import type { Claims, TokenOffice } from './tokens.ts';
import { ACCESS_TOKEN_SECONDS } from './tokens.ts';
import type { WebhookSender } from './webhooks.ts';

/** The app a developer registered at HubSpot. */
export interface RegisteredApp {
  id: number;
  name: string;
  clientId: string;
  clientSecret: string;
}

/** Everything a route of this sandbox may need. */
export interface Sandbox {
  app: RegisteredApp;
  portal: Portal;
  knobs: Knobs;
  /** How the knobs stood when the portal was made, for a reset. */
  knobsAtRest: Knobs;
  tokens: TokenOffice;
  calls: CallLog;
  webhooks: WebhookSender;
  now: () => number;
  random: Random;
  /** Host of the portal's pages, as account details report it. */
  uiDomain: string;
  timeZone: string;
  /** Grant of the app's current install; null when it is not installed. */
  install: { grant: string; scopes: string[]; at: number } | null;
}

/** What the bearer check leaves for the routes behind it. */
export interface ApiEnv {
  Variables: { claims: Claims };
}

/** Lets only live access tokens through, and remembers the install they prove. */
export function bearer(sandbox: Sandbox): MiddlewareHandler<ApiEnv> {
  return async (context, next) => {
    const token = /^Bearer (.+)$/i.exec(context.req.header('authorization') ?? '')?.[1];
    const found = token ? sandbox.tokens.accessClaims(token) : null;
    if (!found)
      return refusal(
        401,
        'INVALID_AUTHENTICATION',
        'Authentication credentials not found. This API supports OAuth 2.0 authentication.',
      );
    if (found.expired) {
      const expiredAt = new Date(found.claims.issuedAt + ACCESS_TOKEN_SECONDS * 1000).toISOString();
      return refusal(401, 'EXPIRED_AUTHENTICATION', 'The OAuth token used to make this call has expired.', {
        context: { 'expire time': [expiredAt] },
      });
    }
    sandbox.install ??= { grant: found.claims.grant, scopes: found.claims.scopes, at: found.claims.issuedAt };
    context.set('claims', found.claims);
    return next();
  };
}

/** Counts every call against the portal's budget; search has its own, and sends no headers. */
export function budget(sandbox: Sandbox): MiddlewareHandler {
  const calls = new SlidingWindow(10_000);
  const searches = new SlidingWindow(1000);
  return async (context, next) => {
    const { knobs } = sandbox;
    if (context.req.method === 'POST' && context.req.path.endsWith('/search')) {
      if (searches.take(sandbox.now(), knobs.searchesPerSecond) === null) return rateLimited('SECONDLY');
      return next();
    }
    const remaining = calls.take(sandbox.now(), knobs.callsPerTenSeconds);
    const headers = rateLimitHeaders(knobs.callsPerTenSeconds, remaining ?? 0);
    if (remaining === null) return rateLimited('TEN_SECONDLY_ROLLING', headers);
    await next();
    for (const [name, value] of Object.entries(headers)) context.res.headers.set(name, value);
  };
}

/** The refusal for a token that lacks every one of `scopes`, or null. */
export function missingScope(context: Context<ApiEnv>, ...scopes: string[]): Response | null {
  if (scopes.some((scope) => context.get('claims').scopes.includes(scope))) return null;
  return refusal(
    403,
    'MISSING_SCOPES',
    "This app hasn't been granted all required scopes to make this call.",
    {
      errors: [
        {
          message: 'One or more of the following scopes are required.',
          context: { requiredGranularScopes: scopes },
        },
      ],
      links: { scopes: 'https://developers.hubspot.com/scopes' },
    },
  );
}

/** The actor behind calls made with the app's token. */
export function appActor(sandbox: Sandbox): Actor {
  return { source: 'INTEGRATION', sourceId: String(sandbox.app.id) };
}

/** The body as JSON; null when it is none. */
export async function jsonBody(request: Request): Promise<unknown> {
  try {
    return JSON.parse(await request.text()) as unknown;
  } catch {
    return null;
  }
}
