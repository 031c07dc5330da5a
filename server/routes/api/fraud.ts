import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import type { AppEnv } from '#server/app-env.ts';
import { problemResponse } from '#server/errors.ts';
import { actorFor, deciderFor } from '#server/principal.ts';
import { answers, jsonBody } from './answers.ts';
import {
  fraudHold,
  fraudSettings,
  fraudSettingsInput,
  holdsQuery,
  listedHold,
  verdictInput,
} from './fraud-schemas.ts';
import { invalid } from './invalid.ts';

const named = z.object({ id: z.string() });

/** The holds of one reward. */
export const rewardHoldRoutes = new OpenAPIHono<AppEnv>({ defaultHook: invalid }).openapi(
  createRoute({
    method: 'get',
    path: '/{id}/holds',
    summary: 'Why a reward waits or waited to be looked at, the oldest first',
    request: { params: named },
    responses: answers(z.object({ items: z.array(fraudHold) }), 'Its holds'),
  }),
  async (c) => {
    const holds = await fraudOf(c).holdsOf(c.req.valid('param').id);
    return holds.ok ? c.json({ items: holds.value }, 200) : problemResponse(holds.problem);
  },
);

/** Everything that waits to be looked at, and what makes a reward wait. */
export const fraudRoutes = new OpenAPIHono<AppEnv>({ defaultHook: invalid })
  .openapi(
    createRoute({
      method: 'get',
      path: '/holds',
      summary: 'Holds on rewards, the newest first',
      request: { query: holdsQuery },
      responses: answers(
        z.object({ items: z.array(listedHold), next: z.string().nullable() }),
        'One page of holds',
      ),
    }),
    async (c) => {
      const { state = null, limit, cursor = null } = c.req.valid('query');
      const holds = await fraudOf(c).list(state, limit, cursor);
      return holds.ok ? c.json(holds.value, 200) : problemResponse(holds.problem);
    },
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/holds/{id}/resolve',
      summary: 'Clear a hold, or confirm it and so decline its reward, once',
      request: { params: named, body: jsonBody(verdictInput) },
      responses: answers(fraudHold, 'The hold as it ended'),
    }),
    async (c) => {
      const verdict = c.req.valid('json');
      const by = await deciderFor(c.var, verdict.by, 'by');
      if (!by.ok) return problemResponse(by.problem);
      const hold = await fraudOf(c).resolve(c.req.valid('param').id, { ...verdict, by: by.value });
      return hold.ok ? c.json(hold.value, 200) : problemResponse(hold.problem);
    },
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/settings',
      summary: 'What makes a reward wait to be looked at',
      responses: answers(fraudSettings, 'The settings in force'),
    }),
    async (c) => c.json(await fraudOf(c).settings(), 200),
  )
  .openapi(
    createRoute({
      method: 'put',
      path: '/settings',
      summary: 'Set what makes a reward wait, for what is proposed from now on',
      request: { body: jsonBody(fraudSettingsInput) },
      responses: answers(fraudSettings, 'The settings as they are kept'),
    }),
    async (c) => {
      const { by, rules = {}, sameDomain = {}, velocity = {} } = c.req.valid('json');
      const who = actorFor(c.var.principal, by);
      const kept = await fraudOf(c).setSettings({ rules, sameDomain, velocity }, who);
      return kept.ok ? c.json(kept.value, 200) : problemResponse(kept.problem);
    },
  );

function fraudOf(c: { var: AppEnv['Variables'] }) {
  return c.var.services.workspace(c.var.workspaceId).fraud;
}
