import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import type { AppEnv } from '#server/app-env.ts';
import { problemResponse } from '#server/errors.ts';
import { actorFor } from '#server/principal.ts';
import { answers, jsonBody } from './answers.ts';
import { archiveInput, catalogueItem, catalogueItemInput } from './catalogue-schemas.ts';
import { invalid } from './invalid.ts';

const named = z.object({ id: z.string() });

/** What rewards can be. */
export const catalogueRoutes = new OpenAPIHono<AppEnv>({ defaultHook: invalid })
  .openapi(
    createRoute({
      method: 'get',
      path: '/',
      summary: 'Everything a reward can be, archived items last',
      responses: answers(z.object({ items: z.array(catalogueItem) }), 'The items'),
    }),
    async (c) => c.json({ items: await catalogueOf(c).list() }, 200),
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/{id}',
      summary: 'One item of the catalogue',
      request: { params: named },
      responses: answers(catalogueItem, 'The item'),
    }),
    async (c) => {
      const item = await catalogueOf(c).get(c.req.valid('param').id);
      return item.ok ? c.json(item.value, 200) : problemResponse(item.problem);
    },
  )
  .openapi(
    createRoute({
      method: 'put',
      path: '/{id}',
      summary: 'Keep an item, new or changed, for rewards proposed from now on',
      request: { params: named, body: jsonBody(catalogueItemInput) },
      responses: answers(catalogueItem, 'The item as it is kept'),
    }),
    async (c) => {
      const { by, ...claimed } = c.req.valid('json');
      const who = actorFor(c.var.principal, by);
      const item = await catalogueOf(c).put(c.req.valid('param').id, claimed, who);
      return item.ok ? c.json(item.value, 200) : problemResponse(item.problem);
    },
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/{id}/archive',
      summary: 'Take an item out of what can be proposed, or put it back',
      request: { params: named, body: jsonBody(archiveInput) },
      responses: answers(catalogueItem, 'The item as it is kept'),
    }),
    async (c) => {
      const { archived, by } = c.req.valid('json');
      const who = actorFor(c.var.principal, by);
      const item = await catalogueOf(c).archive(c.req.valid('param').id, archived, who);
      return item.ok ? c.json(item.value, 200) : problemResponse(item.problem);
    },
  );

function catalogueOf(c: { var: AppEnv['Variables'] }) {
  return c.var.services.workspace(c.var.workspaceId).catalogue;
}
