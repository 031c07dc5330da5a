import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import type { AppEnv } from '#server/app-env.ts';
import { JOB_CHANGES, JOB_VERDICTS } from '#core/person/job-change.ts';
import { STEPS } from '#core/person/seniority.ts';
import { TIERS } from '#core/score/tier.ts';
import { problemResponse } from '#server/errors.ts';
import { actorFor } from '#server/principal.ts';
import { JOB_CHANGE_LISTS, SAID_VERDICTS } from '#server/workspace/job-changes/job-changes.ts';
import { answers, jsonBody } from './answers.ts';
import { invalid } from './invalid.ts';
import { listQuery, time } from './schemas.ts';

const jobChange = z
  .object({
    id: z.string(),
    personId: z.string(),
    name: z.string(),
    kind: z.enum(JOB_CHANGES),
    at: time,
    fromCompany: z.string().nullable(),
    toCompany: z
      .string()
      .nullable()
      .openapi({ description: 'Null where nobody moved, and while the company has not been read' }),
    connection: z.string().nullable(),
    toCompanyId: z.string().nullable(),
    fromTitle: z.string().nullable(),
    toTitle: z.string().nullable(),
    step: z.enum(STEPS).nullable().openapi({ description: 'Which way the title went' }),
    fromEmail: z.string().nullable().openapi({ description: 'The address that died' }),
    tier: z.enum(TIERS).openapi({ description: 'Where they stood when it was noticed' }),
    toldAt: time.nullable().openapi({ description: 'When Slack was told; null where nobody was' }),
    verdict: z
      .enum(JOB_VERDICTS)
      .nullable()
      .openapi({ description: 'Null while nobody has decided and the CRM has not taken it back' }),
    settledBy: z.string().nullable(),
    settledAt: time.nullable(),
  })
  .openapi('JobChange');

const listOf = listQuery.extend({ which: z.enum(JOB_CHANGE_LISTS).default('open') });

const settlement = z
  .object({
    verdict: z.enum(SAID_VERDICTS).openapi({
      description: '`rejected`: it is none, or they are still an advocate; a flag that ended with it is back',
    }),
    by: z.string().openapi({ description: 'Who decided it, best by e-mail' }),
  })
  .openapi('JobChangeSettlement');

/** People who changed jobs, left one, got another title, or cannot be reached any more. */
export const jobChangeRoutes = new OpenAPIHono<AppEnv>({ defaultHook: invalid })
  .openapi(
    createRoute({
      method: 'get',
      path: '/',
      summary:
        'People who moved, left, changed title, or whose mail comes back; those noticed last at the front',
      request: { query: listOf },
      responses: answers(
        z.object({ items: z.array(jobChange), next: z.string().nullable() }),
        'One page of changes',
      ),
    }),
    async (c) => {
      const { which, limit, cursor = null } = c.req.valid('query');
      const changes = await changesOf(c).list(which, limit, cursor);
      return changes.ok ? c.json(changes.value, 200) : problemResponse(changes.problem);
    },
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/{id}/settle',
      summary: 'Confirm a job change, or say it is none or costs no flag',
      request: { params: z.object({ id: z.string() }), body: jsonBody(settlement) },
      responses: answers(jobChange, 'The change as it stands'),
    }),
    async (c) => {
      const { verdict, by } = c.req.valid('json');
      const who = actorFor(c.var.principal, by);
      const settled = await changesOf(c).settle(c.req.valid('param').id, verdict, who);
      return settled.ok ? c.json(settled.value, 200) : problemResponse(settled.problem);
    },
  );

function changesOf(c: { var: AppEnv['Variables'] }) {
  return c.var.services.workspace(c.var.workspaceId).jobChanges;
}
