import { Hono } from 'hono';
import type { AppEnv } from '#server/app-env.ts';
import { takeFlash } from '#server/console/flash.ts';
import { barePage } from '#server/console/page.tsx';
import { SignInPage } from '#server/console/pages/sign-in.tsx';
import { DEFAULT_WORKSPACE } from '#server/directory/directory.ts';
import { endSession, holdsToken, startSession } from '#server/session.ts';
import { readForm } from './form.ts';

/** In and out of the console. */
export const signIn = new Hono<AppEnv>()
  .get('/sign-in', async (c) => {
    const next = ownPath(c.req.query('next'));
    return barePage(
      c,
      { title: 'Sign in' },
      <SignInPage next={next} refused={null} flash={await takeFlash(c)} />,
    );
  })
  .post('/sign-in', async (c) => {
    const form = await readForm(c);
    const next = ownPath(form['next'] ?? c.req.query('next'));
    if (await holdsToken(form['token']?.trim() ?? '', c.var.services.config.ADMIN_TOKEN)) {
      await startSession(c, DEFAULT_WORKSPACE);
      return c.redirect(next, 303);
    }
    const problem = {
      code: 'unauthorized' as const,
      message: 'This token does not open the console.',
      remedy: 'Copy ADMIN_TOKEN from your server’s variables, without quotes.',
      field: 'token',
    };
    const refused = { form: 'sign-in', problem, values: {} };
    return barePage(
      c,
      { title: 'Sign in', status: 401 },
      <SignInPage next={next} refused={refused} flash={null} />,
    );
  })
  .post('/sign-out', (c) => {
    endSession(c);
    return c.redirect('/console/sign-in', 303);
  });

/** Where to go after signing in: a path of ours, whatever was asked for. */
export function ownPath(wanted: string | undefined): string {
  const home = '/console';
  if (wanted === undefined || !wanted.startsWith('/')) return home;
  // Browsers drop tabs and line ends and resolve dots, so what counts is where they would go.
  const url = URL.parse(wanted, 'http://groundswell.invalid');
  if (url?.origin !== 'http://groundswell.invalid' || url.pathname.startsWith('//')) return home;
  return `${url.pathname}${url.search}`;
}
