import { deleteCookie, getSignedCookie, setSignedCookie } from 'hono/cookie';
import type { Context } from 'hono';
import type { AppEnv } from './app-env.ts';
import type { Principal } from './workspace/members/sign-in.ts';

const NAME = 'groundswell';
const DAY = 86_400;

/** Whose session it is: a member's, as their sessions stand since `version`; no member id is the admin token's. */
export interface SessionHolder {
  memberId: string;
  version: number;
}

export const TOKEN_HOLDER: SessionHolder = { memberId: '', version: 0 };

/** Whether the request carries the admin token, compared without telling by time how much of it is right. */
export async function holdsToken(given: string, expected: string): Promise<boolean> {
  const encoder = new TextEncoder();
  const [a, b] = await Promise.all(
    [given, expected].map((text) => crypto.subtle.digest('SHA-256', encoder.encode(text))),
  );
  return crypto.subtle.timingSafeEqual(a!, b!);
}

/** The bearer token of an Authorization header, or null. */
export function bearerOf(header: string | undefined): string | null {
  return /^Bearer (\S+)$/i.exec(header ?? '')?.[1] ?? null;
}

/** Starts a console session: a signed cookie that names the workspace, whose it is, and its end. */
export async function startSession(
  c: Context<AppEnv>,
  workspaceId: string,
  { memberId, version }: SessionHolder,
): Promise<void> {
  const until = Date.now() + 7 * DAY * 1000;
  await setSignedCookie(c, NAME, [workspaceId, memberId, version, until].join('|'), sessionSecret(c), {
    httpOnly: true,
    sameSite: 'Lax',
    path: '/',
    maxAge: 7 * DAY,
    secure: c.var.services.config.PUBLIC_URL.startsWith('https:'),
  });
}

/**
 * The workspace a console session is for, and who holds it as the workspace knows them now: whoever was disabled or
 * signed out everywhere has none any more. Null without one.
 */
export async function sessionOf(
  c: Context<AppEnv>,
): Promise<{ workspaceId: string; principal: Principal } | null> {
  const value = await getSignedCookie(c, sessionSecret(c), NAME);
  if (typeof value !== 'string') return null;
  const [workspaceId, memberId, version, until] = value.split('|');
  if (workspaceId === undefined || memberId === undefined || !(Number(until) > Date.now())) return null;
  const principal = await c.var.services.workspace(workspaceId).members.principal(memberId, Number(version));
  return principal === null ? null : { workspaceId, principal };
}

export function endSession(c: Context<AppEnv>): void {
  deleteCookie(c, NAME, { path: '/' });
}

/** Signed with a key of its own purpose: a new admin token ends every session. */
function sessionSecret(c: Context<AppEnv>): string {
  const { ENCRYPTION_KEY, ADMIN_TOKEN } = c.var.services.config;
  return `session|${ENCRYPTION_KEY}|${ADMIN_TOKEN}`;
}
