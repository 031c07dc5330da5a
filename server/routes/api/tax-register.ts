import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { TAX_CLASSES } from '#core/tax/tax-class.ts';
import type { AppEnv } from '#server/app-env.ts';
import { problemResponse } from '#server/errors.ts';
import { incentivesAsCsv, totalsAsCsv } from '#server/export/tax-csv.ts';
import { REGISTER_SORTS, type RegisterQuery } from '#server/workspace/tax/register.ts';
import { answers } from './answers.ts';
import { csvAnswers, fileResponse } from './file-answers.ts';
import { invalid } from './invalid.ts';
import { listQuery, money } from './schemas.ts';

const MANY = 500;
const SORTS = REGISTER_SORTS.flatMap((sort) => [sort, `-${sort}`] as const);

const year = z.coerce
  .number()
  .int()
  .min(2000)
  .max(9999)
  .optional()
  .openapi({ description: 'Calendar year, UTC; the present one unless said otherwise' });

const query = listQuery.extend({
  year,
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
    email: z.string().nullable(),
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
export const taxRegisterRoutes = new OpenAPIHono<AppEnv>({ defaultHook: invalid })
  .openapi(
    createRoute({
      method: 'get',
      path: '/register',
      summary: 'Money rewards of a calendar year by person and currency',
      request: { query },
      responses: answers(register, 'One page of the register'),
    }),
    async (c) => {
      const { cursor, ...asked } = c.req.valid('query');
      const wanted = { ...asked, ...filterOf(asked), cursor: cursor ?? null };
      const found = await taxOf(c).register(wanted);
      return found.ok ? c.json(found.value, 200) : problemResponse(found.problem);
    },
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/register.csv',
      summary:
        'Every incentive of a calendar year as CSV, with its act, disclosure, proof and who approved it',
      request: { query: z.object({ year }) },
      responses: csvAnswers('The register of incentives'),
    }),
    async (c) => {
      const of = yearOf(c.req.valid('query'));
      const noun = taxOf(c);
      const stream = await incentivesAsCsv(
        async (cursor) => noun.incentives({ year: of, limit: MANY, cursor }),
        c.var.services.config.PUBLIC_URL,
      );
      return fileResponse(stream, `incentives-${of}.csv`);
    },
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/totals.csv',
      summary: 'What everybody was given in a calendar year as CSV, by person and currency',
      request: { query: query.omit({ limit: true, cursor: true }) },
      responses: csvAnswers('The totals'),
    }),
    async (c) => {
      const asked = c.req.valid('query');
      const wanted = { ...asked, ...filterOf(asked), limit: MANY };
      const noun = taxOf(c);
      const stream = await totalsAsCsv(async (cursor) => noun.register({ ...wanted, cursor }), wanted.year);
      return fileResponse(stream, `tax-register-${wanted.year}.csv`);
    },
  );

function filterOf(asked: { year?: number | undefined; currency?: string | undefined }) {
  return { year: yearOf(asked), currency: asked.currency ?? null } satisfies Partial<RegisterQuery>;
}

function yearOf({ year: of }: { year?: number | undefined }): number {
  return of ?? new Date().getUTCFullYear();
}

function taxOf(c: { var: AppEnv['Variables'] }) {
  return c.var.services.workspace(c.var.workspaceId).tax;
}
