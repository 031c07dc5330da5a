import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import type { AppEnv } from '#server/app-env.ts';
import { issueCardKeys } from '#server/card-keys.ts';
import { problemResponse } from '#server/errors.ts';
import { answers } from './answers.ts';
import { invalid } from './invalid.ts';

const keys = z
  .object({ token: z.string(), secret: z.string() })
  .openapi('CardKeys', { description: 'Shown this once; the keys before them stopped working' });

/** The keys a Salesforce organisation signs its card's requests with. */
export const cardKeyRoutes = new OpenAPIHono<AppEnv>({ defaultHook: invalid }).openapi(
  createRoute({
    method: 'post',
    path: '/{id}/card-keys',
    summary: 'New keys for the card in Salesforce; the old ones stop working',
    request: { params: z.object({ id: z.string() }) },
    responses: { 201: answers(keys, 'The keys')[200], default: answers(keys, '').default },
  }),
  async (c) => {
    const { services, workspaceId } = c.var;
    const issued = await issueCardKeys(services, workspaceId, c.req.valid('param').id, c.var.principal.actor);
    if (!issued.ok) return problemResponse(issued.problem);
    c.header('cache-control', 'no-store');
    return c.json(issued.value, 201);
  },
);
