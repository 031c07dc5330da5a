import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { TIERS } from '#core/score/tier.ts';
import type { AppEnv } from '#server/app-env.ts';
import { movedResponse, problemResponse } from '#server/errors.ts';
import { answers, jsonBody } from './answers.ts';
import { invalid } from './invalid.ts';
import { ask, askInput, listQuery, person, profile, timelineEntry } from './schemas.ts';
import { score } from './score-schemas.ts';
import { rankedPerson, segmentOf, topQuery } from './top-schemas.ts';

const id = z.object({ id: z.string() });

/** People, how they score and why. */
export const peopleRoutes = new OpenAPIHono<AppEnv>({ defaultHook: invalid })
  .openapi(
    createRoute({
      method: 'get',
      path: '/',
      summary: 'People, sorted and filtered',
      request: {
        query: listQuery.extend({
          q: z.string().max(200).optional().openapi({ description: 'Part of a name, e-mail or company' }),
          tier: z
            .enum(TIERS)
            .optional()
            .openapi({ description: 'The tier they hold; a flag that ended holds none' }),
          sort: z
            .string()
            .max(40)
            .default('-propensity')
            .openapi({ description: 'propensity, name, company or lastActAt; a leading - reverses' }),
        }),
      },
      responses: answers(
        z.object({ items: z.array(person), next: z.string().nullable() }),
        'One page of people',
      ),
    }),
    async (c) => {
      const { q, tier, sort, limit, cursor } = c.req.valid('query');
      const page = await workspaceOf(c).people.list({
        q: q ?? null,
        tier: tier ?? null,
        sort,
        limit,
        cursor: cursor ?? null,
      });
      return page.ok ? c.json(page.value, 200) : problemResponse(page.problem);
    },
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/top',
      summary: 'Exactly those who stand highest now, within a segment',
      request: { query: topQuery },
      responses: answers(
        z.object({ items: z.array(rankedPerson), next: z.null() }),
        'The most first, equals by id',
      ),
    }),
    async (c) => {
      const { pillar = null, limit, ...asked } = c.req.valid('query');
      const segment = segmentOf(asked);
      if (!segment.ok) return problemResponse(segment.problem);
      const found = await workspaceOf(c).people.top({ pillar, limit, segment: segment.value });
      return found.ok ? c.json({ items: found.value, next: null }, 200) : problemResponse(found.problem);
    },
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/{id}',
      summary: 'One person',
      request: { params: id },
      responses: answers(profile, 'The person, and whether they may be asked now'),
    }),
    async (c) => {
      const asked = c.req.valid('param').id;
      const found = await workspaceOf(c).people.get(asked);
      if (!found.ok) return problemResponse(found.problem);
      // Merged away since: whoever kept the old id learns the new one.
      return found.value.id === asked ? c.json(found.value, 200) : movedResponse(`./${found.value.id}`);
    },
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/{id}/score',
      summary: 'The score opened into its reasons',
      request: { params: id },
      responses: answers(score, 'Lines that add up to the propensity'),
    }),
    async (c) => {
      const found = await workspaceOf(c).people.score(c.req.valid('param').id);
      return found.ok ? c.json(found.value, 200) : problemResponse(found.problem);
    },
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/{id}/asks',
      summary: 'Log an ask: the person rests; the same key again changes nothing',
      request: { params: id, body: jsonBody(askInput) },
      responses: { ...answers(ask, 'Known already'), 201: answers(ask, 'Logged')[200] },
    }),
    async (c) => {
      const { askedAt = null, note = null, ...given } = c.req.valid('json');
      const report = { ...given, personId: c.req.valid('param').id, askedAt, note };
      const logged = await workspaceOf(c).asks.log(report);
      if (!logged.ok) return problemResponse(logged.problem);
      return logged.value.created ? c.json(logged.value, 201) : c.json(logged.value, 200);
    },
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/{id}/timeline',
      summary: 'Everything that happened with a person, newest first',
      request: { params: id, query: listQuery.pick({ limit: true }) },
      responses: answers(z.object({ items: z.array(timelineEntry), next: z.null() }), 'The timeline'),
    }),
    async (c) => {
      const found = await workspaceOf(c).people.timeline(c.req.valid('param').id, c.req.valid('query').limit);
      return found.ok ? c.json({ items: found.value, next: null }, 200) : problemResponse(found.problem);
    },
  );

function workspaceOf(c: { var: AppEnv['Variables'] }) {
  return c.var.services.workspace(c.var.workspaceId);
}
