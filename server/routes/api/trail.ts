import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import type { AppEnv } from '#server/app-env.ts';
import { problemResponse } from '#server/errors.ts';
import { verifyTrail } from '#server/verify-trail.ts';
import { answers } from './answers.ts';
import { invalid } from './invalid.ts';
import { time } from './schemas.ts';

const entry = z
  .object({
    id: z.string(),
    at: time,
    actor: z.string(),
    action: z.string(),
    subject: z.string(),
    detail: z.string(),
  })
  .openapi('AuditEntry');

const verification = z
  .object({
    checked: z.int(),
    erased: z.int().openapi({ description: 'Of them those whose words were erased since' }),
    unchained: z.int().openapi({ description: 'Entries from before there was a chain' }),
    broken: z.string().nullable().openapi({ description: 'The first entry that is not what was written' }),
    head: z
      .string()
      .openapi({ description: 'Hash of the last entry: keep it to prove later that none was changed' }),
  })
  .openapi('AuditVerification');

/** Who did what. */
export const trailRoutes = new OpenAPIHono<AppEnv>({ defaultHook: invalid })
  .openapi(
    createRoute({
      method: 'get',
      path: '/',
      summary: 'The audit trail, newest first',
      request: {
        query: z.object({
          limit: z.coerce.number().int().min(1).max(200).default(50),
          cursor: z.string().optional(),
          about: z.string().optional().openapi({ description: 'Of one subject, such as reward:R0001' }),
        }),
      },
      responses: answers(
        z.object({ items: z.array(entry), next: z.string().nullable() }),
        'One page of entries',
      ),
    }),
    async (c) => {
      const { limit, cursor, about } = c.req.valid('query');
      const page = await trailOf(c).list(limit, cursor ?? null, { about: about ?? null });
      return page.ok ? c.json(page.value, 200) : problemResponse(page.problem);
    },
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/verify',
      summary: 'Check that every entry is what was written and follows the one before',
      responses: answers(verification, 'What was found'),
    }),
    async (c) => c.json(await verifyTrail(trailOf(c)), 200),
  );

function trailOf(c: { var: AppEnv['Variables'] }) {
  return c.var.services.workspace(c.var.workspaceId).trail;
}
