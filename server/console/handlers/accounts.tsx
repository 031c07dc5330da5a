import { Hono } from 'hono';
import type { AppEnv } from '#server/app-env.ts';
import { page, workspaceOf } from '#server/console/page.tsx';
import { AccountPage } from '#server/console/pages/accounts/account.tsx';
import { AccountsPage } from '#server/console/pages/accounts/list.tsx';
import { accountHref } from '#server/console/parts/account-words.ts';
import { problemPage } from './failures.tsx';

const PAGE = 50;

/** Companies, and how their people score them. */
export const accounts = new Hono<AppEnv>()
  .get('/', async (c) => {
    const query = {
      q: c.req.query('q')?.trim().slice(0, 200) || null,
      sort: c.req.query('sort') ?? '-propensity',
      cursor: c.req.query('cursor') ?? null,
    };
    const workspace = workspaceOf(c);
    const [listed, all] = await Promise.all([
      workspace.accounts.list({ ...query, limit: PAGE }),
      workspace.accounts.count(),
    ]);
    const data = {
      query,
      all,
      accounts: listed.ok ? listed.value.items : [],
      next: listed.ok ? listed.value.next : null,
      problem: listed.ok ? null : listed.problem,
    };
    return page(c, { title: 'Accounts', here: 'accounts' }, <AccountsPage data={data} />);
  })
  .get('/:id', async (c) => {
    const id = c.req.param('id');
    const found = await workspaceOf(c).accounts.get(id);
    if (!found.ok) return problemPage(c, 'No such account', found.problem);
    if (found.value.id !== id) return c.redirect(accountHref(found.value.id), 301);
    return page(c, { title: found.value.name, here: 'accounts' }, <AccountPage account={found.value} />);
  });
