import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import type { AppEnv } from '#server/app-env.ts';
import { problemResponse } from '#server/errors.ts';
import { answers, jsonBody } from './answers.ts';
import { invalid } from './invalid.ts';
import { decisionInput, reward, rewardInput, searchableQuery } from './schemas.ts';

const { 200: proposed, default: problem } = answers(
  reward,
  'The reward, proposed now or before under this key',
);

/** Rewards from proposal to payout. */
export const rewardRoutes = new OpenAPIHono<AppEnv>({ defaultHook: invalid })
  .openapi(
    createRoute({
      method: 'get',
      path: '/',
      summary: 'Rewards, newest first',
      request: { query: searchableQuery('createdAt').extend({ state: reward.shape.state.optional() }) },
      responses: answers(
        z.object({ items: z.array(reward), next: z.string().nullable() }),
        'One page of rewards',
      ),
    }),
    async (c) => {
      const { state, limit, cursor, q, sort } = c.req.valid('query');
      const page = await rewardsOf(c).list({
        state: state ?? null,
        limit,
        cursor: cursor ?? null,
        q: q ?? null,
        oldestFirst: sort === 'createdAt',
      });
      return page.ok ? c.json(page.value, 200) : problemResponse(page.problem);
    },
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/',
      summary: 'Propose a reward; the same key again gives the first one back',
      request: { body: jsonBody(rewardInput) },
      responses: { 201: proposed, default: problem },
    }),
    async (c) => {
      const created = await rewardsOf(c).create(c.req.valid('json'));
      return created.ok ? c.json(created.value, 201) : problemResponse(created.problem);
    },
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/{id}',
      summary: 'One reward',
      request: { params: z.object({ id: z.string() }) },
      responses: answers(reward, 'The reward'),
    }),
    async (c) => {
      const found = await rewardsOf(c).get(c.req.valid('param').id);
      return found.ok ? c.json(found.value, 200) : problemResponse(found.problem);
    },
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/{id}/decisions',
      summary: 'Approve or decline a reward, once',
      request: { params: z.object({ id: z.string() }), body: jsonBody(decisionInput) },
      responses: answers(reward, 'The reward as decided'),
    }),
    async (c) => {
      const decided = await rewardsOf(c).decide(c.req.valid('param').id, c.req.valid('json'));
      return decided.ok ? c.json(decided.value, 200) : problemResponse(decided.problem);
    },
  );

function rewardsOf(c: { var: AppEnv['Variables'] }) {
  return c.var.services.workspace(c.var.workspaceId).rewards;
}
