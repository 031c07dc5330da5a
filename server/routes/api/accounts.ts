import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import type { AppEnv } from '#server/app-env.ts';
import { movedResponse, problemResponse } from '#server/errors.ts';
import { account, accountSummary } from './account-schemas.ts';
import { answers } from './answers.ts';
import { invalid } from './invalid.ts';
import { listQuery } from './schemas.ts';

/** Companies, and how their people score them. */
export const accountRoutes = new OpenAPIHono<AppEnv>({ defaultHook: invalid })
  .openapi(
    createRoute({
      method: 'get',
      path: '/',
      summary: 'Accounts, sorted and filtered',
      request: {
        query: listQuery.extend({
          q: z.string().max(200).optional().openapi({ description: 'Part of a name or domain' }),
          sort: z
            .string()
            .max(40)
            .default('-propensity')
            .openapi({ description: 'propensity, people, risk or name; a leading - reverses' }),
        }),
      },
      responses: answers(
        z.object({ items: z.array(accountSummary), next: z.string().nullable() }),
        'One page of accounts',
      ),
    }),
    async (c) => {
      const { q = null, sort, limit, cursor = null } = c.req.valid('query');
      const page = await workspaceOf(c).accounts.list({ q, sort, limit, cursor });
      return page.ok ? c.json(page.value, 200) : problemResponse(page.problem);
    },
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/{id}',
      summary: 'One account with its people and deals',
      request: {
        params: z.object({
          id: z.string().openapi({ description: 'connection:id of any of its companies' }),
        }),
      },
      responses: answers(account, 'The account'),
    }),
    async (c) => {
      const asked = c.req.valid('param').id;
      const found = await workspaceOf(c).accounts.get(asked);
      if (!found.ok) return problemResponse(found.problem);
      if (found.value.id === asked) return c.json(found.value, 200);
      return movedResponse(`./${encodeURIComponent(found.value.id)}`);
    },
  );

function workspaceOf(c: { var: AppEnv['Variables'] }) {
  return c.var.services.workspace(c.var.workspaceId);
}
