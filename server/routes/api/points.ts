import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import type { AppEnv } from '#server/app-env.ts';
import { problemResponse } from '#server/errors.ts';
import { answers, jsonBody } from './answers.ts';
import { invalid } from './invalid.ts';
import {
  clawBackRequest,
  personPoints,
  pointsLiability,
  pointsProgramme,
  pointsProgrammeInput,
  pointsReceipt,
  pointsRequest,
  pointsStatement,
  tierNotice,
} from './points-schemas.ts';
import { listQuery } from './schemas.ts';

const id = z.object({ id: z.string() });
const moved = answers(pointsReceipt, 'The receipt; the first one where the key was used before');

/** Points: the programmes, what moves, what it costs. */
export const pointsRoutes = new OpenAPIHono<AppEnv>({ defaultHook: invalid })
  .openapi(
    createRoute({
      method: 'get',
      path: '/programmes',
      summary: 'The programmes of points',
      responses: answers(z.object({ items: z.array(pointsProgramme), next: z.null() }), 'All of them'),
    }),
    async (c) => c.json({ items: await pointsOf(c).programmes(), next: null }, 200),
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/programmes/{id}',
      summary: 'One programme of points',
      request: { params: id },
      responses: answers(pointsProgramme, 'The programme'),
    }),
    async (c) => {
      const found = await pointsOf(c).programme(c.req.valid('param').id);
      return found.ok ? c.json(found.value, 200) : problemResponse(found.problem);
    },
  )
  .openapi(
    createRoute({
      method: 'put',
      path: '/programmes/{id}',
      summary: 'Keep a programme, new or changed: new rules hold for points earned from now on',
      request: { params: id, body: jsonBody(pointsProgrammeInput) },
      responses: answers(pointsProgramme, 'The programme as it is kept'),
    }),
    async (c) => {
      const claimed = { ...c.req.valid('json'), id: c.req.valid('param').id };
      const kept = await pointsOf(c).put(claimed, c.var.principal.actor);
      return kept.ok ? c.json(kept.value, 200) : problemResponse(kept.problem);
    },
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/earn',
      summary: 'Give a person points, as many as their tier and the limits make of them',
      request: { body: jsonBody(pointsRequest) },
      responses: moved,
    }),
    async (c) => {
      const made = await pointsOf(c).earn({ ...c.req.valid('json'), by: c.var.principal.actor });
      return made.ok ? c.json(made.value, 200) : problemResponse(made.problem);
    },
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/spend',
      summary: 'Spend points of a person, the oldest first',
      request: { body: jsonBody(pointsRequest) },
      responses: moved,
    }),
    async (c) => {
      const made = await pointsOf(c).spend({ ...c.req.valid('json'), by: c.var.principal.actor });
      return made.ok ? c.json(made.value, 200) : problemResponse(made.problem);
    },
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/claw-back',
      summary: 'Take back points that should never have been earned',
      request: { body: jsonBody(clawBackRequest) },
      responses: moved,
    }),
    async (c) => {
      const made = await pointsOf(c).clawBack({ ...c.req.valid('json'), by: c.var.principal.actor });
      return made.ok ? c.json(made.value, 200) : problemResponse(made.problem);
    },
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/liability',
      summary: 'What each programme will have to be paid for',
      responses: answers(z.object({ items: z.array(pointsLiability), next: z.null() }), 'All programmes'),
    }),
    async (c) => c.json({ items: await pointsOf(c).liability(), next: null }, 200),
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/notices',
      summary: 'Who is announced to lose a tier, the soonest first',
      request: { query: listQuery },
      responses: answers(
        z.object({ items: z.array(tierNotice), next: z.string().nullable() }),
        'One page of notices',
      ),
    }),
    async (c) => {
      const { limit, cursor = null } = c.req.valid('query');
      const page = await pointsOf(c).notices(limit, cursor);
      return page.ok ? c.json(page.value, 200) : problemResponse(page.problem);
    },
  );

/** The points of one person. */
export const personPointsRoutes = new OpenAPIHono<AppEnv>({ defaultHook: invalid })
  .openapi(
    createRoute({
      method: 'get',
      path: '/{id}/points',
      summary: 'What a person holds of each programme, their tier, and what is ahead',
      request: { params: id },
      responses: answers(z.object({ items: z.array(personPoints), next: z.null() }), 'Their balances'),
    }),
    async (c) => {
      const found = await pointsOf(c).of(c.req.valid('param').id);
      return found.ok ? c.json({ items: found.value, next: null }, 200) : problemResponse(found.problem);
    },
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/{id}/points/statement',
      summary: 'What is left of a person’s points, and what happened to them',
      request: { params: id, query: listQuery },
      responses: answers(pointsStatement, 'One page of the statement'),
    }),
    async (c) => {
      const { limit, cursor = null } = c.req.valid('query');
      const found = await pointsOf(c).statement(c.req.valid('param').id, { limit, cursor });
      return found.ok ? c.json(found.value, 200) : problemResponse(found.problem);
    },
  );

function pointsOf(c: { var: AppEnv['Variables'] }) {
  return c.var.services.workspace(c.var.workspaceId).points;
}
