import { getSignedCookie, setSignedCookie, deleteCookie } from 'hono/cookie';
import type { Context } from 'hono';
import type { AppEnv } from './app-env.ts';

const NAME = 'groundswell';
const DAY = 86_400;

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

/** Starts a console session: a signed cookie that names the workspace and its end. */
export async function startSession(c: Context<AppEnv>, workspaceId: string): Promise<void> {
  const until = Date.now() + 7 * DAY * 1000;
  await setSignedCookie(c, NAME, `${workspaceId}|${until}`, sessionSecret(c), {
    httpOnly: true,
    sameSite: 'Lax',
    path: '/',
    maxAge: 7 * DAY,
    secure: c.var.services.config.PUBLIC_URL.startsWith('https:'),
  });
}

/** The workspace the console session is for, or null. */
export async function sessionWorkspace(c: Context<AppEnv>): Promise<string | null> {
  const value = await getSignedCookie(c, sessionSecret(c), NAME);
  if (typeof value !== 'string') return null;
  const [workspaceId, until] = value.split('|');
  return workspaceId !== undefined && Number(until) > Date.now() ? workspaceId : null;
}

export function endSession(c: Context<AppEnv>): void {
  deleteCookie(c, NAME, { path: '/' });
}

/** Signed with a key of its own purpose: a new admin token ends every session. */
function sessionSecret(c: Context<AppEnv>): string {
  const { ENCRYPTION_KEY, ADMIN_TOKEN } = c.var.services.config;
  return `session|${ENCRYPTION_KEY}|${ADMIN_TOKEN}`;
}
