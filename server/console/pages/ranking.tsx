import type { Problem } from '#core/problem.ts';
import { PILLARS, type Pillar } from '#core/signal/catalogue.ts';
import type { Tier } from '#core/score/tier.ts';
import { Empty } from '#server/console/parts/notice.tsx';
import { SelectField, Field, type Refused } from '#server/console/parts/field.tsx';
import { linkTo } from '#server/console/parts/pager.tsx';
import { Cell, Table } from '#server/console/parts/table.tsx';
import { formatNumber, PILLAR_WORDS } from '#server/console/parts/words.ts';
import type { RankedPage } from '#server/workspace/people/top.ts';
import { PEOPLE_PATH, PersonRow } from './people-table.tsx';

/** Whom to rank and by what, as the page was asked; null where nothing was. */
export interface RankingQuery {
  by: Pillar | 'overall' | null;
  company: string | null;
  owner: string | null;
  title: string | null;
  connection: string | null;
  askable: '1' | null;
}

/** What a ranking is by, in a line above it. */
export function rankingLead({ by }: RankingQuery): string {
  return by === null || by === 'overall'
    ? 'Ranked by the points of all they do. Points go on past 100, where propensity ends.'
    : `Ranked by ${PILLAR_WORDS[by].toLowerCase()}: those with the most points for it first.`;
}

/** Whether anything beyond the plain list was asked for. */
export function isRanking(query: RankingQuery): boolean {
  return Object.values(query).some((value) => value !== null);
}

/** A CRM account to choose from. */
export interface Account {
  id: string;
  name: string;
}

/** What to rank by, and whom among; a tier and words chosen above stay. */
export function RankingForm(props: {
  query: RankingQuery;
  q: string | null;
  tier: Tier | null;
  accounts: readonly Account[];
  problem: Problem | null;
}) {
  const { query, q, tier, accounts, problem } = props;
  const refused: Refused | null = problem === null ? null : { form: 'rank', problem, values: {} };
  const common = { form: 'rank', refused, maxlength: 200 } as const;
  return (
    <details class="ranking-box" open={isRanking(query) || problem !== null}>
      <summary>Rank and filter</summary>
      <form class="ranking card" action={PEOPLE_PATH} aria-label="Ranking and filters">
        <Kept values={{ q, tier }} />
        <SelectField form="rank" name="by" label="Rank by" refused={refused}>
          <option value="overall">Everything</option>
          {PILLARS.map((pillar) => (
            <option value={pillar} selected={query.by === pillar}>
              {PILLAR_WORDS[pillar]}
            </option>
          ))}
        </SelectField>
        <Field {...common} name="company" label="Company" value={query.company ?? ''} />
        <Field {...common} name="title" label="Title" value={query.title ?? ''} />
        <Field {...common} name="owner" label="Owner, in full" value={query.owner ?? ''} />
        {accounts.length < 2 ? null : (
          <SelectField form="rank" name="connection" label="CRM account" refused={refused}>
            <option value="">Any</option>
            {accounts.map(({ id, name }) => (
              <option value={id} selected={query.connection === id}>
                {name}
              </option>
            ))}
          </SelectField>
        )}
        <label class="ranking-check">
          <input type="checkbox" name="askable" value="1" checked={query.askable !== null} />
          May be asked now
        </label>
        <div class="ranking-actions">
          <button class="button" type="submit">
            Rank
          </button>
          {isRanking(query) ? (
            <a class="button button-quiet" href={linkTo(PEOPLE_PATH, { q, tier })}>
              Clear
            </a>
          ) : null}
        </div>
      </form>
    </details>
  );
}

/** What was chosen elsewhere on the page, so that a form does not drop it. */
export function Kept({ values }: { values: Record<string, string | null> }) {
  return (
    <>
      {Object.entries(values).map(([name, value]) =>
        value === null ? null : <input type="hidden" name={name} value={value} />,
      )}
    </>
  );
}

/** The first of a ranking, with what they are ranked by, and where it stops. */
export function RankingTable(props: { ranked: RankedPage; by: RankingQuery['by']; now: number }) {
  const { ranked, by, now } = props;
  const { people, total, more } = ranked;
  if (people.length === 0) {
    return (
      <Empty title="Nobody fits">
        <p>
          Ask for less, or <a href={PEOPLE_PATH}>look at everyone</a>.
        </p>
      </Empty>
    );
  }
  const pillar = by === null || by === 'overall' ? null : PILLAR_WORDS[by];
  const label = pillar ?? 'All points';
  return (
    <>
      <Table
        caption="Ranking"
        columns={[
          { label: 'Rank', kind: 'number' },
          { label: 'Person' },
          { label: 'Company' },
          { label: 'Tier' },
          { label: 'Propensity' },
          { label, kind: 'number' },
          { label: 'Confidence', kind: 'number' },
          { label: 'Last act', kind: 'number' },
        ]}
      >
        {people.map((person, index) => (
          <PersonRow person={person} now={now} place={index + 1}>
            <Cell label={label} kind="number">
              <span class="points">
                {formatNumber(Math.round(person.standing))} <span class="quiet">points</span>
              </span>
            </Cell>
          </PersonRow>
        ))}
      </Table>
      {people.length === total && !more ? null : (
        <p class="quiet ranking-end">
          The first {formatNumber(people.length)} of {more ? 'more than ' : ''}
          {formatNumber(total)}. Filter to see others.
        </p>
      )}
    </>
  );
}
