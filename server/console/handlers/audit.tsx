import { Hono } from 'hono';
import type { AppEnv } from '#server/app-env.ts';
import { page, workspaceOf } from '#server/console/page.tsx';
import { AuditPage } from '#server/console/pages/audit.tsx';
import { verifyTrail } from '#server/verify-trail.ts';
import { jsonOf } from '#server/json-list.ts';
import { trailAsCsv } from '#server/trail-export.ts';
import { problemPage } from './failures.tsx';

const PAGE = 50;

/** Who did what: listed, checked, and taken away. */
export const audit = new Hono<AppEnv>()
  .get('/', async (c) => {
    const cursor = c.req.query('cursor') ?? null;
    const about = c.req.query('about')?.trim().slice(0, 200) || null;
    const { trail } = workspaceOf(c);
    const [listed, verification] = await Promise.all([
      trail.list(PAGE, cursor, about),
      c.req.query('verify') === undefined ? null : verifyTrail(trail),
    ]);
    const data = {
      entries: listed.ok ? listed.value.items : [],
      next: listed.ok ? listed.value.next : null,
      problem: listed.ok ? null : listed.problem,
      cursor,
      about,
      verification,
    };
    return page(c, { title: 'Audit trail', here: 'audit' }, <AuditPage data={data} />);
  })
  .get('/export.csv', async (c) => {
    const { trail } = workspaceOf(c);
    const csv = await trailAsCsv((cursor) => trail.list(500, cursor));
    if (!csv.ok) return problemPage(c, 'No download', csv.problem);
    return c.body(csv.value, 200, {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="audit-trail.csv"',
    });
  })
  .get('/export.json', async (c) => {
    const { trail } = workspaceOf(c);
    const json = await jsonOf((cursor) => trail.chain(500, cursor));
    if (!json.ok) return problemPage(c, 'No download', json.problem);
    return c.body(json.value, 200, {
      'content-type': 'application/json',
      'content-disposition': 'attachment; filename="audit-trail.json"',
    });
  });
