import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { refuse } from '#core/problem.ts';
import type { AppEnv } from '#server/app-env.ts';
import { problemResponse } from '#server/errors.ts';
import { listConnections } from '#server/connections.ts';
import { answers, jsonBody } from './answers.ts';
import { invalid } from './invalid.ts';
import { connection, health, listQuery } from './schemas.ts';

const id = z.object({ id: z.string() });
const unknown = refuse(
  'not_found',
  'There is no such connection.',
  'List connections to find the id.',
).problem;

/** Connected vendor accounts: progress, health, sync now. */
export const connectionRoutes = new OpenAPIHono<AppEnv>({ defaultHook: invalid });

// Many clients announce JSON even where they send nothing.
connectionRoutes.use('/:id/sync', async (c, next) => {
  if (c.req.header('content-length') === '0') {
    c.req.raw = new Request(c.req.raw);
    c.req.raw.headers.delete('content-type');
  }
  return next();
});

connectionRoutes
  .openapi(
    createRoute({
      method: 'get',
      path: '/',
      summary: 'Connected accounts and how far their sync is',
      request: { query: listQuery },
      responses: answers(z.object({ items: z.array(connection), next: z.null() }), 'The connections'),
    }),
    async (c) => c.json({ items: await listConnections(c.var.services, c.var.workspaceId), next: null }, 200),
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/{id}',
      summary: 'One connection',
      request: { params: id },
      responses: answers(connection, 'The connection'),
    }),
    async (c) => {
      const found = await find(c, c.req.valid('param').id);
      return found === undefined ? problemResponse(unknown) : c.json(found, 200);
    },
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/{id}/health',
      summary: 'What does not work, and what to do about it',
      request: { params: id },
      responses: answers(health, 'The health of the connection'),
    }),
    async (c) => {
      const found = await find(c, c.req.valid('param').id);
      if (found === undefined) return problemResponse(unknown);
      return c.json({ ...found, ...(await c.var.services.connection(found.id).sync.health()) }, 200);
    },
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/{id}/sync',
      summary: 'Look for changes now, or read everything again',
      request: {
        params: id,
        body: { ...jsonBody(z.object({ full: z.boolean().optional() })), required: false },
      },
      responses: answers(connection, 'The sync has begun'),
    }),
    async (c) => {
      const found = await find(c, c.req.valid('param').id);
      if (found === undefined) return problemResponse(unknown);
      const { full } = c.req.valid('json');
      return c.json(
        { ...found, ...(await c.var.services.connection(found.id).sync.start(full === true)) },
        200,
      );
    },
  );

async function find(c: { var: AppEnv['Variables'] }, wanted: string) {
  const all = await listConnections(c.var.services, c.var.workspaceId);
  return all.find((each) => each.id === wanted);
}
