import { Hono } from 'hono';
import { TIERS, type Tier } from '#core/score/tier.ts';
import type { AppEnv } from '#server/app-env.ts';
import { page, workspaceOf } from '#server/console/page.tsx';
import { AdvocatesPage } from '#server/console/pages/advocates.tsx';
import type { AdvocatesQuery } from '#server/console/pages/people-table.tsx';

const PAGE = 50;

export const advocates = new Hono<AppEnv>().get('/', async (c) => {
  const query: AdvocatesQuery = {
    q: c.req.query('q')?.trim().slice(0, 200) || null,
    tier: tierOf(c.req.query('tier')) ?? null,
    sort: c.req.query('sort') ?? '-propensity',
    cursor: c.req.query('cursor') ?? null,
  };
  const { people } = workspaceOf(c);
  const [census, listed] = await Promise.all([people.census(), people.list({ ...query, limit: PAGE })]);
  const data = {
    now: Date.now(),
    query,
    census,
    people: listed.ok ? listed.value.items : [],
    next: listed.ok ? listed.value.next : null,
    problem: listed.ok ? null : listed.problem,
  };
  return page(c, { title: 'Advocates', here: 'advocates' }, <AdvocatesPage data={data} />);
});

function tierOf(text: string | undefined): Tier | undefined {
  return TIERS.find((tier) => tier === text);
}
