import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import type { AppEnv } from '#server/app-env.ts';
import { problemResponse } from '#server/errors.ts';
import { actorFor } from '#server/principal.ts';
import { answers, jsonBody } from './answers.ts';
import { domainLists, domainListsInput, hold, holdInput, liftQuery } from './gate-schemas.ts';
import { invalid } from './invalid.ts';
import { listQuery } from './schemas.ts';

const person = z.object({ id: z.string() });
const company = z.object({ connection: z.string(), id: z.string() });
const lifted = answers(z.object({ lifted: z.literal(true) }), 'Lifted');

/** Legal holds of people, lifted by hand or on their day. */
export const personHoldRoutes = new OpenAPIHono<AppEnv>({ defaultHook: invalid })
  .openapi(
    createRoute({
      method: 'put',
      path: '/{id}/hold',
      summary: 'Put a person on legal hold: nobody may ask them, and their CRM records say so',
      request: { params: person, body: jsonBody(holdInput) },
      responses: answers(hold, 'The hold, in place of one that stood'),
    }),
    async (c) => {
      const { by, reason, until = null } = c.req.valid('json');
      const held = await gatesOf(c).holdPerson(
        c.req.valid('param').id,
        { reason, until },
        actorFor(c.var.principal, by),
      );
      return held.ok ? c.json(held.value, 200) : problemResponse(held.problem);
    },
  )
  .openapi(
    createRoute({
      method: 'delete',
      path: '/{id}/hold',
      summary: 'Lift the legal hold of a person',
      request: { params: person, query: liftQuery },
      responses: lifted,
    }),
    async (c) => {
      const { by, reason } = c.req.valid('query');
      const done = await gatesOf(c).liftPerson(
        c.req.valid('param').id,
        reason,
        actorFor(c.var.principal, by),
      );
      return done.ok ? c.json(done.value, 200) : problemResponse(done.problem);
    },
  );

/** Legal holds of everybody at a company. */
export const companyHoldRoutes = new OpenAPIHono<AppEnv>({ defaultHook: invalid })
  .openapi(
    createRoute({
      method: 'put',
      path: '/{connection}/{id}/hold',
      summary:
        'Put everybody at a company on legal hold, also where another CRM has it under the same domain',
      request: { params: company, body: jsonBody(holdInput) },
      responses: answers(hold, 'The hold, in place of one that stood'),
    }),
    async (c) => {
      const { by, reason, until = null } = c.req.valid('json');
      const held = await gatesOf(c).holdCompany(
        c.req.valid('param'),
        { reason, until },
        actorFor(c.var.principal, by),
      );
      return held.ok ? c.json(held.value, 200) : problemResponse(held.problem);
    },
  )
  .openapi(
    createRoute({
      method: 'delete',
      path: '/{connection}/{id}/hold',
      summary: 'Lift the legal hold of a company',
      request: { params: company, query: liftQuery },
      responses: lifted,
    }),
    async (c) => {
      const { by, reason } = c.req.valid('query');
      const done = await gatesOf(c).liftCompany(c.req.valid('param'), reason, actorFor(c.var.principal, by));
      return done.ok ? c.json(done.value, 200) : problemResponse(done.problem);
    },
  );

/** All holds that stand. */
export const holdRoutes = new OpenAPIHono<AppEnv>({ defaultHook: invalid }).openapi(
  createRoute({
    method: 'get',
    path: '/',
    summary: 'The legal holds that stand, the newest first',
    request: { query: listQuery },
    responses: answers(z.object({ items: z.array(hold), next: z.string().nullable() }), 'One page of holds'),
  }),
  async (c) => {
    const { limit, cursor = null } = c.req.valid('query');
    const holds = await gatesOf(c).holds(limit, cursor);
    return holds.ok ? c.json(holds.value, 200) : problemResponse(holds.problem);
  },
);

/** The domains whose people are never asked. */
export const domainListRoutes = new OpenAPIHono<AppEnv>({ defaultHook: invalid })
  .openapi(
    createRoute({
      method: 'get',
      path: '/',
      summary: 'The domains of our own staff and of competitors, whose people are never asked',
      responses: answers(domainLists, 'Both lists'),
    }),
    async (c) => c.json(await gatesOf(c).domains(), 200),
  )
  .openapi(
    createRoute({
      method: 'put',
      path: '/',
      summary: 'Replace both lists; whoever they bar or free is shown so in the CRM',
      request: { body: jsonBody(domainListsInput) },
      responses: answers(domainLists, 'Both lists as they are kept'),
    }),
    async (c) => {
      const { by, ...lists } = c.req.valid('json');
      const kept = await gatesOf(c).setDomains(lists, actorFor(c.var.principal, by));
      return kept.ok ? c.json(kept.value, 200) : problemResponse(kept.problem);
    },
  );

function gatesOf(c: { var: AppEnv['Variables'] }) {
  return c.var.services.workspace(c.var.workspaceId).gates;
}
