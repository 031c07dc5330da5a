import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import type { AppEnv } from '#server/app-env.ts';
import { problemResponse } from '#server/errors.ts';
import { salesforceSetup, setApiShare } from '#server/salesforce-orgs.ts';
import { answers } from './answers.ts';
import { invalid } from './invalid.ts';

const params = z.object({ id: z.string() });
const setup = z
  .object({
    id: z.string(),
    name: z.string(),
    usage: z.object({ used: z.number(), limit: z.number() }).nullable(),
    share: z.number(),
    webhookUrl: z.string(),
  })
  .openapi('SalesforceSetup');

const shareInput = z.object({
  share: z.number().openapi({ description: 'From 0.01 to 1: 0.7 is 70 % of the org’s daily calls' }),
});

/** What an org needs besides its connection. */
export const salesforceRoutes = new OpenAPIHono<AppEnv>({ defaultHook: invalid })
  .openapi(
    createRoute({
      method: 'get',
      path: '/{id}/salesforce',
      summary: 'Calls used, the share we may use, and the secret address for outbound messages',
      request: { params },
      responses: answers(setup, 'The setup'),
    }),
    async (c) => {
      const { services, workspaceId } = c.var;
      const found = await salesforceSetup(services, workspaceId, c.req.valid('param').id);
      c.header('cache-control', 'no-store');
      return found.ok ? c.json(found.value, 200) : problemResponse(found.problem);
    },
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/{id}/api-share',
      summary: 'Set the share of the org’s daily calls above which we stop',
      request: {
        params,
        body: {
          content: { 'application/json': { schema: shareInput } },
          required: true,
        },
      },
      responses: answers(setup, 'The setup'),
    }),
    async (c) => {
      const { services, workspaceId } = c.var;
      const { share } = c.req.valid('json');
      const by = c.var.principal.actor;
      const set = await setApiShare(services, workspaceId, { id: c.req.valid('param').id, share, by });
      return set.ok ? c.json(set.value, 200) : problemResponse(set.problem);
    },
  );
