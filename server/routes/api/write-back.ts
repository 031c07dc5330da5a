import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import type { AppEnv } from '#server/app-env.ts';
import { problemResponse } from '#server/errors.ts';
import { writeBackChanges } from '#server/write-back.ts';
import { answers, jsonBody } from './answers.ts';
import { invalid } from './invalid.ts';
import { flagChange, writeBack } from './connection-schemas.ts';
import { listQuery } from './schemas.ts';

const id = z.object({ id: z.string() });

/** What would be written to a CRM, and the switch that lets it. */
export const writeBackRoutes = new OpenAPIHono<AppEnv>({ defaultHook: invalid })
  .openapi(
    createRoute({
      method: 'get',
      path: '/{id}/write-back',
      summary: 'What would be written to the CRM now, compared with what its records carry',
      request: { params: id, query: listQuery },
      responses: answers(
        writeBack.extend({ items: z.array(flagChange), next: z.string().nullable() }),
        'One page of changes; a page may hold fewer than its limit, or none, while there is a next',
      ),
    }),
    async (c) => {
      const { services, workspaceId } = c.var;
      const { id: connection } = c.req.valid('param');
      const { limit, cursor = null } = c.req.valid('query');
      const standing = await services.workspace(workspaceId).writeBack.standing(connection);
      if (!standing.ok) return problemResponse(standing.problem);
      const page = await writeBackChanges(services, workspaceId, connection, { limit, cursor });
      return page.ok ? c.json({ ...standing.value, ...page.value }, 200) : problemResponse(page.problem);
    },
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/{id}/write-back',
      summary: 'Let flags be written to the CRM, or hold them again',
      request: { params: id, body: jsonBody(z.object({ on: z.boolean() })) },
      responses: answers(writeBack, 'The state of write-back from now on'),
    }),
    async (c) => {
      const { services, workspaceId } = c.var;
      const { id: connection } = c.req.valid('param');
      const { writeBack: switcher } = services.workspace(workspaceId);
      const switched = await switcher.switch(connection, c.req.valid('json').on, c.var.principal.actor);
      return switched.ok ? c.json(switched.value, 200) : problemResponse(switched.problem);
    },
  );
