import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { TAX_CLASSES } from '#core/tax/tax-class.ts';
import type { AppEnv } from '#server/app-env.ts';
import { problemResponse } from '#server/errors.ts';
import { actorFor } from '#server/principal.ts';
import { answers, jsonBody } from './answers.ts';
import { invalid } from './invalid.ts';
import { money } from './schemas.ts';

const from = z.string().openapi({ description: 'The day it begins, UTC: 2027-01-01' });
const by = z.string().openapi({ description: 'Who decided it, best by e-mail' });

const settings = z
  .object({
    us_1099_threshold: z.array(z.object({ from, value: money })).readonly(),
    ftc_review_rule: z.array(z.object({ from, value: z.string().nullable() })).readonly(),
    disclosure_text: z.array(z.object({ from, value: z.string() })).readonly(),
  })
  .openapi('TaxSettings', { description: 'Each value holds from its day until the next one' });

const yearToDate = z
  .object({
    year: z.int(),
    currency: z.string(),
    paid: money,
    owed: money.openapi({ description: 'Approved and not paid yet' }),
    total: money.openapi({ description: 'Both together' }),
    byClass: z.object(Object.fromEntries(TAX_CLASSES.map((each) => [each, money]))),
    reported: money,
    threshold: money.nullable(),
  })
  .openapi('YearToDate');

/** The limits of the law by date, and how near a person is to them. */
export const taxRoutes = new OpenAPIHono<AppEnv>({ defaultHook: invalid })
  .openapi(
    createRoute({
      method: 'get',
      path: '/settings',
      summary: 'The limits of the law by date',
      responses: answers(settings, 'The limits'),
    }),
    async (c) => c.json(await limitsOf(c).settings(), 200),
  )
  .openapi(
    createRoute({
      method: 'put',
      path: '/settings',
      summary: 'Set the dated limits a company may set',
      request: { body: jsonBody(z.looseObject({ by }).openapi('TaxSettingsInput')) },
      responses: answers(settings, 'The limits as they are kept'),
    }),
    async (c) => {
      const { by: who, ...claimed } = c.req.valid('json');
      const kept = await limitsOf(c).setSettings(claimed, actorFor(c.var.principal, who));
      return kept.ok ? c.json(kept.value, 200) : problemResponse(kept.problem);
    },
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/people/{id}',
      summary: 'What a person was given this year in a currency',
      request: {
        params: z.object({ id: z.string() }),
        query: z.object({ currency: z.string().default('USD') }),
      },
      responses: answers(yearToDate, 'This year'),
    }),
    async (c) => {
      const { currency } = c.req.valid('query');
      const found = await limitsOf(c).yearToDate(c.req.valid('param').id, currency);
      return found.ok ? c.json(found.value, 200) : problemResponse(found.problem);
    },
  );

function limitsOf(c: { var: AppEnv['Variables'] }) {
  return c.var.services.workspace(c.var.workspaceId).taxLimits;
}
