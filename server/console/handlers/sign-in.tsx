import { Hono, type Context } from 'hono';
import type { Problem } from '#core/problem.ts';
import type { AppEnv } from '#server/app-env.ts';
import { takeFlash } from '#server/console/flash.ts';
import { ownPath } from '#server/console/own-path.ts';
import { barePage } from '#server/console/page.tsx';
import { SignInPage } from '#server/console/pages/sign-in.tsx';
import type { Refused } from '#server/console/parts/field.tsx';
import { DEFAULT_WORKSPACE } from '#server/directory/directory.ts';
import { statusOf } from '#server/errors.ts';
import { endSession, holdsToken, startSession, TOKEN_HOLDER } from '#server/session.ts';
import { readForm } from './form.ts';

/** In and out of the console. */
export const signIn = new Hono<AppEnv>()
  .get('/sign-in', (c) => show(c, ownPath(c.req.query('next')), null))
  .post('/sign-in', async (c) => {
    const form = await readForm(c);
    const next = ownPath(form['next'] ?? c.req.query('next'));
    const { config, workspace } = c.var.services;
    if (!(await holdsToken(form['token']?.trim() ?? '', config.ADMIN_TOKEN)))
      return show(c, next, { form: 'sign-in', problem: wrongToken, values: {} });
    if (!(await workspace(DEFAULT_WORKSPACE).members.bootstrapping()))
      return show(c, next, { form: 'sign-in', problem: ownersOnly, values: {} });
    await startSession(c, DEFAULT_WORKSPACE, TOKEN_HOLDER);
    return c.redirect(next, 303);
  })
  .post('/sign-out', async (c) => {
    await endSession(c);
    return c.redirect('/console/sign-in', 303);
  });

async function show(c: Context<AppEnv>, next: string, refused: Refused | null): Promise<Response> {
  const { members, connections } = c.var.services.workspace(DEFAULT_WORKSPACE);
  const [takesToken, accounts] = await Promise.all([members.bootstrapping(), connections.list()]);
  const props = {
    next,
    refused,
    takesToken,
    hasSlack: accounts.some(({ vendor }) => vendor === 'slack'),
    flash: refused === null ? await takeFlash(c) : null,
  };
  const status = refused === null ? 200 : statusOf(refused.problem.code);
  return barePage(c, { title: 'Sign in', status }, <SignInPage {...props} />);
}

const wrongToken: Problem = {
  code: 'unauthorized',
  message: 'This token does not open the console.',
  remedy: 'Copy ADMIN_TOKEN from your server’s variables, without quotes.',
  field: 'token',
};

const ownersOnly: Problem = {
  code: 'forbidden',
  message: 'The admin token no longer opens the console: an owner has signed in with Slack.',
  remedy: 'Sign in with Slack. Who is no member yet is let in by an owner or an admin.',
};
