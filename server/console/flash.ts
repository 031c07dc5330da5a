import { deleteCookie, getSignedCookie, setSignedCookie } from 'hono/cookie';
import type { Context } from 'hono';
import type { Problem } from '#core/problem.ts';
import type { AppEnv } from '#server/app-env.ts';

const NAME = 'groundswell_flash';
/** A cookie holds 4 KB, and carries two texts with their signature. */
const MOST_BYTES = 1_700;

/** What is said once on the next page: something that worked, or a problem. */
export type Flash = { done: string } | { problem: Pick<Problem, 'message' | 'remedy'> };

/** Says something on the next page. Signed, so that no link can put words on our pages. */
export async function setFlash(c: Context<AppEnv>, flash: Flash): Promise<void> {
  const said =
    'done' in flash
      ? { done: clip(flash.done) }
      : { problem: { message: clip(flash.problem.message), remedy: clip(flash.problem.remedy) } };
  const { config } = c.var.services;
  await setSignedCookie(c, NAME, JSON.stringify(said), secret(c), {
    httpOnly: true,
    sameSite: 'Lax',
    path: '/console',
    maxAge: 60,
    secure: config.PUBLIC_URL.startsWith('https:'),
  });
}

/** Takes what was to be said, once. */
export async function takeFlash(c: Context<AppEnv>): Promise<Flash | null> {
  const value = await getSignedCookie(c, secret(c), NAME);
  if (value === undefined) return null;
  deleteCookie(c, NAME, { path: '/console' });
  return value === false ? null : (JSON.parse(value) as Flash);
}

/** Does what a form asked and says so on the page it leads to. */
export async function redirectWith(c: Context<AppEnv>, to: string, flash: Flash): Promise<Response> {
  await setFlash(c, flash);
  return c.redirect(to, 303);
}

function clip(text: string): string {
  let clipped = '';
  let bytes = 0;
  for (const character of text.toWellFormed()) {
    bytes += encodeURIComponent(character).length;
    if (bytes > MOST_BYTES) return `${clipped}…`;
    clipped += character;
  }
  return clipped;
}

/** A key of its own, so that a session cookie never passes for a message nor a message for a session. */
function secret(c: Context<AppEnv>): string {
  return `flash|${c.var.services.config.ENCRYPTION_KEY}`;
}
