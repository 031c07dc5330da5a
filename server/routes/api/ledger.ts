import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { LEDGER_ACCOUNTS } from '#core/ledger/ledger.ts';
import type { AppEnv } from '#server/app-env.ts';
import { periodOf } from '#server/console/handlers/period.ts';
import { problemResponse } from '#server/errors.ts';
import { LEDGER_FORMATS } from '#server/export/ledger-export.ts';
import type { LedgerFilter, LedgerQuery } from '#server/workspace/ledger/ledger.ts';
import { answers } from './answers.ts';
import { csvAnswers, fileResponse } from './file-answers.ts';
import { invalid } from './invalid.ts';
import { ledgerTransaction } from './reward-schemas.ts';
import { money, searchableQuery } from './schemas.ts';

const account = z.enum(LEDGER_ACCOUNTS);
const to = z.iso.date().optional().openapi({ description: 'The last day, UTC, with all of it: 2026-11-30' });

const search = searchableQuery('at').extend({
  kind: z.string().max(100).optional().openapi({ description: 'What happened, such as payout' }),
  currency: z.string().max(100).optional(),
  account: account.optional(),
  holder: z
    .string()
    .max(100)
    .optional()
    .openapi({ description: 'A sub-account, or the beginning of some: general finds general/2026-11' }),
  from: z.iso.date().optional().openapi({ description: 'The first day, UTC: 2026-11-01' }),
  to,
});

const balance = z.object({ account, holder: z.string(), currency: z.string(), amount: money });

const trialBalance = z
  .object({
    to: z.string().nullable().openapi({ description: 'At the end of which day; null for now' }),
    balances: z.array(balance),
    totals: z
      .array(z.object({ currency: z.string(), amount: money }))
      .openapi({ description: 'All accounts of a currency together: 0' }),
    differences: z
      .array(
        balance.extend({ fold: money.openapi({ description: 'What the entries say, and they are right' }) }),
      )
      .openapi({ description: 'Where a balance as it is kept now is not the sum of its entries: none' }),
  })
  .openapi('TrialBalance');

/** The books. */
export const ledgerRoutes = new OpenAPIHono<AppEnv>({ defaultHook: invalid })
  .openapi(
    createRoute({
      method: 'get',
      path: '/',
      summary: 'Ledger transactions, newest first',
      request: { query: search },
      responses: answers(
        z.object({ items: z.array(ledgerTransaction), next: z.string().nullable() }),
        'One page of transactions',
      ),
    }),
    async (c) => {
      const { limit, cursor, sort, ...filter } = c.req.valid('query');
      const page = await booksOf(c).list({
        ...filterOf(filter),
        limit,
        cursor: cursor ?? null,
        oldestFirst: sort === 'at',
      });
      return page.ok ? c.json(page.value, 200) : problemResponse(page.problem);
    },
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/export',
      summary: 'The transactions looked for as one file, oldest first: CSV for accountants, or JSON',
      request: {
        query: search
          .omit({ limit: true, cursor: true, sort: true })
          .extend({ format: z.enum(['csv', 'json']).default('csv') }),
      },
      responses: exportAnswers(),
    }),
    async (c) => {
      const { format, ...filter } = c.req.valid('query');
      const { write, type } = LEDGER_FORMATS[format];
      const books = booksOf(c);
      const stream = await write(async (query: LedgerQuery) => books.list(query), filterOf(filter));
      return fileResponse(stream, `ledger.${format}`, type);
    },
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/trial-balance',
      summary: 'What every account holds, now or at the end of a day',
      request: { query: z.object({ to }) },
      responses: answers(trialBalance, 'The balances, with the proof that nothing is missing'),
    }),
    async (c) => {
      const day = c.req.valid('query').to ?? null;
      const { until } = periodOf(null, day);
      const books = booksOf(c);
      const balances = await (until === null ? books.balances() : books.balancesAt(until));
      const sums = new Map<string, number>();
      for (const { currency, amount } of balances) sums.set(currency, (sums.get(currency) ?? 0) + amount);
      const totals = [...sums].map(([currency, amount]) => ({ currency, amount }));
      return c.json({ to: day, balances, totals, differences: await books.differences() }, 200);
    },
  );

/** Either file, or a problem. */
function exportAnswers() {
  const csv = csvAnswers('The file');
  const json = { schema: z.array(ledgerTransaction) };
  return { ...csv, 200: { ...csv[200], content: { ...csv[200].content, 'application/json': json } } };
}

type Filter = Omit<z.infer<typeof search>, 'limit' | 'cursor' | 'sort'>;

function filterOf({ from, to: last, ...words }: Filter): LedgerFilter {
  const { q, kind, currency, account: of, holder } = words;
  return {
    q: q ?? null,
    kind: kind ?? null,
    currency: currency ?? null,
    account: of ?? null,
    holder: holder ?? null,
    ...periodOf(from ?? null, last ?? null),
  };
}

function booksOf(c: { var: AppEnv['Variables'] }) {
  return c.var.services.workspace(c.var.workspaceId).ledger;
}
