import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { posesAsUs } from '#core/reward/posing.ts';
import type { AppEnv } from '#server/app-env.ts';
import { problemResponse } from '#server/errors.ts';
import { actorFor, deciderFor, proposerFor } from '#server/principal.ts';
import { answers, jsonBody } from './answers.ts';
import { invalid } from './invalid.ts';
import {
  decisionInput,
  decisionsInput,
  revisionInput,
  reward,
  rewardInput,
  takeBackInput,
} from './reward-schemas.ts';
import { problemPart, searchableQuery } from './schemas.ts';

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
      const proposal = c.req.valid('json');
      const { proposedBy, from } = proposerFor(c.var.principal, proposal.proposedBy);
      const posing = posesAsUs({ ...proposal, proposedBy });
      if (posing !== null) return problemResponse(posing.problem);
      const created = await rewardsOf(c).create({ ...proposal, proposedBy, source: 'api' }, from);
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
      const decision = c.req.valid('json');
      const by = await deciderFor(c.var, decision.by, 'by');
      if (!by.ok) return problemResponse(by.problem);
      const decided = await rewardsOf(c).decide(c.req.valid('param').id, { ...decision, by: by.value });
      return decided.ok ? c.json(decided.value, 200) : problemResponse(decided.problem);
    },
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/decisions',
      summary: 'Decide many rewards alike, each by itself',
      request: { body: jsonBody(decisionsInput) },
      responses: answers(
        z.object({
          results: z.array(
            z.object({
              id: z.string(),
              reward: z.union([reward, z.null()]),
              problem: problemPart.nullable(),
            }),
          ),
        }),
        'An answer for each, in order',
      ),
    }),
    async (c) => {
      const { ids, ...decision } = c.req.valid('json');
      const by = await deciderFor(c.var, decision.by, 'by');
      if (!by.ok) return problemResponse(by.problem);
      const decided = await rewardsOf(c).decideAll(
        ids.map((chosen) => (typeof chosen === 'string' ? { id: chosen } : chosen)),
        { ...decision, by: by.value },
      );
      const results = decided.map(({ id, result }) => ({
        id,
        reward: result.ok ? result.value : null,
        problem: result.ok ? null : result.problem,
      }));
      return c.json({ results }, 200);
    },
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/{id}/revision',
      summary: 'Propose a reward anew as it was asked for',
      request: { params: z.object({ id: z.string() }), body: jsonBody(revisionInput) },
      responses: answers(reward, 'The reward as proposed again'),
    }),
    async (c) => {
      const { by, ...terms } = c.req.valid('json');
      const actor = actorFor(c.var.principal, by);
      const revised = await rewardsOf(c).revise(c.req.valid('param').id, { ...terms, by: actor });
      return revised.ok ? c.json(revised.value, 200) : problemResponse(revised.problem);
    },
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/{id}/take-back',
      summary: 'Give an approved reward up, or take a paid one back',
      request: { params: z.object({ id: z.string() }), body: jsonBody(takeBackInput) },
      responses: answers(reward, 'The reward as cancelled or reversed'),
    }),
    async (c) => {
      const { reason, ...named } = c.req.valid('json');
      const by = await deciderFor(c.var, named.by, 'by');
      if (!by.ok) return problemResponse(by.problem);
      const taken = await rewardsOf(c).takeBack(c.req.valid('param').id, { reason, by: by.value });
      return taken.ok ? c.json(taken.value, 200) : problemResponse(taken.problem);
    },
  );

function rewardsOf(c: { var: AppEnv['Variables'] }) {
  return c.var.services.workspace(c.var.workspaceId).rewards;
}
