import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import type { AppEnv } from '#server/app-env.ts';
import { problemResponse } from '#server/errors.ts';
import { actorFor } from '#server/principal.ts';
import { answers, jsonBody } from './answers.ts';
import { deciderInput, erasure, linkInput, personLink, suggestion } from './identity-schemas.ts';
import { invalid } from './invalid.ts';
import { listQuery, person } from './schemas.ts';

const id = z.object({ id: z.string() });
const pair = z.object({ a: z.string(), b: z.string() });

/** Who may be whom across the CRMs, for somebody to decide. */
export const identityRoutes = new OpenAPIHono<AppEnv>({ defaultHook: invalid })
  .openapi(
    createRoute({
      method: 'get',
      path: '/suggestions',
      summary: 'Pairs of people who may be one, the oldest first',
      request: { query: listQuery },
      responses: answers(
        z.object({ items: z.array(suggestion), next: z.string().nullable() }),
        'One page of suggestions',
      ),
    }),
    async (c) => {
      const { limit, cursor } = c.req.valid('query');
      const page = await workspaceOf(c).identity.suggestions(limit, cursor ?? null);
      return page.ok ? c.json(page.value, 200) : problemResponse(page.problem);
    },
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/suggestions/{a}/{b}/accept',
      summary: 'They are one person: everything of both is kept under one id',
      request: { params: pair, body: jsonBody(deciderInput) },
      responses: answers(person, 'The person that is left'),
    }),
    async (c) => {
      const { a, b } = c.req.valid('param');
      const by = actorFor(c.var.principal, c.req.valid('json').by);
      const left = await workspaceOf(c).identity.accept(a, b, by);
      return left.ok ? c.json(left.value, 200) : problemResponse(left.problem);
    },
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/suggestions/{a}/{b}/reject',
      summary: 'They are two people: not suggested again, and never joined by themselves',
      request: { params: pair, body: jsonBody(deciderInput) },
      responses: answers(z.object({ rejected: z.literal(true) }), 'They stay apart'),
    }),
    async (c) => {
      const { a, b } = c.req.valid('param');
      const by = actorFor(c.var.principal, c.req.valid('json').by);
      const kept = await workspaceOf(c).identity.reject(a, b, by);
      return kept.ok ? c.json({ rejected: true as const }, 200) : problemResponse(kept.problem);
    },
  );

/** What made a person who they are, and how they are forgotten. */
export const personIdentityRoutes = new OpenAPIHono<AppEnv>({ defaultHook: invalid })
  .openapi(
    createRoute({
      method: 'get',
      path: '/{id}/links',
      summary: 'Every link that made a person who they are, oldest first, in words',
      request: { params: id },
      responses: answers(z.object({ items: z.array(personLink), next: z.null() }), 'The links'),
    }),
    async (c) => {
      const links = await workspaceOf(c).identity.explain(c.req.valid('param').id);
      return links.ok ? c.json({ items: links.value, next: null }, 200) : problemResponse(links.problem);
    },
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/{id}/link',
      summary: 'Two people are one, because somebody says so',
      request: { params: id, body: jsonBody(linkInput) },
      responses: answers(person, 'The person that is left'),
    }),
    async (c) => {
      const { otherId, by } = c.req.valid('json');
      const who = actorFor(c.var.principal, by);
      const left = await workspaceOf(c).identity.link(c.req.valid('param').id, otherId, who);
      return left.ok ? c.json(left.value, 200) : problemResponse(left.problem);
    },
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/{id}/erase',
      summary: 'Privacy erasure: forget a person everywhere, for good; asked again it gives the same proof',
      request: { params: id, body: jsonBody(deciderInput) },
      responses: answers(erasure, 'The proof'),
    }),
    async (c) => {
      const by = actorFor(c.var.principal, c.req.valid('json').by);
      const proof = await workspaceOf(c).erasures.erase(c.req.valid('param').id, by);
      return proof.ok ? c.json(proof.value, 200) : problemResponse(proof.problem);
    },
  );

/** The proof of every erasure. */
export const erasureRoutes = new OpenAPIHono<AppEnv>({ defaultHook: invalid }).openapi(
  createRoute({
    method: 'get',
    path: '/',
    summary: 'Proofs of privacy erasures, newest first',
    request: { query: listQuery },
    responses: answers(
      z.object({ items: z.array(erasure), next: z.string().nullable() }),
      'One page of proofs',
    ),
  }),
  async (c) => {
    const { limit, cursor } = c.req.valid('query');
    const page = await workspaceOf(c).erasures.list(limit, cursor ?? null);
    return page.ok ? c.json(page.value, 200) : problemResponse(page.problem);
  },
);

function workspaceOf(c: { var: AppEnv['Variables'] }) {
  return c.var.services.workspace(c.var.workspaceId);
}
