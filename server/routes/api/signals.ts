import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import type { AppEnv } from '#server/app-env.ts';
import { problemResponse } from '#server/errors.ts';
import { answers, jsonBody } from './answers.ts';
import { invalid } from './invalid.ts';
import { signal, signalInput, signalResult } from './schemas.ts';

/** Signals reported from outside the CRMs. */
export const signalRoutes = new OpenAPIHono<AppEnv>({ defaultHook: invalid })
  .openapi(
    createRoute({
      method: 'post',
      path: '/',
      summary: 'Record a signal; the same key again changes nothing',
      request: { body: jsonBody(signalInput) },
      responses: { ...answers(signal, 'Known already'), 201: answers(signal, 'Recorded')[200] },
    }),
    async (c) => {
      const { services, workspaceId } = c.var;
      const recorded = await services.workspace(workspaceId).signals.record(c.req.valid('json'));
      if (!recorded.ok) return problemResponse(recorded.problem);
      return recorded.value.created ? c.json(recorded.value, 201) : c.json(recorded.value, 200);
    },
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/batch',
      summary: 'Record up to 1,000 signals; a refused one does not hold back the others',
      request: { body: jsonBody(z.object({ items: z.array(signalInput).max(1_000) })) },
      responses: answers(z.object({ items: z.array(signalResult) }), 'A result for each, in the order given'),
    }),
    async (c) => {
      const { services, workspaceId } = c.var;
      const results = await services.workspace(workspaceId).signals.recordAll(c.req.valid('json').items);
      const items = results.map((result) =>
        result.ok
          ? { key: result.value.key, created: result.value.created, problem: null }
          : { key: null, created: false, problem: result.problem },
      );
      return c.json({ items }, 200);
    },
  );
