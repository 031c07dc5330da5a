import { Hono } from 'hono';
import type { AppEnv } from '#server/app-env.ts';
import { page, workspaceOf } from '#server/console/page.tsx';
import { ErasuresPage } from '#server/console/pages/erasures.tsx';

const PAGE = 50;

/** The proof of every erasure. */
export const erasures = new Hono<AppEnv>().get('/', async (c) => {
  const cursor = c.req.query('cursor') ?? null;
  const listed = await workspaceOf(c).erasures.list(PAGE, cursor);
  const data = {
    items: listed.ok ? listed.value.items : [],
    cursor,
    next: listed.ok ? listed.value.next : null,
    problem: listed.ok ? null : listed.problem,
  };
  return page(c, { title: 'Privacy erasures', here: 'audit' }, <ErasuresPage data={data} />);
});
