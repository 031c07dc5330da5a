import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { HTTPException } from 'hono/http-exception';
import type { AppEnv } from '#server/app-env.ts';
import { sessionWorkspace } from '#server/session.ts';
import { serveAsset } from './assets/assets.ts';
import { advocates } from './handlers/advocates.tsx';
import { audit } from './handlers/audit.tsx';
import { connections } from './handlers/connections.tsx';
import { deliveries } from './handlers/deliveries.tsx';
import { broken, forbidden, missing, tooLarge } from './handlers/failures.tsx';
import { ledger } from './handlers/ledger.tsx';
import { identity, matches } from './handlers/identity.tsx';
import { erasures } from './handlers/erasures.tsx';
import { overview } from './handlers/overview.tsx';
import { person } from './handlers/person.tsx';
import { rewards } from './handlers/rewards.tsx';
import { salesforce } from './handlers/salesforce.tsx';
import { signIn } from './handlers/sign-in.tsx';
import { writeBack } from './handlers/write-back.tsx';
import { headers, sameOrigin } from './security.ts';

/** The console: pages for the people who run the programme. */
export const consoleRoutes = new Hono<AppEnv>();

consoleRoutes.use(headers);
consoleRoutes.use(bodyLimit({ maxSize: 100_000, onError: tooLarge }));
consoleRoutes.get('/assets/:name', serveAsset);
consoleRoutes.use('/sign-out', sameOrigin);
consoleRoutes.route('/', signIn);

consoleRoutes.use(async (c, next) => {
  const workspaceId = await sessionWorkspace(c);
  if (workspaceId === null) {
    const wanted = c.req.method === 'GET' ? `?next=${encodeURIComponent(pathOf(c.req.url))}` : '';
    return c.redirect(`/console/sign-in${wanted}`, 303);
  }
  c.set('workspaceId', workspaceId);
  return next();
});
consoleRoutes.use(sameOrigin);

consoleRoutes.route('/', overview);
consoleRoutes.route('/advocates', advocates);
consoleRoutes.route('/advocates', person);
consoleRoutes.route('/advocates', identity);
consoleRoutes.route('/matches', matches);
consoleRoutes.route('/rewards', rewards);
consoleRoutes.route('/ledger', ledger);
consoleRoutes.route('/connections', connections);
consoleRoutes.route('/connections', writeBack);
consoleRoutes.route('/salesforce', salesforce);
consoleRoutes.route('/deliveries', deliveries);
consoleRoutes.route('/audit/erasures', erasures);
consoleRoutes.route('/audit', audit);
consoleRoutes.all('*', missing);

consoleRoutes.onError((error, c) => {
  if (error instanceof HTTPException && error.status === 403) return forbidden(c);
  console.error(error);
  return broken(c);
});

function pathOf(url: string): string {
  const { pathname, search } = new URL(url);
  return `${pathname}${search}`;
}
