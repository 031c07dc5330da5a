import type { Tier } from '#core/score/tier.ts';
import { TierBadge } from '#server/console/parts/badge.tsx';
import { Bar } from '#server/console/parts/bars.tsx';
import { Heading } from '#server/console/parts/heading.tsx';
import { Icon } from '#server/console/parts/icon.tsx';
import { Empty, ProblemNotice } from '#server/console/parts/notice.tsx';
import { linkTo, Pager } from '#server/console/parts/pager.tsx';
import { Cell, Row, Table } from '#server/console/parts/table.tsx';
import { Tabs } from '#server/console/parts/tabs.tsx';
import { When } from '#server/console/parts/when.tsx';
import { counted } from '#server/console/parts/words.ts';
import type { Problem } from '#core/problem.ts';
import type { PersonDetail } from '#server/workspace/person-row.ts';

export interface AdvocatesQuery {
  q: string | null;
  tier: Tier | null;
  sort: string;
  cursor: string | null;
}

export interface AdvocatesData {
  now: number;
  query: AdvocatesQuery;
  census: Record<Tier, number>;
  people: PersonDetail[];
  next: string | null;
  problem: Problem | null;
}

const PATH = '/console/advocates';

/** Everybody the CRM knows, those most likely to help first. */
export function AdvocatesPage({ data }: { data: AdvocatesData }) {
  const { census, query, problem } = data;
  const all = Object.values(census).reduce((sum, n) => sum + n, 0);
  if (all === 0) return <NobodyYet />;
  return (
    <>
      <Heading
        title="Advocates"
        lead={`${counted(all, 'person', 'people')} from your CRM, those most likely to help first.`}
      />
      <div class="toolbar">
        <TierTabs query={query} census={census} all={all} />
        <Search query={query} />
      </div>
      {problem === null ? <People data={data} /> : <ProblemNotice problem={problem} />}
      <Pager path={PATH} query={{ ...query }} next={data.next} />
    </>
  );
}

function TierTabs({
  query,
  census,
  all,
}: {
  query: AdvocatesQuery;
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
        href: linkTo(PATH, { ...query, tier, cursor: null }),
        current: query.tier === tier,
        n,
      }))}
    />
  );
}

function Search({ query }: { query: AdvocatesQuery }) {
  return (
    <form class="search" role="search" action={PATH}>
      {query.tier === null ? null : <input type="hidden" name="tier" value={query.tier} />}
      <input type="hidden" name="sort" value={query.sort} />
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

function People({ data }: { data: AdvocatesData }) {
  const { people, query, now } = data;
  if (people.length === 0) {
    return (
      <Empty title="Nobody fits">
        <p>
          Try fewer letters, or <a href={PATH}>look at everyone</a>.
        </p>
      </Empty>
    );
  }
  const column = (label: string, key: string, kind?: 'number') => ({
    label,
    ...(kind === undefined ? {} : { kind }),
    sort: sorting(query, key),
  });
  return (
    <Table
      caption="People"
      columns={[
        column('Person', 'name'),
        column('Company', 'company'),
        { label: 'Tier' },
        column('Propensity', 'propensity'),
        { label: 'Confidence', kind: 'number' },
        column('Last act', 'lastActAt', 'number'),
      ]}
    >
      {people.map((person) => (
        <Row>
          <Cell label="Person" kind="lead">
            <a class="person" href={`${PATH}/${person.id}`}>
              <bdi>{person.name}</bdi>
            </a>
            {person.title === null ? null : (
              <span class="under">
                <bdi>{person.title}</bdi>
              </span>
            )}
          </Cell>
          <Cell label="Company">
            {person.company === null ? <span class="quiet">None</span> : <bdi>{person.company}</bdi>}
          </Cell>
          <Cell label="Tier">
            <TierBadge tier={person.tier} />
          </Cell>
          <Cell label="Propensity">
            <span class="measure">
              <span class="measure-number">{person.propensity}</span>
              <Bar percent={person.propensity} tone={person.tier} />
            </span>
          </Cell>
          <Cell label="Confidence" kind="number">
            {Math.round(person.confidence * 100)} %
          </Cell>
          <Cell label="Last act" kind="number">
            {person.lastActAt === null ? (
              <span class="quiet">Never</span>
            ) : (
              <When at={person.lastActAt} now={now} />
            )}
          </Cell>
        </Row>
      ))}
    </Table>
  );
}

/** A heading sorts by its column, then turns the order round. Numbers and dates begin with the most. */
function sorting(query: AdvocatesQuery, key: string) {
  const now = query.sort === key ? 'ascending' : query.sort === `-${key}` ? 'descending' : 'none';
  const mostFirst = key === 'propensity' || key === 'lastActAt';
  const down = now === 'none' ? mostFirst : now === 'ascending';
  return { href: linkTo(PATH, { ...query, sort: down ? `-${key}` : key, cursor: null }), now } as const;
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
