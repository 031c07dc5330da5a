import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { HTTPException } from 'hono/http-exception';
import type { AppEnv } from '#server/app-env.ts';
import { askedOf, isAllowed, notAllowed } from '#server/routes/permissions.ts';
import { sessionOf } from '#server/session.ts';
import { serveAsset } from './assets/assets.ts';
import { accounts } from './handlers/accounts.tsx';
import { advocates } from './handlers/advocates.tsx';
import { audit } from './handlers/audit.tsx';
import { budgets } from './handlers/budgets.tsx';
import { catalogue } from './handlers/catalogue.tsx';
import { connections } from './handlers/connections.tsx';
import { deliveries } from './handlers/deliveries.tsx';
import { broken, forbidden, missing, problemPage, tooLarge } from './handlers/failures.tsx';
import { fraud } from './handlers/fraud.tsx';
import { fulfilment } from './handlers/fulfilment.tsx';
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
import { policy } from './handlers/policy.tsx';
import { policyEditor } from './handlers/policy-editor.tsx';
import { rules } from './handlers/rules.tsx';
import { tax } from './handlers/tax.tsx';
import { taxLimits } from './handlers/tax-limits.tsx';
import { points } from './handlers/points.tsx';
import { pointsSheet } from './handlers/points-sheet.tsx';
import { reward } from './handlers/reward.tsx';
import { rewards } from './handlers/rewards.tsx';
import { salesforce } from './handlers/salesforce.tsx';
import { keys } from './handlers/keys.tsx';
import { members } from './handlers/members.tsx';
import { signIn } from './handlers/sign-in.tsx';
import { writeBack } from './handlers/write-back.tsx';
import { headers, sameOrigin } from './security.ts';

/** The console: pages for the people who run the programme. */
export const consoleRoutes = new Hono<AppEnv>();

consoleRoutes.use(headers);
const limit = bodyLimit({ maxSize: 100_000, onError: tooLarge });
// What takes files has a limit of its own.
const FILES = new Set(['/console/imports', '/console/fulfilment/reconciliation']);
consoleRoutes.use((c, next) => (FILES.has(c.req.path) ? next() : limit(c, next)));
consoleRoutes.get('/assets/:name', serveAsset);
consoleRoutes.use('/sign-out', sameOrigin);
consoleRoutes.route('/', signIn);

consoleRoutes.use(async (c, next) => {
  const session = await sessionOf(c);
  if (session === null) {
    const wanted = c.req.method === 'GET' ? `?next=${encodeURIComponent(pathOf(c.req.url))}` : '';
    return c.redirect(`/console/sign-in${wanted}`, 303);
  }
  c.set('workspaceId', session.workspaceId);
  c.set('principal', session.principal);
  const asked = askedOf(c);
  if (isAllowed(session.principal, asked)) return next();
  return problemPage(c, 'Not for your role', notAllowed(session.principal, asked));
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
consoleRoutes.route('/rewards', reward);
consoleRoutes.route('/budgets', budgets);
consoleRoutes.route('/fraud', fraud);
consoleRoutes.route('/fulfilment', fulfilment);
consoleRoutes.route('/ledger', ledger);
consoleRoutes.route('/tax', tax);
consoleRoutes.route('/tax', taxLimits);
consoleRoutes.route('/catalogue', catalogue);
consoleRoutes.route('/rules', rules);
consoleRoutes.route('/policy', policy);
consoleRoutes.route('/policy', policyEditor);
consoleRoutes.route('/points', points);
consoleRoutes.route('/points', pointsSheet);
consoleRoutes.route('/models', models);
consoleRoutes.route('/models', modelEditor);
consoleRoutes.route('/models', modelProof);
consoleRoutes.route('/gates', gates);
consoleRoutes.route('/connections', connections);
consoleRoutes.route('/connections', writeBack);
consoleRoutes.route('/imports', imports);
consoleRoutes.route('/salesforce', salesforce);
consoleRoutes.route('/members', members);
consoleRoutes.route('/keys', keys);
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
