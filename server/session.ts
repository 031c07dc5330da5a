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

/** Starts a console session: a signed cookie that names the workspace, whose it is, its end, and itself. */
export async function startSession(
  c: Context<AppEnv>,
  workspaceId: string,
  { memberId, version }: SessionHolder,
): Promise<void> {
  const until = Date.now() + 7 * DAY * 1000;
  await setSignedCookie(
    c,
    NAME,
    [workspaceId, memberId, version, until, crypto.randomUUID()].join('|'),
    sessionSecret(c),
    {
      httpOnly: true,
      sameSite: 'Lax',
      path: '/',
      maxAge: 7 * DAY,
      secure: c.var.services.config.PUBLIC_URL.startsWith('https:'),
    },
  );
}

/**
 * The workspace a console session is for, and who holds it as the workspace knows them now: whoever was disabled,
 * signed out of it or of all has none any more. Null without one.
 */
export async function sessionOf(
  c: Context<AppEnv>,
): Promise<{ workspaceId: string; principal: Principal } | null> {
  const kept = await keptSession(c);
  if (kept === null) return null;
  const { workspaceId, memberId, version, id } = kept;
  const principal = await c.var.services.workspace(workspaceId).members.principal(memberId, version, id);
  return principal === null ? null : { workspaceId, principal };
}

/** Ends the session of a request for good: a copy of its cookie opens nothing any more. */
export async function endSession(c: Context<AppEnv>): Promise<void> {
  const kept = await keptSession(c);
  if (kept !== null) await c.var.services.workspace(kept.workspaceId).members.endSession(kept.id, kept.until);
  deleteCookie(c, NAME, { path: '/' });
}

/** What a cookie of ours that has not run out says; null without one. */
async function keptSession(
  c: Context<AppEnv>,
): Promise<(SessionHolder & { workspaceId: string; until: number; id: string }) | null> {
  const value = await getSignedCookie(c, sessionSecret(c), NAME);
  if (typeof value !== 'string') return null;
  const [workspaceId, memberId, version, until, id] = value.split('|');
  if (workspaceId === undefined || memberId === undefined || id === undefined) return null;
  if (!(Number(until) > Date.now())) return null;
  return { workspaceId, memberId, version: Number(version), until: Number(until), id };
}

/** Signed with a key of its own purpose: a new admin token ends every session. */
function sessionSecret(c: Context<AppEnv>): string {
  const { ENCRYPTION_KEY, ADMIN_TOKEN } = c.var.services.config;
  return `session|${ENCRYPTION_KEY}|${ADMIN_TOKEN}`;
}
