import { OpenAPIHono } from '@hono/zod-openapi';
import type { MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { HTTPException } from 'hono/http-exception';
import type { AppEnv } from '#server/app-env.ts';
import { DEFAULT_WORKSPACE } from '#server/directory/directory.ts';
import { drain } from '#server/drain.ts';
import { problemResponse } from '#server/errors.ts';
import { bearerOf, holdsToken } from '#server/session.ts';
import { accountRoutes } from './accounts.ts';
import { backTestRoutes } from './back-tests.ts';
import { cardKeyRoutes } from './card-keys.ts';
import { connectionRoutes } from './connections.ts';
import { erasureRoutes, identityRoutes, personIdentityRoutes } from './identity.ts';
import { companyHoldRoutes, domainListRoutes, holdRoutes, personHoldRoutes } from './gates.ts';
import { importRoutes } from './imports.ts';
import { invalid } from './invalid.ts';
import { jobChangeRoutes } from './job-changes.ts';
import { ledgerRoutes } from './ledger.ts';
import { modelRoutes } from './models.ts';
import { peopleRoutes } from './people.ts';
import { rewardRuleRoutes } from './reward-rules.ts';
import { rewardRoutes } from './rewards.ts';
import { salesforceRoutes } from './salesforce.ts';
import { signalRoutes } from './signals.ts';
import { writeBackRoutes } from './write-back.ts';

/** The HTTP API, and the description of itself at /api/openapi.json. */
export const api = new OpenAPIHono<AppEnv>({ defaultHook: invalid });

api.use('/v1/*', async (c, next) => {
  const bearer = bearerOf(c.req.header('authorization'));
  if (bearer === null || !(await holdsToken(bearer, c.var.services.config.ADMIN_TOKEN))) {
    const refused = problemResponse({
      code: 'unauthorized',
      message: 'The request carries no valid bearer token.',
      remedy: 'Send Authorization: Bearer with the admin token.',
    });
    refused.headers.set('www-authenticate', 'Bearer');
    return refused;
  }
  c.set('workspaceId', DEFAULT_WORKSPACE);
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
api.route('/v1/models', backTestRoutes);
api.route('/v1/models', modelRoutes);
api.route('/v1/rewards', rewardRoutes);
api.route('/v1/reward-rules', rewardRuleRoutes);
api.route('/v1/job-changes', jobChangeRoutes);
api.route('/v1/ledger', ledgerRoutes);

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
