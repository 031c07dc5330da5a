import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import type { AppEnv } from '#server/app-env.ts';
import { problemResponse } from '#server/errors.ts';
import { answers, jsonBody } from './answers.ts';
import { invalid, invalidProblem } from './invalid.ts';
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
      const { services, workspaceId, principal } = c.var;
      const recorded = await services
        .workspace(workspaceId)
        .signals.record(c.req.valid('json'), principal.actor);
      if (!recorded.ok) return problemResponse(recorded.problem);
      return recorded.value.created ? c.json(recorded.value, 201) : c.json(recorded.value, 200);
    },
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/batch',
      summary: 'Record up to 1,000 signals; a refused one does not hold back the others',
      request: {
        body: jsonBody(
          z.object({
            items: z
              .array(z.unknown().openapi({ description: 'A SignalInput' }))
              .min(1)
              .max(1_000),
          }),
        ),
      },
      responses: answers(z.object({ items: z.array(signalResult) }), 'A result for each, in the order given'),
    }),
    async (c) => {
      const { services, workspaceId, principal } = c.var;
      const read = c.req.valid('json').items.map((item) => ({ item, parsed: signalInput.safeParse(item) }));
      const reports = read.flatMap(({ parsed }) => (parsed.success ? [parsed.data] : []));
      const recorded = await services.workspace(workspaceId).signals.recordAll(reports, principal.actor);
      const results = read.map(({ item, parsed }) => ({
        key: keyOf(item),
        result: parsed.success
          ? recorded.shift()!
          : { ok: false as const, problem: invalidProblem(parsed.error) },
      }));
      const items = results.map(({ key, result }) =>
        result.ok
          ? { key, created: result.value.created, problem: null }
          : { key, created: false, problem: result.problem },
      );
      return c.json({ items }, 200);
    },
  );

function keyOf(item: unknown): string | null {
  return typeof item === 'object' && item !== null && 'key' in item && typeof item.key === 'string'
    ? item.key
    : null;
}
