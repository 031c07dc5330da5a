import { Hono, type Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import type { Problem } from '#core/problem.ts';
import type { AppEnv } from '#server/app-env.ts';
import { connectHubspot } from '#server/connect/hubspot.ts';
import { connectSalesforce } from '#server/connect/salesforce.ts';
import { connectSlack } from '#server/connect/slack.ts';
import { setFlash } from '#server/console/flash.ts';
import { authorizationOf, salesforceApp } from '#server/crm-grants.ts';
import { DEFAULT_WORKSPACE, type Authorization } from '#server/directory/directory.ts';
import { notAllowed } from './permissions.ts';
import { bearerOf, holdsToken, sessionOf } from '#server/session.ts';
import { authorizeUrl, readCallback } from '#slack-app/oauth.ts';
import { randomToken, sha256 } from '#server/tokens.ts';

const BROWSER = 'groundswell_connect';

/** OAuth with the vendors: out to their consent screen, and back. */
export const connect = new Hono<AppEnv>()
  .get('/hubspot', async (c) => {
    const begun = await begin(c, 'hubspot');
    if (begun === null) return toSignIn(c);
    const authorization = await authorizationOf(c.var.services.config, 'hubspot');
    return c.redirect(
      authorization.authorizeUrl({
        state: begun.state,
        codeChallenge: await sha256(begun.codeVerifier),
        redirectUri: callbackUrl(c, 'hubspot'),
      }),
    );
  })
  .get('/hubspot/callback', async (c) => {
    const { code, state, error, error_description: detail } = c.req.query();
    const begun = await finish(c, 'hubspot', state);
    // Only who we sent out may tell us why: anybody can make a link with a text of their own.
    if (error !== undefined)
      return backWith(c, refusedBy('HubSpot', begun === null ? null : (detail ?? error)));
    if (begun === null || code === undefined) return backWith(c, stale);
    const made = await connectHubspot(c.var.services, begun, code, callbackUrl(c, 'hubspot'));
    return made.ok ? backConnected(c, 'hubspot', 'HubSpot') : backWith(c, made.problem);
  })
  .get('/salesforce', async (c) => {
    const { config } = c.var.services;
    const app = salesforceApp(config);
    if (!app.ok) return backWith(c, app.problem);
    const { checkLoginHost } = await import('#connectors/salesforce/login-host.ts');
    const login = checkLoginHost(
      c.req.query('host') || (c.req.query('org') ?? ''),
      config.SALESFORCE_LOGIN_URL,
    );
    if (!login.ok) return backWith(c, login.problem);
    const begun = await begin(c, 'salesforce', login.value);
    if (begun === null) return toSignIn(c);
    const authorization = await authorizationOf(config, 'salesforce', { loginUrl: login.value });
    return c.redirect(
      authorization.authorizeUrl({
        state: begun.state,
        codeChallenge: await sha256(begun.codeVerifier),
        redirectUri: callbackUrl(c, 'salesforce'),
      }),
    );
  })
  .get('/salesforce/callback', async (c) => {
    const { code, state, error, error_description: detail } = c.req.query();
    const begun = await finish(c, 'salesforce', state);
    if (error !== undefined)
      return backWith(c, refusedBy('Salesforce', begun === null ? null : (detail ?? error)));
    if (begun === null || code === undefined) return backWith(c, stale);
    const made = await connectSalesforce(c.var.services, begun, code, callbackUrl(c, 'salesforce'));
    return made.ok ? backConnected(c, 'salesforce', 'Salesforce') : backWith(c, made.problem);
  })
  .get('/slack', async (c) => {
    const begun = await begin(c, 'slack');
    if (begun === null) return toSignIn(c);
    const { SLACK_AUTHORIZE_URL, SLACK_CLIENT_ID } = c.var.services.config;
    return c.redirect(
      authorizeUrl({
        authorizeUrl: SLACK_AUTHORIZE_URL,
        clientId: SLACK_CLIENT_ID,
        state: begun.state,
        redirectUri: callbackUrl(c, 'slack'),
      }),
    );
  })
  .get('/slack/callback', async (c) => {
    const answer = readCallback(new URL(c.req.url).searchParams);
    if (!answer.ok) return backWith(c, answer.problem);
    const begun = await finish(c, 'slack', answer.value.state);
    if (begun === null) return backWith(c, stale);
    const made = await connectSlack(c.var.services, begun, answer.value.code, callbackUrl(c, 'slack'));
    return made.ok ? backConnected(c, 'slack', 'Slack') : backWith(c, made.problem);
  });

/** Begins a round trip for whoever may connect accounts; null where nobody is signed in. */
async function begin(
  c: Context<AppEnv>,
  vendor: string,
  loginUrl: string | null = null,
): Promise<Authorization | null> {
  const { directory, config } = c.var.services;
  const bearer = bearerOf(c.req.header('authorization'));
  const isMachine = bearer !== null && (await holdsToken(bearer, config.ADMIN_TOKEN));
  const session = isMachine ? null : await sessionOf(c);
  if (!isMachine && session?.principal.permissions.includes('configure') !== true) return null;
  const workspaceId = session?.workspaceId ?? DEFAULT_WORKSPACE;
  await directory.ensureWorkspace(workspaceId, 'Groundswell', Date.now());
  const browser = isMachine ? null : randomToken();
  if (browser !== null) {
    setCookie(c, BROWSER, browser, {
      httpOnly: true,
      sameSite: 'Lax',
      path: '/connect',
      maxAge: 600,
      secure: config.PUBLIC_URL.startsWith('https:'),
    });
  }
  const begun = {
    state: randomToken(),
    vendor,
    workspaceId,
    codeVerifier: randomToken(),
    // Only the browser that set out may come back, else a stranger's account could be slipped in.
    browser: browser === null ? '' : await sha256(browser),
    loginUrl,
    createdAt: Date.now(),
  };
  await directory.begin(begun);
  return begun;
}

async function finish(
  c: Context<AppEnv>,
  vendor: string,
  state: string | undefined,
): Promise<Authorization | null> {
  const begun = await c.var.services.directory.finish(state ?? '', vendor, Date.now());
  if (begun === null || begun.browser === '') return begun;
  return (await sha256(getCookie(c, BROWSER) ?? '')) === begun.browser ? begun : null;
}

function callbackUrl(c: Context<AppEnv>, vendor: string): string {
  return `${c.var.services.config.PUBLIC_URL.replace(/\/$/, '')}/connect/${vendor}/callback`;
}

/** Signing in leads back to the very choice that was made, the address of an org too. */
async function toSignIn(c: Context<AppEnv>): Promise<Response> {
  const session = await sessionOf(c);
  if (session !== null) return backWith(c, notAllowed(session.principal, 'configure'));
  const { pathname, search } = new URL(c.req.url);
  return c.redirect(`/console/sign-in?next=${encodeURIComponent(`${pathname}${search}`)}`);
}

async function backConnected(c: Context<AppEnv>, vendor: string, name: string): Promise<Response> {
  await setFlash(c, { done: `${name} is connected.` });
  return c.redirect(`/console/connections?connected=${vendor}`);
}

/** The address carries the code alone; the words travel signed, so that no link can put others on our pages. */
async function backWith(c: Context<AppEnv>, problem: Problem): Promise<Response> {
  await setFlash(c, { problem });
  return c.redirect(`/console/connections?problem=${problem.code}`);
}

function refusedBy(vendor: string, detail: string | null): Problem {
  return {
    code: 'vendor_refused',
    message: `${vendor} did not connect the account${detail === null ? '' : `: ${detail.slice(0, 200)}`}.`,
    remedy: 'Start again and allow every permission asked for.',
  };
}

const stale: Problem = {
  code: 'state_mismatch',
  message: 'This answer does not belong to a connection begun in this browser in the last ten minutes.',
  remedy: 'Start connecting again from the console.',
};
