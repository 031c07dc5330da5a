import { OpenAPIHono } from '@hono/zod-openapi';
import type { MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { HTTPException } from 'hono/http-exception';
import type { AppEnv } from '#server/app-env.ts';
import { DEFAULT_WORKSPACE } from '#server/directory/directory.ts';
import { drain } from '#server/drain.ts';
import { problemResponse } from '#server/errors.ts';
import { callerOf } from '#server/principal.ts';
import { askedOf, isAllowed, notAllowed } from '#server/routes/permissions.ts';
import { bearerOf } from '#server/session.ts';
import { accountRoutes } from './accounts.ts';
import { backTestRoutes } from './back-tests.ts';
import { budgetRoutes } from './budgets.ts';
import { cardKeyRoutes } from './card-keys.ts';
import { catalogueRoutes } from './catalogue.ts';
import { connectionRoutes } from './connections.ts';
import { erasureRoutes, identityRoutes, personIdentityRoutes } from './identity.ts';
import { fraudRoutes, rewardHoldRoutes } from './fraud.ts';
import { fulfilmentRoutes, rewardFulfilmentRoutes } from './fulfilment.ts';
import { companyHoldRoutes, domainListRoutes, holdRoutes, personHoldRoutes } from './gates.ts';
import { importRoutes } from './imports.ts';
import { invalid } from './invalid.ts';
import { jobChangeRoutes } from './job-changes.ts';
import { ledgerRoutes } from './ledger.ts';
import { memberRoutes } from './members.ts';
import { modelRoutes } from './models.ts';
import { peopleRoutes } from './people.ts';
import { delegationRoutes, policyRoutes } from './policies.ts';
import { personPointsRoutes, pointsRoutes } from './points.ts';
import { rewardRuleRoutes } from './reward-rules.ts';
import { rewardRoutes } from './rewards.ts';
import { salesforceRoutes } from './salesforce.ts';
import { signalRoutes } from './signals.ts';
import { soundJson } from './sound-json.ts';
import { taxRegisterRoutes } from './tax-register.ts';
import { taxRoutes } from './tax.ts';
import { trailRoutes } from './trail.ts';
import { writeBackRoutes } from './write-back.ts';

/** The HTTP API, and the description of itself at /api/openapi.json. */
export const api = new OpenAPIHono<AppEnv>({ defaultHook: invalid });

api.use('/v1/*', async (c, next) => {
  const bearer = bearerOf(c.req.header('authorization'));
  const asked = askedOf(c);
  const caller = bearer === null ? null : await callerOf(c.var.services, DEFAULT_WORKSPACE, bearer, asked);
  if (caller === null) {
    const refused = problemResponse({
      code: 'unauthorized',
      message: 'The request carries no valid bearer token.',
      remedy: 'Send Authorization: Bearer with an API key or the admin token.',
    });
    refused.headers.set('www-authenticate', 'Bearer');
    return refused;
  }
  if (!isAllowed(caller, asked)) return problemResponse(notAllowed(caller, asked));
  c.set('workspaceId', DEFAULT_WORKSPACE);
  c.set('principal', caller);
  return next();
});

/** Refuses a body of more than so many megabytes, before all of it has arrived. */
function limited(megabytes: number): MiddlewareHandler {
  return bodyLimit({
    maxSize: megabytes * 1_000_000,
    onError: async (c) => {
      await drain(c.req.raw);
      return problemResponse({
        code: 'too_large',
        message: `The body is larger than ${megabytes} MB.`,
        remedy: 'Send less at a time.',
      });
    },
  });
}

const small = limited(1);
// A thousand signals with all they may hold fit; files of signals have a limit of their own.
const batch = limited(4);
api.use('/v1/*', (c, next) => {
  if (c.req.path.endsWith('/v1/imports')) return next();
  return c.req.path.endsWith('/v1/signals/batch') ? batch(c, next) : small(c, next);
});
// Files take no JSON, and have another limit.
api.use('/v1/*', (c, next) => (c.req.path.endsWith('/v1/imports') ? next() : soundJson(c, next)));

api.route('/v1/people', peopleRoutes);
api.route('/v1/people', personIdentityRoutes);
api.route('/v1/people', personHoldRoutes);
api.route('/v1/companies', companyHoldRoutes);
api.route('/v1/accounts', accountRoutes);
api.route('/v1/holds', holdRoutes);
api.route('/v1/domain-lists', domainListRoutes);
api.route('/v1/identity', identityRoutes);
api.route('/v1/erasures', erasureRoutes);
api.route('/v1/signals', signalRoutes);
api.route('/v1/imports', importRoutes);
api.route('/v1/connections', connectionRoutes);
api.route('/v1/connections', cardKeyRoutes);
api.route('/v1/connections', writeBackRoutes);
api.route('/v1/connections', salesforceRoutes);
api.route('/v1/members', memberRoutes);
api.route('/v1/models', backTestRoutes);
api.route('/v1/models', modelRoutes);
api.route('/v1/rewards', rewardRoutes);
api.route('/v1/rewards', rewardFulfilmentRoutes);
api.route('/v1/fulfilment', fulfilmentRoutes);
api.route('/v1/rewards', rewardHoldRoutes);
api.route('/v1/fraud', fraudRoutes);
api.route('/v1/reward-rules', rewardRuleRoutes);
api.route('/v1/catalogue', catalogueRoutes);
api.route('/v1/tax', taxRegisterRoutes);
api.route('/v1/job-changes', jobChangeRoutes);
api.route('/v1/points', pointsRoutes);
api.route('/v1/people', personPointsRoutes);
api.route('/v1/ledger', ledgerRoutes);
api.route('/v1/budgets', budgetRoutes);
api.route('/v1/tax', taxRoutes);
api.route('/v1/policies', policyRoutes);
api.route('/v1/delegations', delegationRoutes);
api.route('/v1/audit', trailRoutes);

api.openAPIRegistry.registerComponent('securitySchemes', 'bearer', { type: 'http', scheme: 'bearer' });
api.doc31('/openapi.json', {
  openapi: '3.1.0',
  info: {
    title: 'Groundswell',
    version: '1',
    description: 'Customer advocacy: people and why they score, signals in, rewards and their ledger.',
  },
  servers: [{ url: '/api' }],
  security: [{ bearer: [] }],
});

api.onError((error) => {
  if (error instanceof HTTPException && (error.status === 400 || error.status === 415)) {
    return problemResponse({
      code: 'not_json',
      message: 'The body is not JSON.',
      remedy: 'Send JSON with content-type application/json.',
    });
  }
  throw error;
});
