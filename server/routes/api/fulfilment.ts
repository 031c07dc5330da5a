import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import type { AppEnv } from '#server/app-env.ts';
import { problemResponse } from '#server/errors.ts';
import { actorFor, deciderFor } from '#server/principal.ts';
import { answers, jsonBody } from './answers.ts';
import {
  cancelInput,
  fulfilment,
  providers,
  providersInput,
  reconciliation,
  reconciliationInput,
  reconciliationQuery,
  remindedInput,
  retryInput,
  sentInput,
  settleDoubtInput,
} from './fulfilment-schemas.ts';
import { invalid } from './invalid.ts';

const params = z.object({ id: z.string() });

/** How one reward reaches its person. */
export const rewardFulfilmentRoutes = new OpenAPIHono<AppEnv>({ defaultHook: invalid })
  .openapi(
    createRoute({
      method: 'get',
      path: '/{id}/fulfilment',
      summary: 'How a reward reaches its person',
      request: { params },
      responses: answers(fulfilment, 'How far it is'),
    }),
    async (c) => {
      const found = await fulfilmentOf(c).get(c.req.valid('param').id);
      return found.ok ? c.json(found.value, 200) : problemResponse(found.problem);
    },
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/{id}/fulfilment/sent',
      summary: 'Say that a reward was handed over by hand, with proof: from then on it is paid',
      request: { params, body: jsonBody(sentInput) },
      responses: answers(fulfilment, 'How far it is now'),
    }),
    async (c) => {
      const { proof, ...named } = c.req.valid('json');
      const by = await deciderFor(c.var, named.by, 'by');
      if (!by.ok) return problemResponse(by.problem);
      const given = { by: by.value, proof };
      const sent = await fulfilmentOf(c).markSent(c.req.valid('param').id, given);
      return sent.ok ? c.json(sent.value, 200) : problemResponse(sent.problem);
    },
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/{id}/fulfilment/reminded',
      summary: 'Say that the person was reminded of what waits for them',
      request: { params, body: jsonBody(remindedInput) },
      responses: answers(fulfilment, 'How far it is now'),
    }),
    async (c) => {
      const by = actorFor(c.var.principal, c.req.valid('json').by);
      const done = await fulfilmentOf(c).markReminded(c.req.valid('param').id, by);
      return done.ok ? c.json(done.value, 200) : problemResponse(done.problem);
    },
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/{id}/fulfilment/retry',
      summary:
        'Order again: under the same key while nobody knows, as a new order once the one before is void',
      request: { params, body: jsonBody(retryInput) },
      responses: answers(fulfilment, 'How far it is now'),
    }),
    async (c) => {
      const { newOrder, ...named } = c.req.valid('json');
      const by = await deciderFor(c.var, named.by, 'by');
      if (!by.ok) return problemResponse(by.problem);
      const asked = { by: by.value, newOrder };
      const again = await fulfilmentOf(c).retry(c.req.valid('param').id, asked);
      return again.ok ? c.json(again.value, 200) : problemResponse(again.problem);
    },
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/{id}/fulfilment/cancel',
      summary: 'Make a reward’s order void at its provider',
      request: { params, body: jsonBody(cancelInput) },
      responses: answers(fulfilment, 'How far it is now'),
    }),
    async (c) => {
      const { proof = null, ...named } = c.req.valid('json');
      const by = await deciderFor(c.var, named.by, 'by');
      if (!by.ok) return problemResponse(by.problem);
      const asked = { by: by.value, proof };
      const made = await fulfilmentOf(c).cancel(c.req.valid('param').id, asked);
      return made.ok ? c.json(made.value, 200) : problemResponse(made.problem);
    },
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/{id}/fulfilment/settle-doubt',
      summary: 'Say with proof that the money of a reward did not leave twice',
      request: { params, body: jsonBody(settleDoubtInput) },
      responses: answers(fulfilment, 'How far it is now'),
    }),
    async (c) => {
      const { proof, ...named } = c.req.valid('json');
      const by = await deciderFor(c.var, named.by, 'by');
      if (!by.ok) return problemResponse(by.problem);
      const settled = await fulfilmentOf(c).settleDoubt(c.req.valid('param').id, { by: by.value, proof });
      return settled.ok ? c.json(settled.value, 200) : problemResponse(settled.problem);
    },
  );

/** Who fulfils rewards, and whether their books agree with ours. */
export const fulfilmentRoutes = new OpenAPIHono<AppEnv>({ defaultHook: invalid })
  .openapi(
    createRoute({
      method: 'get',
      path: '/providers',
      summary: 'Who fulfils rewards; of secrets only whether they are set',
      responses: answers(providers, 'The providers'),
    }),
    async (c) => c.json(await fulfilmentOf(c).providers(), 200),
  )
  .openapi(
    createRoute({
      method: 'put',
      path: '/providers',
      summary: 'Set a provider up, or choose who fulfils what',
      request: { body: jsonBody(providersInput) },
      responses: answers(providers, 'The providers as they are kept'),
    }),
    async (c) => {
      const { by, provider, choices } = c.req.valid('json');
      const actor = actorFor(c.var.principal, by);
      if (provider !== undefined) {
        const { name, settings, secrets } = provider;
        const saved = await fulfilmentOf(c).saveProvider(name, { settings, secrets, by: actor });
        if (!saved.ok) return problemResponse(saved.problem);
      }
      if (choices !== undefined) {
        const chosen = await fulfilmentOf(c).choose(choices, actor);
        if (!chosen.ok) return problemResponse(chosen.problem);
      }
      return c.json(await fulfilmentOf(c).providers(), 200);
    },
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/reconciliation',
      summary: 'How our books and a provider’s differ over a period',
      request: { query: reconciliationQuery },
      responses: answers(reconciliation, 'The differences'),
    }),
    async (c) => {
      const compared = await fulfilmentOf(c).reconcile({ ...c.req.valid('query'), file: null });
      return compared.ok ? c.json(compared.value, 200) : problemResponse(compared.problem);
    },
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/reconciliation',
      summary: 'How our books and those of the company’s own system differ, as its list of orders tells',
      request: { body: jsonBody(reconciliationInput) },
      responses: answers(reconciliation, 'The differences'),
    }),
    async (c) => {
      const compared = await fulfilmentOf(c).reconcile({ provider: 'webhook', ...c.req.valid('json') });
      return compared.ok ? c.json(compared.value, 200) : problemResponse(compared.problem);
    },
  );

function fulfilmentOf(c: { var: AppEnv['Variables'] }) {
  return c.var.services.workspace(c.var.workspaceId).fulfilment;
}
