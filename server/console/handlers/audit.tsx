import { Hono, type Context } from 'hono';
import type { AppEnv } from '#server/app-env.ts';
import { page, workspaceOf } from '#server/console/page.tsx';
import { AuditPage } from '#server/console/pages/audit.tsx';
import type { AuditSearch } from '#server/console/pages/audit-search.tsx';
import { People } from '#server/console/parts/people.tsx';
import { verifyTrail } from '#server/verify-trail.ts';
import { jsonOf } from '#server/export/json-list.ts';
import { trailAsCsv } from '#server/export/trail-export.ts';
import type { TrailFilter } from '#server/workspace/trail/trail.ts';
import { problemPage } from './failures.tsx';
import { periodOf } from './period.ts';

const PAGE = 50;

/** Who did what: listed, checked, and taken away. */
export const audit = new Hono<AppEnv>()
  .get('/', async (c) => {
    const cursor = c.req.query('cursor') ?? null;
    const search = searchOf(c);
    const { trail, people } = workspaceOf(c);
    const [listed, verification] = await Promise.all([
      trail.list(PAGE, cursor, filterOf(search)),
      c.req.query('verify') === undefined ? null : verifyTrail(trail),
    ]);
    const entries = listed.ok ? listed.value.items : [];
    const named = entries.flatMap(({ subject, detail }) => [
      subject.split(':').slice(0, 2).join(':'),
      ...(detail.match(/\bperson \d+\b/g) ?? []).map((each) => each.replace(' ', ':')),
    ]);
    const data = {
      entries,
      next: listed.ok ? listed.value.next : null,
      problem: listed.ok ? null : listed.problem,
      cursor,
      search,
      verification,
    };
    const body = (
      <People.Provider value={await people.behind(named)}>
        <AuditPage data={data} />
      </People.Provider>
    );
    return page(c, { title: 'Audit trail', here: 'audit' }, body);
  })
  .get('/export.csv', async (c) => {
    const { trail } = workspaceOf(c);
    const filter = filterOf(searchOf(c));
    const csv = await trailAsCsv((cursor) => trail.list(500, cursor, filter));
    if (!csv.ok) return problemPage(c, 'No download', csv.problem);
    return download(c, csv.value, 'text/csv; charset=utf-8', 'csv');
  })
  .get('/export.json', async (c) => {
    const { trail } = workspaceOf(c);
    const filter = filterOf(searchOf(c));
    const json = await jsonOf((cursor) => trail.chain(500, cursor, filter));
    if (!json.ok) return problemPage(c, 'No download', json.problem);
    return download(c, json.value, 'application/json', 'json');
  });

/** A part is called one: it is no chain that could be checked. */
function download(c: Context<AppEnv>, body: ReadableStream<Uint8Array>, type: string, ending: string) {
  const isPart = Object.values(searchOf(c)).some((value) => value !== null);
  return c.body(body, 200, {
    'content-type': type,
    'content-disposition': `attachment; filename="audit-trail${isPart ? '-part' : ''}.${ending}"`,
  });
}

function searchOf(c: Context<AppEnv>): AuditSearch {
  const of = (name: string) => c.req.query(name)?.trim().slice(0, 200) || null;
  const day = (name: string) => (/^\d{4}-\d\d-\d\d$/.test(of(name) ?? '') ? of(name) : null);
  return {
    about: of('about'),
    action: of('action'),
    who: of('who'),
    from: day('from'),
    until: day('until'),
  };
}

/** A reward may be named by its number alone. */
function filterOf({ about, action, who, from, until }: AuditSearch): TrailFilter {
  const subject = about !== null && /^r\d+$/i.test(about) ? `reward:${about.toUpperCase()}` : about;
  return { about: subject, action, who, ...periodOf(from, until) };
}
