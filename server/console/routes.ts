import { Hono } from 'hono';
import type { AppEnv } from '#server/app-env.ts';
import { DEFAULT_WORKSPACE } from '#server/directory/directory.ts';
import { holdsToken, startSession } from '#server/session.ts';

export const consoleRoutes = new Hono<AppEnv>()
  .post('/sign-in', async (c) => {
    const { token } = await c.req.parseBody();
    if (!(await holdsToken(String(token), c.var.services.config.ADMIN_TOKEN)))
      return c.text('wrong token', 401);
    await startSession(c, DEFAULT_WORKSPACE);
    return c.redirect('/console');
  })
  .get('/*', (c) => c.text('console'));
