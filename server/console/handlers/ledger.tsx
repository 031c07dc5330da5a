import { Hono } from 'hono';
import type { AppEnv } from '#server/app-env.ts';
import { page, workspaceOf } from '#server/console/page.tsx';
import { LedgerPage } from '#server/console/pages/ledger.tsx';

const PAGE = 50;

export const ledger = new Hono<AppEnv>().get('/', async (c) => {
  const cursor = c.req.query('cursor') ?? null;
  const { ledger: books } = workspaceOf(c);
  const [listed, balances] = await Promise.all([books.list({ limit: PAGE, cursor }), books.balances()]);
  const data = {
    transactions: listed.ok ? listed.value.items : [],
    balances,
    cursor,
    next: listed.ok ? listed.value.next : null,
    problem: listed.ok ? null : listed.problem,
  };
  return page(c, { title: 'Ledger', here: 'ledger' }, <LedgerPage data={data} />);
});
