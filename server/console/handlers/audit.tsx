import { Hono } from 'hono';
import type { AppEnv } from '#server/app-env.ts';
import { page, workspaceOf } from '#server/console/page.tsx';
import { AuditPage } from '#server/console/pages/audit.tsx';

const PAGE = 50;

export const audit = new Hono<AppEnv>().get('/', async (c) => {
  const cursor = c.req.query('cursor') ?? null;
  const listed = await workspaceOf(c).deliveries.audit(PAGE, cursor);
  const data = {
    entries: listed.ok ? listed.value.items : [],
    cursor,
    next: listed.ok ? listed.value.next : null,
    problem: listed.ok ? null : listed.problem,
  };
  return page(c, { title: 'Audit trail', here: 'audit' }, <AuditPage data={data} />);
});
