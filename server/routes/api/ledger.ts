import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import type { AppEnv } from '#server/app-env.ts';
import { problemResponse } from '#server/errors.ts';
import { answers } from './answers.ts';
import { invalid } from './invalid.ts';
import { ledgerTransaction } from './reward-schemas.ts';
import { searchableQuery } from './schemas.ts';

/** The books. */
export const ledgerRoutes = new OpenAPIHono<AppEnv>({ defaultHook: invalid }).openapi(
  createRoute({
    method: 'get',
    path: '/',
    summary: 'Ledger transactions, newest first',
    request: { query: searchableQuery('at') },
    responses: answers(
      z.object({ items: z.array(ledgerTransaction), next: z.string().nullable() }),
      'One page of transactions',
    ),
  }),
  async (c) => {
    const { limit, cursor, q, sort } = c.req.valid('query');
    const { services, workspaceId } = c.var;
    const page = await services.workspace(workspaceId).ledger.list({
      limit,
      cursor: cursor ?? null,
      q: q ?? null,
      oldestFirst: sort === 'at',
    });
    return page.ok ? c.json(page.value, 200) : problemResponse(page.problem);
  },
);
