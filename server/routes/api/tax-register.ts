import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { TAX_CLASSES } from '#core/tax/tax-class.ts';
import type { AppEnv } from '#server/app-env.ts';
import { problemResponse } from '#server/errors.ts';
import { REGISTER_SORTS, type RegisterQuery } from '#server/workspace/tax/register.ts';
import { answers } from './answers.ts';
import { invalid } from './invalid.ts';
import { listQuery, money } from './schemas.ts';

const SORTS = REGISTER_SORTS.flatMap((sort) => [sort, `-${sort}`] as const);

const query = listQuery.extend({
  year: z.coerce
    .number()
    .int()
    .min(2000)
    .max(9999)
    .optional()
    .openapi({ description: 'Calendar year, UTC; the present one unless said otherwise' }),
  currency: z.string().max(3).optional(),
  which: z.enum(['all', 'over', 'near']).default('all').openapi({
    description:
      'Everybody, those over the threshold or once what is approved is paid, or near it and beyond',
  }),
  sort: z.enum(SORTS).default('-reported'),
});

const line = z
  .object({
    personId: z.string(),
    name: z.string(),
    company: z.string().nullable(),
    currency: z.string(),
    paid: money,
    owed: money.openapi({ description: 'Approved and not paid yet' }),
    byClass: z.object(Object.fromEntries(TAX_CLASSES.map((each) => [each, money]))),
    reported: money.openapi({ description: 'What of both counts towards a report to a tax office' }),
    threshold: money.nullable().openapi({ description: 'From where on US form 1099 is due' }),
    standing: z.enum(['over', 'coming', 'near']).nullable(),
  })
  .openapi('TaxRegisterLine');

const register = z.object({
  items: z.array(line),
  next: z.string().nullable(),
  total: z.int(),
  over: z.int(),
  near: z.int(),
});

/** What was given to whom, for tax offices. */
export const taxRegisterRoutes = new OpenAPIHono<AppEnv>({ defaultHook: invalid }).openapi(
  createRoute({
    method: 'get',
    path: '/register',
    summary: 'Money rewards of a calendar year by person and currency',
    request: { query },
    responses: answers(register, 'One page of the register'),
  }),
  async (c) => {
    const { year, currency, cursor, ...asked } = c.req.valid('query');
    const wanted: RegisterQuery = {
      ...asked,
      year: year ?? new Date().getUTCFullYear(),
      currency: currency ?? null,
      cursor: cursor ?? null,
    };
    const found = await c.var.services.workspace(c.var.workspaceId).tax.register(wanted);
    return found.ok ? c.json(found.value, 200) : problemResponse(found.problem);
  },
);
