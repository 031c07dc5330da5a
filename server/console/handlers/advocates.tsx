import { Hono } from 'hono';
import { PILLARS } from '#core/signal/catalogue.ts';
import { TIERS } from '#core/score/tier.ts';
import type { AppEnv } from '#server/app-env.ts';
import { page, workspaceOf } from '#server/console/page.tsx';
import { AdvocatesPage } from '#server/console/pages/advocates.tsx';
import type { AdvocatesQuery } from '#server/console/pages/people-table.tsx';
import { isRanking, type RankingQuery } from '#server/console/pages/ranking.tsx';

const PAGE = 50;
const RANKED = 100;

type Ask = (name: string) => string | undefined;

export const advocates = new Hono<AppEnv>().get('/', async (c) => {
  const ask: Ask = (name) => c.req.query(name);
  const query = queryOf(ask);
  const ranking = rankingOf(ask);
  const { people, connections } = workspaceOf(c);
  const listed = isRanking(ranking)
    ? people.top({ pillar: pillarOf(ranking), segment: segmentOf(query, ranking), limit: RANKED })
    : people.list({ ...query, limit: PAGE });
  const [census, accounts, found] = await Promise.all([people.census(), connections.list(), listed]);
  const answer = found.ok ? found.value : null;
  const data = {
    now: Date.now(),
    query,
    ranking,
    accounts: accounts.filter(({ vendor }) => vendor !== 'slack').map(({ id, name }) => ({ id, name })),
    census,
    people: answer === null || Array.isArray(answer) ? [] : answer.items,
    next: answer === null || Array.isArray(answer) ? null : answer.next,
    ranked: Array.isArray(answer) ? answer : null,
    problem: found.ok ? null : found.problem,
  };
  return page(c, { title: 'Advocates', here: 'advocates' }, <AdvocatesPage data={data} />);
});

function queryOf(ask: Ask): AdvocatesQuery {
  return {
    q: words(ask('q')),
    tier: TIERS.find((tier) => tier === ask('tier')) ?? null,
    sort: ask('sort') ?? '-propensity',
    cursor: ask('cursor') ?? null,
  };
}

function rankingOf(ask: Ask): RankingQuery {
  return {
    by: (['overall', ...PILLARS] as const).find((by) => by === ask('by')) ?? null,
    company: words(ask('company')),
    owner: words(ask('owner')),
    title: words(ask('title')),
    connection: words(ask('connection')),
    askable: ask('askable') === '1' ? '1' : null,
  };
}

function words(text: string | undefined): string | null {
  return text?.trim().slice(0, 200) || null;
}

function pillarOf({ by }: RankingQuery) {
  return by === 'overall' ? null : by;
}

function segmentOf({ tier }: AdvocatesQuery, { company, owner, title, connection, askable }: RankingQuery) {
  return { tier, company, companyId: null, owner, title, connection, askable: askable !== null };
}
