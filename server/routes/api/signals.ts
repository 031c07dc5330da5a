import { createRoute, OpenAPIHono } from '@hono/zod-openapi';
import type { AppEnv } from '#server/app-env.ts';
import { problemResponse } from '#server/errors.ts';
import { answers, jsonBody } from './answers.ts';
import { invalid } from './invalid.ts';
import { signal, signalInput } from './schemas.ts';

/** Signals reported from outside the CRMs. */
export const signalRoutes = new OpenAPIHono<AppEnv>({ defaultHook: invalid }).openapi(
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
);
