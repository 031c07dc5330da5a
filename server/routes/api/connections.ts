import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { refuse } from '#core/problem.ts';
import type { AppEnv } from '#server/app-env.ts';
import { problemResponse } from '#server/errors.ts';
import { listConnections } from '#server/connections.ts';
import { disconnect } from '#server/disconnect.ts';
import { answers } from './answers.ts';
import { invalid } from './invalid.ts';
import { connection, disconnected, health } from './connection-schemas.ts';
import { listQuery } from './schemas.ts';

const id = z.object({ id: z.string() });
const unknown = refuse(
  'not_found',
  'There is no such connection.',
  'List connections to find the id.',
).problem;

/** Connected vendor accounts: progress, health, sync now. */
export const connectionRoutes = new OpenAPIHono<AppEnv>({ defaultHook: invalid })
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
        query: z.object({ full: z.enum(['true', 'false']).optional() }),
      },
      responses: answers(connection, 'The sync has begun'),
    }),
    async (c) => {
      const found = await find(c, c.req.valid('param').id);
      if (found === undefined) return problemResponse(unknown);
      const { full } = c.req.valid('query');
      const begun = await c.var.services.connection(found.id).sync.start(full === 'true');
      return c.json({ ...found, ...begun }, 200);
    },
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/{id}/disconnect',
      summary: 'End the connection; the answer names what of ours is left in the CRM',
      request: { params: id },
      responses: answers(disconnected, 'The account is disconnected'),
    }),
    async (c) => {
      const ended = await disconnect(
        c.var.services,
        c.var.workspaceId,
        c.req.valid('param').id,
        c.var.principal.actor,
      );
      return ended.ok ? c.json(ended.value, 200) : problemResponse(ended.problem);
    },
  );

async function find(c: { var: AppEnv['Variables'] }, wanted: string) {
  const all = await listConnections(c.var.services, c.var.workspaceId);
  return all.find((each) => each.id === wanted);
}
