import type { Tier } from '#core/score/tier.ts';
import { problemId } from '#server/console/parts/field.tsx';
import { Heading } from '#server/console/parts/heading.tsx';
import { Icon } from '#server/console/parts/icon.tsx';
import { Empty, ProblemNotice } from '#server/console/parts/notice.tsx';
import { linkTo, Pager } from '#server/console/parts/pager.tsx';
import { Tabs } from '#server/console/parts/tabs.tsx';
import { counted } from '#server/console/parts/words.ts';
import type { Problem } from '#core/problem.ts';
import type { PersonDetail } from '#server/workspace/people/row.ts';
import type { RankedPage } from '#server/workspace/people/top.ts';
import { PEOPLE_PATH, PeopleTable, type AdvocatesQuery } from './people-table.tsx';
import { Kept, RankingForm, rankingLead, RankingTable, type Account, type RankingQuery } from './ranking.tsx';

export interface AdvocatesData {
  now: number;
  query: AdvocatesQuery;
  ranking: RankingQuery;
  accounts: Account[];
  census: Record<Tier, number>;
  people: PersonDetail[];
  /** Those who stand highest, where a ranking was asked for instead of a list. */
  ranked: RankedPage | null;
  next: string | null;
  problem: Problem | null;
}

/** Everybody the CRM knows, those most likely to help first. */
export function AdvocatesPage({ data }: { data: AdvocatesData }) {
  const { census, query, ranking, ranked, problem } = data;
  const all = Object.values(census).reduce((sum, n) => sum + n, 0);
  if (all === 0) return <NobodyYet />;
  return (
    <>
      <Heading
        title="Advocates"
        lead={
          ranked === null
            ? `${counted(all, 'person', 'people')} from your CRM, those most likely to help first.`
            : rankingLead(ranking)
        }
      />
      <div class="toolbar">
        <TierTabs query={{ ...query, ...ranking }} census={census} all={all} />
        <Search query={query} ranking={ranking} />
      </div>
      <RankingForm query={ranking} q={query.q} tier={query.tier} accounts={data.accounts} problem={problem} />
      {problem !== null ? <ProblemNotice problem={problem} id={problemId('rank')} /> : null}
      {problem === null && ranked === null ? <PeopleTable {...data} /> : null}
      {problem === null && ranked !== null ? (
        <RankingTable ranked={ranked} by={ranking.by} now={data.now} />
      ) : null}
      <Pager path={PEOPLE_PATH} query={{ ...query }} next={data.next} />
    </>
  );
}

function TierTabs({
  query,
  census,
  all,
}: {
  query: AdvocatesQuery & RankingQuery;
  census: Record<Tier, number>;
  all: number;
}) {
  const cuts: { tier: Tier | null; label: string; n: number }[] = [
    { tier: null, label: 'Everyone', n: all },
    { tier: 'champion', label: 'Champions', n: census.champion },
    { tier: 'advocate', label: 'Advocates', n: census.advocate },
    { tier: 'candidate', label: 'Candidates', n: census.candidate },
    { tier: 'none', label: 'No tier', n: census.none },
  ];
  return (
    <Tabs
      label="Tier"
      tabs={cuts.map(({ tier, label, n }) => ({
        label,
        href: linkTo(PEOPLE_PATH, { ...query, tier, cursor: null }),
        current: query.tier === tier,
        n,
      }))}
    />
  );
}

function Search({ query, ranking }: { query: AdvocatesQuery; ranking: RankingQuery }) {
  return (
    <form class="search" role="search" action={PEOPLE_PATH}>
      <Kept values={{ tier: query.tier, sort: query.sort, ...ranking }} />
      <label class="visually-hidden" for="search-q">
        Search by name, e-mail or company
      </label>
      <input
        id="search-q"
        type="search"
        name="q"
        value={query.q ?? ''}
        placeholder="Name, e-mail or company"
      />
      <button class="button" type="submit" aria-label="Search">
        <Icon name="search" />
      </button>
    </form>
  );
}

function NobodyYet() {
  return (
    <>
      <Heading title="Advocates" />
      <Empty title="Nobody here yet">
        <p>
          Connect your CRM: its contacts are read and scored, and those who would speak for you come up first.
        </p>
        <p>
          <a class="button button-main" href="/console/connections">
            Connect a CRM
          </a>
        </p>
      </Empty>
    </>
  );
}
