import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { TIERS } from '#core/score/tier.ts';
import type { AppEnv } from '#server/app-env.ts';
import { problemResponse } from '#server/errors.ts';
import { answers } from './answers.ts';
import { invalid } from './invalid.ts';
import { listQuery, person, score, timelineEntry } from './schemas.ts';

const id = z.object({ id: z.string() });

/** People, how they score and why. */
export const peopleRoutes = new OpenAPIHono<AppEnv>({ defaultHook: invalid })
  .openapi(
    createRoute({
      method: 'get',
      path: '/',
      summary: 'People, sorted and filtered',
      request: {
        query: listQuery.extend({
          q: z.string().max(200).optional().openapi({ description: 'Part of a name, e-mail or company' }),
          tier: z.enum(TIERS).optional(),
          sort: z
            .string()
            .max(40)
            .default('-propensity')
            .openapi({ description: 'propensity, name, company or lastActAt; a leading - reverses' }),
        }),
      },
      responses: answers(
        z.object({ items: z.array(person), next: z.string().nullable() }),
        'One page of people',
      ),
    }),
    async (c) => {
      const { q, tier, sort, limit, cursor } = c.req.valid('query');
      const page = await workspaceOf(c).people.list({
        q: q ?? null,
        tier: tier ?? null,
        sort,
        limit,
        cursor: cursor ?? null,
      });
      return page.ok ? c.json(page.value, 200) : problemResponse(page.problem);
    },
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/{id}',
      summary: 'One person',
      request: { params: id },
      responses: answers(person, 'The person'),
    }),
    async (c) => {
      const found = await workspaceOf(c).people.get(c.req.valid('param').id);
      return found.ok ? c.json(found.value, 200) : problemResponse(found.problem);
    },
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/{id}/score',
      summary: 'The score opened into its reasons',
      request: { params: id },
      responses: answers(score, 'Lines that add up to the propensity'),
    }),
    async (c) => {
      const found = await workspaceOf(c).people.score(c.req.valid('param').id);
      return found.ok ? c.json(found.value, 200) : problemResponse(found.problem);
    },
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/{id}/timeline',
      summary: 'Everything that happened with a person, newest first',
      request: { params: id, query: listQuery.pick({ limit: true }) },
      responses: answers(z.object({ items: z.array(timelineEntry), next: z.null() }), 'The timeline'),
    }),
    async (c) => {
      const found = await workspaceOf(c).people.timeline(c.req.valid('param').id, c.req.valid('query').limit);
      return found.ok ? c.json({ items: found.value, next: null }, 200) : problemResponse(found.problem);
    },
  );

function workspaceOf(c: { var: AppEnv['Variables'] }) {
  return c.var.services.workspace(c.var.workspaceId);
}
