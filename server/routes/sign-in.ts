import { Hono, type Context } from 'hono';
import { deleteCookie, getSignedCookie, setSignedCookie } from 'hono/cookie';
import * as z from 'zod';
import type { Problem } from '#core/problem.ts';
import type { AppEnv } from '#server/app-env.ts';
import { setFlash } from '#server/console/flash.ts';
import { ownPath } from '#server/console/own-path.ts';
import type { Directory } from '#server/directory/directory.ts';
import { startSession } from '#server/session.ts';
import { randomToken } from '#server/tokens.ts';
import { readCallback } from '#slack-app/oauth.ts';
import { identify, signInUrl, type SlackIdentity } from '#server/slack-openid.ts';

const COOKIE = 'groundswell_sign_in';
const MINUTES = 10;

const begunShape = z.object({ state: z.string(), nonce: z.string(), next: z.string(), until: z.number() });
type Begun = z.infer<typeof begunShape>;

/** Sign in with Slack: out to Slack's OpenID Connect, and back with somebody it vouches for. */
export const slackSignIn = new Hono<AppEnv>()
  .get('/slack', async (c) => {
    const { SLACK_CLIENT_ID, PUBLIC_URL } = c.var.services.config;
    const begun: Begun = {
      state: randomToken(),
      nonce: randomToken(),
      next: ownPath(c.req.query('next')),
      until: Date.now() + MINUTES * 60_000,
    };
    // In the browser, not with us: a stranger who begins a thousand writes nothing here.
    await setSignedCookie(c, COOKIE, JSON.stringify(begun), secret(c), {
      httpOnly: true,
      sameSite: 'Lax',
      path: '/sign-in',
      maxAge: MINUTES * 60,
      secure: PUBLIC_URL.startsWith('https:'),
    });
    const { state, nonce } = begun;
    return c.redirect(
      signInUrl(endpoints(c), { clientId: SLACK_CLIENT_ID, redirectUri: callbackUrl(c), state, nonce }),
    );
  })
  .get('/slack/callback', async (c) => {
    const begun = await takeBegun(c);
    const answer = readCallback(new URL(c.req.url).searchParams);
    if (begun === null) return backWith(c, stale);
    if (!answer.ok) return backWith(c, cancelled(answer.problem));
    if (answer.value.state !== begun.state) return backWith(c, stale);
    return enter(c, answer.value.code, begun);
  });

async function enter(c: Context<AppEnv>, code: string, { nonce, next }: Begun): Promise<Response> {
  const { config, directory, workspace } = c.var.services;
  const who = await identify(endpoints(c), {
    fetch: (input, init) => fetch(input, init),
    clientId: config.SLACK_CLIENT_ID,
    clientSecret: config.SLACK_CLIENT_SECRET,
    code,
    redirectUri: callbackUrl(c),
    nonce,
  });
  if (!who.ok) return backWith(c, who.problem);
  const { userId, name, email, image } = who.value;
  const connected = await connectedTo(directory, who.value);
  if (connected === null) return backWith(c, foreignTeam);
  const { workspaceId, team } = connected;
  const entered = await workspace(workspaceId).members.signIn(
    { team, id: userId },
    { name, email, image, timeZone: null },
  );
  if (!entered.ok) return backWith(c, entered.problem);
  await startSession(c, workspaceId, entered.value);
  return c.redirect(next, 303);
}

/** The workspace somebody's team is connected to, itself or with its organisation; null where it is not. */
async function connectedTo(
  directory: Directory,
  { teamId, enterpriseId }: SlackIdentity,
): Promise<{ workspaceId: string; team: string } | null> {
  for (const team of enterpriseId === null ? [teamId] : [teamId, enterpriseId]) {
    const workspaceId = await directory.ownerOf(`slack-${team}`);
    if (workspaceId !== null) return { workspaceId, team };
  }
  return null;
}

/** Takes what the round trip began with, once, and only while it is fresh. */
async function takeBegun(c: Context<AppEnv>): Promise<Begun | null> {
  const value = await getSignedCookie(c, secret(c), COOKIE);
  deleteCookie(c, COOKIE, { path: '/sign-in' });
  if (typeof value !== 'string') return null;
  const begun = begunShape.parse(JSON.parse(value));
  return begun.until > Date.now() ? begun : null;
}

async function backWith(c: Context<AppEnv>, problem: Problem): Promise<Response> {
  await setFlash(c, { problem });
  return c.redirect('/console/sign-in', 303);
}

function endpoints(c: Context<AppEnv>) {
  const { SLACK_AUTHORIZE_URL, SLACK_API_URL } = c.var.services.config;
  return { authorizeUrl: SLACK_AUTHORIZE_URL, apiUrl: SLACK_API_URL };
}

function callbackUrl(c: Context<AppEnv>): string {
  return `${c.var.services.config.PUBLIC_URL.replace(/\/$/, '')}/sign-in/slack/callback`;
}

/** Signed with a key of its own purpose. */
function secret(c: Context<AppEnv>): string {
  return `sign-in|${c.var.services.config.ENCRYPTION_KEY}`;
}

function cancelled({ code, message }: Problem): Problem {
  return code === 'vendor_refused'
    ? { code, message: 'Slack did not sign you in.', remedy: 'Start again and allow it at Slack.' }
    : { code, message, remedy: 'Start again from the sign-in page.' };
}

const stale: Problem = {
  code: 'state_mismatch',
  message: 'This answer does not belong to a sign-in begun in this browser in the last ten minutes.',
  remedy: 'Start again from the sign-in page.',
};

const foreignTeam: Problem = {
  code: 'not_connected',
  message: 'This Slack workspace is not connected here.',
  remedy: 'Choose another workspace at Slack, or ask an owner or admin to connect this one.',
};
