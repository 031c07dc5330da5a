import { Hono } from 'hono';
import { refuse, type Result } from '#core/problem.ts';
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
  const unknown = unknownBy(ask);
  const listed =
    unknown ??
    (isRanking(ranking)
      ? people.ranking({ pillar: pillarOf(ranking), segment: segmentOf(query, ranking), limit: RANKED })
      : people.list({ ...query, limit: PAGE }));
  const [census, accounts, found] = await Promise.all([people.census(), connections.list(), listed]);
  const answer = found.ok ? found.value : null;
  const data = {
    now: Date.now(),
    query,
    ranking,
    accounts: accounts.filter(({ vendor }) => vendor !== 'slack').map(({ id, name }) => ({ id, name })),
    census,
    people: answer !== null && 'items' in answer ? answer.items : [],
    next: answer !== null && 'items' in answer ? answer.next : null,
    ranked: answer !== null && 'total' in answer ? answer : null,
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

const RANKINGS = ['overall', ...PILLARS] as const;

/** The refusal of a ranking by something people are not ranked by; null where there is nothing to refuse. */
function unknownBy(ask: Ask): Result<never> | null {
  const by = words(ask('by'));
  if (by === null || RANKINGS.some((each) => each === by)) return null;
  const message = `People cannot be ranked by “${by.slice(0, 40)}”.`;
  return refuse('invalid_input', message, 'Choose one of the list under “Rank by”.', 'by');
}

function rankingOf(ask: Ask): RankingQuery {
  return {
    by: RANKINGS.find((by) => by === ask('by')) ?? null,
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

function segmentOf(
  { q, tier }: AdvocatesQuery,
  { company, owner, title, connection, askable }: RankingQuery,
) {
  return { q, tier, company, companyId: null, owner, title, connection, askable: askable !== null };
}
