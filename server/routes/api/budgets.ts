import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import type { AppEnv } from '#server/app-env.ts';
import { problemResponse } from '#server/errors.ts';
import { actorFor } from '#server/principal.ts';
import { answers, jsonBody } from './answers.ts';
import { invalid } from './invalid.ts';
import { money } from './schemas.ts';

const budget = z
  .object({
    holder: z.string().openapi({ description: 'A programme, or a month of it: general, general/2026-11' }),
    currency: z.string(),
    amount: money,
    left: money,
    reserved: money,
    payable: money,
    paid: money,
  })
  .openapi('Budget');

const budgetInput = budget
  .pick({ holder: true, currency: true, amount: true })
  .extend({ by: z.string() })
  .openapi('BudgetInput');

/** What programmes may spend. */
export const budgetRoutes = new OpenAPIHono<AppEnv>({ defaultHook: invalid })
  .openapi(
    createRoute({
      method: 'get',
      path: '/',
      summary: 'Budgets, with what became of them',
      responses: answers(z.object({ items: z.array(budget) }), 'Budgets'),
    }),
    async (c) => c.json({ items: await budgetsOf(c).list() }, 200),
  )
  .openapi(
    createRoute({
      method: 'put',
      path: '/',
      summary: 'Set how much a budget holds in all',
      request: { body: jsonBody(budgetInput) },
      responses: answers(budget, 'The budget'),
    }),
    async (c) => {
      const { holder, currency, amount, by } = c.req.valid('json');
      const set = await budgetsOf(c).set(holder, currency, amount, actorFor(c.var.principal, by));
      return set.ok ? c.json(set.value, 200) : problemResponse(set.problem);
    },
  );

function budgetsOf(c: { var: AppEnv['Variables'] }) {
  return c.var.services.workspace(c.var.workspaceId).budgets;
}
