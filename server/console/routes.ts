import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { HTTPException } from 'hono/http-exception';
import type { AppEnv } from '#server/app-env.ts';
import { sessionWorkspace } from '#server/session.ts';
import { serveAsset } from './assets/assets.ts';
import { accounts } from './handlers/accounts.tsx';
import { advocates } from './handlers/advocates.tsx';
import { audit } from './handlers/audit.tsx';
import { connections } from './handlers/connections.tsx';
import { deliveries } from './handlers/deliveries.tsx';
import { broken, forbidden, missing, tooLarge } from './handlers/failures.tsx';
import { gates } from './handlers/gates.tsx';
import { ledger } from './handlers/ledger.tsx';
import { imports } from './handlers/imports.tsx';
import { identity, matches } from './handlers/identity.tsx';
import { erasures } from './handlers/erasures.tsx';
import { modelEditor } from './handlers/model-editor.tsx';
import { modelProof } from './handlers/model-proof.tsx';
import { models } from './handlers/models.tsx';
import { moves } from './handlers/moves.tsx';
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
const limit = bodyLimit({ maxSize: 100_000, onError: tooLarge });
// Files of signals have a limit of their own.
consoleRoutes.use((c, next) => (c.req.path === '/console/imports' ? next() : limit(c, next)));
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
consoleRoutes.route('/accounts', accounts);
consoleRoutes.route('/matches', matches);
consoleRoutes.route('/moves', moves);
consoleRoutes.route('/rewards', rewards);
consoleRoutes.route('/ledger', ledger);
consoleRoutes.route('/models', models);
consoleRoutes.route('/models', modelEditor);
consoleRoutes.route('/models', modelProof);
consoleRoutes.route('/gates', gates);
consoleRoutes.route('/connections', connections);
consoleRoutes.route('/connections', writeBack);
consoleRoutes.route('/imports', imports);
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
