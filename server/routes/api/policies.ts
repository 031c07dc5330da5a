import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import type { AppEnv } from '#server/app-env.ts';
import { problemResponse } from '#server/errors.ts';
import { actorFor, deciderFor } from '#server/principal.ts';
import { answers, jsonBody } from './answers.ts';
import { invalid } from './invalid.ts';
import { delegation, policyInput, policyVersion, simulation } from './policy-schemas.ts';

/** Who decides about rewards. */
export const policyRoutes = new OpenAPIHono<AppEnv>({ defaultHook: invalid })
  .openapi(
    createRoute({
      method: 'get',
      path: '/',
      summary: 'Every version of the approval policy, the one in force first',
      responses: answers(z.object({ items: z.array(policyVersion) }), 'Policies'),
    }),
    async (c) => c.json({ items: await workspaceOf(c).policies.versions() }, 200),
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/',
      summary: 'Put a policy in force for what is proposed from now on',
      request: { body: jsonBody(policyInput) },
      responses: answers(policyVersion, 'The policy in force'),
    }),
    async (c) => {
      const { policy, from, note, by } = c.req.valid('json');
      const actor = actorFor(c.var.principal, by);
      const published = await workspaceOf(c).policies.publish(policy, from, note, actor);
      return published.ok ? c.json(published.value, 200) : problemResponse(published.problem);
    },
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/simulate',
      summary: 'What a policy would have asked of the rewards of the last days',
      request: {
        body: jsonBody(
          z.object({
            policy: z.unknown().openapi({ type: 'object' }),
            days: z.int().min(1).max(365).default(90),
          }),
        ),
      },
      responses: answers(simulation, 'Before and after'),
    }),
    async (c) => {
      const { policy, days } = c.req.valid('json');
      const simulated = await workspaceOf(c).policies.simulate(policy, days);
      return simulated.ok ? c.json(simulated.value, 200) : problemResponse(simulated.problem);
    },
  );

/** Who decides for whom. */
export const delegationRoutes = new OpenAPIHono<AppEnv>({ defaultHook: invalid })
  .openapi(
    createRoute({
      method: 'get',
      path: '/',
      summary: 'Delegations in force, soonest to end first',
      responses: answers(z.object({ items: z.array(delegation) }), 'Delegations'),
    }),
    async (c) => c.json({ items: await workspaceOf(c).delegations.list() }, 200),
  )
  .openapi(
    createRoute({
      method: 'put',
      path: '/',
      summary: 'Let another decide for somebody until a time',
      request: { body: jsonBody(delegation) },
      responses: answers(delegation, 'The delegation'),
    }),
    async (c) => {
      const { principal, delegate, until } = c.req.valid('json');
      const by = await deciderFor(c.var, principal, 'principal');
      if (!by.ok) return problemResponse(by.problem);
      const set = await workspaceOf(c).delegations.set(by.value, delegate, until);
      return set.ok ? c.json(set.value, 200) : problemResponse(set.problem);
    },
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/end',
      summary: 'End the delegation somebody gave',
      request: { body: jsonBody(z.object({ principal: z.string() })) },
      responses: answers(z.object({ ended: z.boolean() }), 'Whether there was one'),
    }),
    async (c) => {
      const by = await deciderFor(c.var, c.req.valid('json').principal, 'principal');
      if (!by.ok) return problemResponse(by.problem);
      return c.json({ ended: await workspaceOf(c).delegations.clear(by.value) }, 200);
    },
  );

function workspaceOf(c: { var: AppEnv['Variables'] }) {
  return c.var.services.workspace(c.var.workspaceId);
}
