import type { MiddlewareHandler } from 'hono';
import { csrf } from 'hono/csrf';
import { secureHeaders } from 'hono/secure-headers';
import type { AppEnv } from '#server/app-env.ts';

/** Every org of Salesforce signs people in at a host of its own. */
const MY_DOMAINS = 'https://*.salesforce.com';

/** Pages load nothing but our own files, run nothing inline and are never framed. */
export const headers: MiddlewareHandler<AppEnv> = async (c, next) => {
  const { HUBSPOT_APP_URL, SALESFORCE_LOGIN_URL, SLACK_AUTHORIZE_URL } = c.var.services.config;
  // Signing in may lead straight on to a consent screen, and browsers hold form-action against redirects too.
  const vendors = [HUBSPOT_APP_URL, SALESFORCE_LOGIN_URL, SLACK_AUTHORIZE_URL].map(
    (url) => new URL(url).origin,
  );
  const own = ["'self'"];
  await secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      scriptSrc: own,
      styleSrc: own,
      imgSrc: own,
      connectSrc: own,
      formAction: [...own, ...vendors, MY_DOMAINS],
      baseUri: ["'none'"],
      frameAncestors: ["'none'"],
    },
    xFrameOptions: 'DENY',
    // With `no-referrer` browsers send `Origin: null` with our own forms, and the check below could not tell.
    referrerPolicy: 'same-origin',
  })(c, next);
  c.header('cache-control', c.res.headers.get('cache-control') ?? 'private, no-store');
};

/** Refuses forms sent from other sites. */
export const sameOrigin: MiddlewareHandler<AppEnv> = csrf({
  origin: (origin, c) =>
    origin === new URL(c.req.url).origin || origin === new URL(c.get('services').config.PUBLIC_URL).origin,
});
